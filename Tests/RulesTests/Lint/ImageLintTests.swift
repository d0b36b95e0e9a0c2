import AnalysisSupport
import Dockerfile
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// Dockerfile rules on an image: on its own Dockerfile, or on what its history tells.
struct ImageLintTests {
    private static let kit = "buildkit.dockerfile.v0"

    private func fixture(dockerfile: String?) throws -> AnalyzedFixture {
        try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("base", "b") }.createdBy("/bin/sh -c #(nop) ADD file:0123456789abcdef in / ")
                Layer { File("x", "x") }.createdBy(
                    "RUN /bin/sh -c apt-get install -y curl # buildkit", comment: ImageLintTests.kit)
                Layer { File("y", "y") }.createdBy(
                    "RUN /bin/sh -c cd /x && make # buildkit", comment: ImageLintTests.kit)
            }, dockerfile: dockerfile)
    }

    private func findings(_ fixture: AnalyzedFixture) -> [Finding] {
        fixture.image.findings(of: [], RuleCatalog.dockerfileRules)
    }

    @Test func findingsOfAKnownDockerfileHaveLineAndLayer() throws {
        let fixture = try fixture(dockerfile: "FROM debian:12\nRUN apt-get install -y curl\nRUN cd /x && make\n")
        try #require(fixture.image.stages.document != nil)
        let found = findings(fixture)
        let pinning = try #require(found.first { $0.rule.id == "unpinned-apt" })
        #expect(pinning.line == 2)
        #expect(pinning.layer == 2)
        let directory = try #require(found.first { $0.rule.id == "changed-directory" })
        #expect(directory.position == SourcePosition(line: 3, column: 5))
        #expect(directory.layer == 3)
    }

    @Test func historyAloneGivesLayersAndNoLines() throws {
        let fixture = try fixture(dockerfile: nil)
        try #require(fixture.image.stages.document == nil)
        let found = findings(fixture)
        let pinning = try #require(found.first { $0.rule.id == "unpinned-apt" })
        #expect(pinning.line == nil)
        #expect(pinning.column == nil)
        #expect(pinning.layer == 2)
        #expect(found.first { $0.rule.id == "changed-directory" }?.layer == 3)
    }

    @Test func historyDoesNotAnswerForStagesAndStyle() throws {
        let ids = Set(findings(try fixture(dockerfile: nil)).map(\.rule.id))
        #expect(ids.isDisjoint(with: ["untagged-base", "instruction-case", "undefined-variable", "syntax-fault"]))
    }

    @Test func commentsOfTheDockerfileCount() throws {
        let fixture = try fixture(
            dockerfile: "FROM debian:12\n# hadolint ignore=DL3008\nRUN apt-get install -y curl\nRUN cd /x && make\n")
        #expect(findings(fixture).contains { $0.rule.id == "changed-directory" })
        #expect(!findings(fixture).contains { $0.rule.id == "unpinned-apt" })
    }

    @Test func whatAnImageRuleFoundIsNotSaidTwice() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("x", "x") }.createdBy("RUN /bin/sh -c sudo make # buildkit", comment: ImageLintTests.kit)
            })
        let all = fixture.image.findings(of: RuleCatalog.imageRules, RuleCatalog.dockerfileRules)
        let known = all.filter { $0.rule.knownAs.contains("DL3004") }
        #expect(known.count == 1)
    }
}
