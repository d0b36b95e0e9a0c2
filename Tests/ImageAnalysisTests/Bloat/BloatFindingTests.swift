import TestSupport
import Testing

@testable import ImageAnalysis

/// A finding says which layers have the bytes, and whether the image can do something about them.
@Suite struct BloatFindingTests {
    private static let buildKit = "buildkit.dockerfile.v0"

    private func fixture(own: Int, base: Int) throws -> AnalyzedFixture {
        try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { if base > 0 { File("usr/share/man/base", size: base, filledWith: 1) } }
                    .createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
                Layer { File("usr/share/man/own", size: own, filledWith: 2) }
                    .createdBy("RUN /bin/sh -c make # buildkit", comment: Self.buildKit)
                Layer { File("usr/share/man/more", size: own / 2, filledWith: 3) }
                    .createdBy("RUN /bin/sh -c again # buildkit", comment: Self.buildKit)
            }, dockerfile: "FROM busybox\nRUN make\nRUN again\n")
    }

    @Test func theLayerWithMostBytesIsNamedWithItsLine() throws {
        let finding = try #require(try fixture(own: 10_000, base: 0).findings("manual-pages").first)
        #expect(finding.layer == 2)
        #expect(finding.line == 2)
        #expect(finding.bytes == 15_000)
        #expect(finding.path == Array("usr/share/man".utf8))
        #expect(
            finding.evidence == "2 files below /usr/share/man: 10.0 kB by layer 2 (line 2, RUN make), "
                + "5.0 kB by layer 3 (line 3, RUN again).")
    }

    @Test func theBaseImagesShareIsAFindingOfItsOwn() throws {
        let findings = try fixture(own: 10_000, base: 20_000).findings("manual-pages")
        #expect(findings.map(\.bytes) == [20_000, 15_000])
        #expect(findings.map(\.layer) == [1, 2])
        #expect(findings[0].title == "20.0 kB of manual pages in the base image")
        #expect(findings[0].remedy.contains("(busybox), where no later layer can take it out: choose a slimmer base"))
        #expect(findings[0].evidence.contains("by base layer 1"))
        #expect(findings[1].remedy.contains("dpkg.cfg.d"))
    }

    @Test func severityGrowsWithBytesUpToTheRules() throws {
        #expect(try fixture(own: 500_000, base: 0).findings("manual-pages").map(\.severity) == [.info])
        #expect(try fixture(own: 2_000_000, base: 0).findings("manual-pages").map(\.severity) == [.low])
        #expect(try fixture(own: 30_000_000, base: 0).findings("manual-pages").map(\.severity) == [.low])
        let lists = try AnalyzedFixture { File("var/lib/apt/lists/a", size: 30_000_000) }
        #expect(lists.findings("apt-lists").map(\.severity) == [.medium])
    }

    @Test func everyRuleSaysWhyAndWhatToDo() {
        let rules = RuleCatalog.bloatRules + RuleCatalog.wasteRules
        #expect(rules.count == Set(rules.map(\.rule.id)).count)
        #expect(RuleCatalog.pathPatterns.count <= 64)
        for rule in rules.map(\.rule) {
            #expect(rule.why.hasSuffix(".") && rule.remedy.hasSuffix("."), "\(rule.id)")
            #expect(!rule.title.hasSuffix("."), "\(rule.id)")
            #expect(rule.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(rule.id)")
        }
    }
}
