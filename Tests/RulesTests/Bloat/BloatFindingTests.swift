import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

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
        let rules = RuleTable.image.filter { [.bloat, .waste].contains($0.rule.category) }
        #expect(rules.count == Set(rules.map(\.rule.id)).count)
        for rule in rules.map(\.rule) {
            #expect(rule.why.hasSuffix(".") && rule.remedy.hasSuffix("."), "\(rule.id)")
            #expect(!rule.title.hasSuffix("."), "\(rule.id)")
            #expect(rule.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(rule.id)")
        }
    }

    @Test("A hard link that stays keeps the bytes: only contents all of whose names go are counted")
    func linksOutOfTheCache() throws {
        let fixture = try AnalyzedFixture {
            File("root/.cache/pip/a", size: 5000)
            HardLink("app/a", to: "root/.cache/pip/a")
            File("root/.cache/pip/b", size: 5001)
            HardLink("home/u/.cache/pip/b", to: "root/.cache/pip/b")
        }
        #expect(fixture.findings("pip-cache").map(\.bytes) == [5001])
    }

    @Test func linksThatALaterLayerRemovedKeepNothing() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    File("root/.cache/pip/a", size: 5000)
                    HardLink("app/a", to: "root/.cache/pip/a")
                }
                Layer { Whiteout("app/a") }
            })
        #expect(fixture.findings("pip-cache").map(\.bytes) == [5000])
    }

    @Test func aFileThatSeveralLayersStoreCountsOnceWhereItIsSeen() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer { File("root/.cache/pip/a", size: 5000, filledWith: 1) }
                Layer { File("root/.cache/pip/a", size: 6000, filledWith: 2) }
            })
        let finding = try #require(fixture.findings("pip-cache").first)
        #expect(finding.bytes == 6000)
        #expect(finding.layer == 2)
    }

    @Test func anOpaqueDirectoryHidesTheBasesShare() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer { File("var/lib/apt/lists/a", size: 5000) }
                Layer {
                    OpaqueWhiteout("var/lib/apt/lists")
                    File("var/lib/apt/lists/b", size: 6000)
                }
            })
        #expect(fixture.paths("apt-lists") == ["var/lib/apt/lists/b"])
        #expect(fixture.findings("waste-opaque").map(\.bytes) == [5000])
    }

    @Test func symbolicLinksInACacheHaveNoBytes() throws {
        let fixture = try AnalyzedFixture {
            Symlink("root/.cache/pip", to: "/data/pip")
            File("data/pip/a", size: 5000)
        }
        #expect(fixture.findings("pip-cache").isEmpty)
    }

    @Test("Files all over the image have no place in common; the largest three layers are named")
    func manyPlacesAndLayers() throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "app:1") {
                for layer in 1...5 {
                    Layer { File("home/u\(layer)/.git/pack", size: layer * 1000) }
                        .createdBy("RUN /bin/sh -c clone \(layer) # buildkit", comment: Self.buildKit)
                }
                Layer { File("srv/.git/pack", size: 10) }
            })
        let finding = try #require(fixture.findings("version-control").first)
        #expect(finding.path == nil)
        #expect(finding.layer == 5)
        #expect(finding.evidence.hasPrefix("6 files: 5.0 kB by layer 5"))
        #expect(finding.evidence.hasSuffix("3.0 kB by layer 3 (RUN clone 3) and 3 more layers."))
        #expect(finding.items.map(\.bytes) == [5000, 4000, 3000, 2000, 1000, 10])
    }

    @Test func anImageWithoutLayersHasNoBloat() throws {
        let fixture = try AnalyzedFixture(Image(reference: "empty:1") {})
        #expect(
            fixture.image.findings(of: RuleTable.image.filter { [.bloat, .waste].contains($0.rule.category) }).isEmpty)
    }
}
