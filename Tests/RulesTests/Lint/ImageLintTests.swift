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

    @Test func theShellOfTheHistoryCounts() throws {
        func fires(_ shell: String) throws -> Bool {
            let fixture = try AnalyzedFixture(
                Image(reference: "app:1") {
                    Layer { File("x", "x") }.createdBy(
                        "RUN |1 A=b c \(shell) curl u | tar x # buildkit", comment: ImageLintTests.kit)
                })
            return findings(fixture).contains { $0.rule.id == "lost-pipe-status" }
        }
        #expect(try fires("/bin/sh -c"))
        #expect(try fires("/bin/bash -e -c"))
        for shell in ["/bin/bash -eo pipefail -c", "bash -euxo pipefail -c", "powershell -Command", "cmd /S /C"] {
            #expect(try !fires(shell), "\(shell)")
        }
    }

    @Test func whatWasCommittedOnTopOfTheDockerfilesLayersIsToldToo() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("x", "x") }.createdBy(
                    "RUN /bin/sh -c cd /x && make # buildkit", comment: ImageLintTests.kit)
                Layer { File("y", "y") }.createdBy("/bin/sh -c sudo make", comment: "by hand")
            }, dockerfile: "FROM scratch\nRUN cd /x && make\n")
        try #require(fixture.image.stages.document != nil)
        let found = findings(fixture)
        #expect(found.first { $0.rule.id == "changed-directory" }?.line == 2)
        let committed = try #require(found.first { $0.rule.id == "sudo-in-run" })
        #expect(committed.layer == 2)
        #expect(committed.line == nil)
        #expect(found.allSatisfy { $0.line != nil || $0.layer == 2 })
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

    /// An image of a base that runs a command, and of its own steps.
    private func image(base: String, own: [String]) -> Image {
        Image(reference: "app:1") {
            Layer { File("base", "b") }.createdBy("/bin/sh -c \(base)")
            Step(#"/bin/sh -c #(nop)  CMD ["sh"]"#)
            own.map { text in
                Image.Part.layer(Layer { File("x", "x") }.createdBy(text + " # buildkit", comment: ImageLintTests.kit))
            }
        }
    }

    @Test func ofOtherStagesTheDockerfileTells() throws {
        let dockerfile = """
            FROM busybox AS build
            USER root
            CMD make
            FROM busybox:latest AS other
            FROM scratch
            COPY --from=build /x /x
            COPY --from=other /y /y
            USER 1000
            CMD ["/x"]
            """
        let fixture = try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("x", "x") }.createdBy("COPY /x /x # buildkit", comment: ImageLintTests.kit)
                Layer { File("y", "y") }.createdBy("COPY /y /y # buildkit", comment: ImageLintTests.kit)
                Step("USER 1000", comment: ImageLintTests.kit)
                Step(#"CMD ["/x"]"#, comment: ImageLintTests.kit)
            }.configured {
                $0.user = "1000"
                $0.command = ["/x"]
            }, dockerfile: dockerfile)
        try #require(fixture.image.stages.document != nil)
        func lines(_ rule: String) -> [Int?] { fixture.findings(rule).map(\.line) }
        #expect(lines("untagged-base") == [1])
        #expect(lines("root-user") == [2])
        #expect(lines("shell-form") == [3])
        #expect(lines("latest-base") == [4])
    }

    @Test func fewRulesTellWhatTheBaseDid() throws {
        let fixture = try AnalyzedFixture(
            image(base: "cd /x && sudo make && apt-get install y", own: ["RUN /bin/sh -c sudo chmod 777 /x"]))
        let found = findings(fixture)
        let base = found.filter { $0.layer == 1 }
        #expect(base.map(\.rule.id) == ["sudo-in-run"])
        #expect(base.map(\.title) == ["sudo in RUN in the base image"])
        #expect(base.map(\.remedy) == ["It came with the base image: report it there, or take another base."])
        #expect(Set(found.filter { $0.layer == 2 }.map(\.rule.id)) == ["sudo-in-run", "chmod-777"])
    }

    /// A history is text that anybody may have written: what looks like a comment in it is nobody's wish.
    @Test func commentsInAHistoryIgnoreNothing() throws {
        let fixture = try AnalyzedFixture(
            image(
                base: "sudo make\n# hadolint global ignore=DL3004",
                own: [
                    "RUN /bin/sh -c sudo x\n# strata global ignore=sudo-in-run,chmod-777",
                    "RUN /bin/sh -c chmod 777 /x",
                ]))
        let ids = findings(fixture).map(\.rule.id)
        #expect(ids.count { $0 == "sudo-in-run" } == 2)
        #expect(ids.contains("chmod-777"))
    }

    @Test func aContinuedLineOfAHistoryHidesNoCommand() throws {
        let fixture = try AnalyzedFixture(
            image(
                base: "true",
                own: ["RUN /bin/sh -c apt-get update && \\\n    apt-get install -y curl && \\\n    sudo ls"]))
        let ids = Set(findings(fixture).map(\.rule.id))
        #expect(ids.isSuperset(of: ["sudo-in-run", "unpinned-apt", "recommended-packages"]))
        #expect(!ids.contains("update-alone"))
    }

    private static let pip = "RUN /bin/sh -c pip install -r requirements.txt && pip install x # buildkit"

    private func built(cache: Int, dockerfile: String?) throws -> AnalyzedFixture {
        try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("app/main.py", "x") }.createdBy("COPY . . # buildkit", comment: ImageLintTests.kit)
                Layer {
                    File("app/lib.py", size: 3000)
                    if cache > 0 { [File("root/.cache/pip/http/x", size: cache)] }
                }.createdBy(ImageLintTests.pip, comment: ImageLintTests.kit)
            }, dockerfile: dockerfile)
    }

    private static let dockerfile =
        "FROM scratch\nCOPY . .\nRUN pip install -r requirements.txt && pip install x\n"

    @Test func whatPipKeepsIsWeighedOnceARun() throws {
        let found = try built(cache: 7000, dockerfile: Self.dockerfile).findings("install-keeps-cache")
        #expect(found.compactMap(\.bytes) == [7000])
        #expect(found.map(\.line) == [3, 3])
        #expect(found.compactMap(\.confidence) == [.high, .medium])
        #expect(found.first?.evidence.hasPrefix("line 3 has no --no-cache-dir") == true)
        #expect(try built(cache: 0, dockerfile: Self.dockerfile).findings("install-keeps-cache").count == 2)
        #expect(try built(cache: 7000, dockerfile: nil).findings("install-keeps-cache").map(\.layer) == [2])
        #expect(
            try built(cache: 0, dockerfile: nil).findings("install-keeps-cache").isEmpty, "it may have been mounted")
    }

    @Test("What a change of the code makes anew weighs: a layer of a megabyte or more, and no other stage's")
    func dependenciesAfterTheCodeAreWeighedByTheModel() throws {
        func found(_ dockerfile: String, _ layers: [(String, String, Int)]) throws -> [Finding] {
            let image = Image(reference: "app:1") {
                layers.map { step, path, size in
                    Image.Part.layer(
                        Layer { File(path, size: size) }.createdBy("\(step) # buildkit", comment: ImageLintTests.kit))
                }
            }
            return try AnalyzedFixture(image, dockerfile: dockerfile).findings("dependencies-after-code")
        }
        let install = "RUN pip install -r requirements.txt"
        let large = try found(
            "FROM scratch\nCOPY . /app\n\(install)\nRUN make\n",
            [
                ("COPY . /app", "app/main.py", 2_000),
                ("RUN /bin/sh -c pip install -r requirements.txt", "lib.py", 1_000_000),
                ("RUN /bin/sh -c make", "x", 500_000),
            ])
        #expect(large.map(\.severity) == [.medium] && large.map(\.layer) == [2])
        #expect(
            large.first?.evidence.hasSuffix(
                "runs 3 of 3 steps again and pushes 1.5 MB anew, 1.0 MB of that installed so.") == true)
        // Of the stage that it is done in the image has what is copied only.
        let builder = try found(
            "FROM base AS build\nCOPY . /src\nRUN cd /src && go mod download\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n",
            [("COPY /app /app", "app", 9_000_000)])
        #expect(builder.map(\.severity) == [.low])
        #expect(builder.first?.evidence.contains("runs 4 of 4 steps again and pushes 9.0 MB anew.") == true)
    }

    @Test func dependenciesAfterTheCodeAreWeighedByTheirLayer() throws {
        let known = try built(cache: 0, dockerfile: Self.dockerfile).findings("dependencies-after-code")
        #expect(known.map(\.line) == [2])
        #expect(known.map(\.layer) == [2])
        #expect(
            known.map(\.evidence) == [
                "COPY . . (line 2) comes before pip at line 3: a change of the code runs 2 of 2 steps again and pushes "
                    + "3.0 kB anew, 3.0 kB of that installed so."
            ])
        #expect(known.map(\.severity) == [.low], "so small a layer is no reason to turn a Dockerfile round")
        let told = try built(cache: 0, dockerfile: nil).findings("dependencies-after-code")
        #expect(told.map(\.line) == [nil])
        #expect(told.first?.evidence.hasPrefix("COPY . . (layer 1) comes before pip at layer 2") == true)
        #expect(told.map(\.severity) == [.low])
        let ignored = "FROM scratch\n# strata ignore=dependencies-after-code\n" + Self.dockerfile.dropFirst(13)
        #expect(try built(cache: 0, dockerfile: ignored).findings("dependencies-after-code").isEmpty)
    }
}
