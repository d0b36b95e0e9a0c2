import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// What hid the bytes decides the rule; every wasted byte is in exactly one finding.
@Suite struct WasteRuleTests {
    private static let buildKit = "buildkit.dockerfile.v0"

    /// A base with one file, then a COPY, then a RUN that does something to what is there.
    private func fixture(
        _ stored: @escaping @autoclosure () -> Layer, _ hid: @escaping @autoclosure () -> Layer
    ) throws -> AnalyzedFixture {
        try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("bin/sh", size: 5000, filledWith: 1) }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
                stored().createdBy("COPY . /app # buildkit", comment: Self.buildKit)
                hid().createdBy("RUN /bin/sh -c make # buildkit", comment: Self.buildKit)
            }, dockerfile: "FROM busybox\nCOPY . /app\nRUN make\n",
            scansSecrets: false)
    }

    private func rules(_ fixture: AnalyzedFixture) -> [String: Int64] {
        let found = fixture.image.findings(of: RuleTable.image.filter { $0.rule.category == .waste })
        return Dictionary(found.map { ($0.rule.id, $0.bytes ?? 0) }, uniquingKeysWith: +)
    }

    @Test func aDeletedFile() throws {
        let fixture = try fixture(Layer { File("app/a", size: 70) }, Layer { Whiteout("app/a") })
        let finding = try #require(fixture.findings("waste-deleted").first)
        #expect(rules(fixture) == ["waste-deleted": 70])
        #expect(finding.layer == 2)
        #expect(finding.line == 2)
        #expect(finding.path == Array("app/a".utf8))
        #expect(finding.items.map(\.note) == ["deletes in layer 3"])
        #expect(
            finding.evidence
                == "layer 2 (line 2, COPY . /app) stores 1 file of 70 B that layer 3 (line 3, RUN make) deletes.")
        #expect(finding.remedy.contains(".dockerignore") && finding.remedy.contains("layer 3 (line 3, RUN make)"))
    }

    @Test func aDeletedDirectoryCountsAllThatLiesBelow() throws {
        let fixture = try fixture(
            Layer {
                File("app/d/a", size: 70)
                File("app/d/e/b", size: 7)
            }, Layer { Whiteout("app/d") })
        #expect(rules(fixture) == ["waste-deleted": 77])
        #expect(fixture.findings("waste-deleted").first?.path == Array("app/d".utf8))
    }

    @Test func otherContents() throws {
        let fixture = try fixture(Layer { File("app/a", size: 70) }, Layer { File("app/a", size: 71) })
        #expect(rules(fixture) == ["waste-overwritten": 70])
    }

    @Test func theSameContentsWithAnotherMode() throws {
        let fixture = try fixture(
            Layer { File("app/a", size: 70) }, Layer { File("app/a", size: 70, mode: 0o755).owned(by: 7, 8) })
        #expect(rules(fixture) == ["waste-metadata-copy": 70])
        let finding = try #require(fixture.findings("waste-metadata-copy").first)
        #expect(finding.items.map(\.note) == ["mode 644 to 755, owner 0:0 to 7:8"])
        #expect(finding.remedy.contains("--chmod"))
        #expect(!finding.evidence.contains("zeros"))
    }

    @Test func theSameContentsWithTheSameMetadataButTime() throws {
        let fixture = try fixture(
            Layer { File("app/a", size: 70) }, Layer { File("app/a", size: 70).modified(99) })
        #expect(rules(fixture) == ["waste-identical-rewrite": 70])
    }

    @Test func equalZerosAreSaidToProveLittle() throws {
        let fixture = try fixture(
            Layer { File("app/a", size: 70, filledWith: 0) }, Layer { File("app/a", size: 70, filledWith: 0) })
        let evidence = try #require(fixture.findings("waste-identical-rewrite").first).evidence
        #expect(evidence.hasSuffix("1 of them hold nothing but zeros: if they were blanked, they may have differed."))
    }

    @Test func anOpaqueDirectory() throws {
        let fixture = try fixture(
            Layer { File("app/d/a", size: 70) },
            Layer {
                Directory("app/d")
                OpaqueWhiteout("app/d")
            })
        #expect(rules(fixture) == ["waste-opaque": 70])
    }

    @Test func aFileOverADirectory() throws {
        let fixture = try fixture(Layer { File("app/d/a", size: 70) }, Layer { File("app/d", size: 3) })
        #expect(rules(fixture) == ["waste-replaced": 70])
    }

    @Test func aChangeOfOwnerOfAHardLinkedFile() throws {
        let fixture = try fixture(
            Layer {
                File("app/a", size: 70)
                HardLink("app/b", to: "app/a")
            },
            Layer {
                File("app/a", size: 70).owned(by: 5, 5)
                HardLink("app/b", to: "app/a")
            })
        #expect(rules(fixture) == ["waste-metadata-copy": 70])
    }

    @Test func whatOnlyAddsWastesNothing() throws {
        let fixture = try fixture(Layer { File("app/a", size: 70) }, Layer { File("app/b", size: 70) })
        #expect(rules(fixture).isEmpty)
        #expect(fixture.image.wasteBreakdown.pairs.isEmpty)
    }

    @Test func theBaseImagesBytesAskForAnotherBase() throws {
        let fixture = try fixture(Layer { Whiteout("bin/sh") }, Layer { File("app/b", size: 70) })
        let finding = try #require(fixture.findings("waste-deleted").first)
        #expect(finding.layer == 1)
        #expect(finding.line == 2)
        #expect(finding.remedy.contains("choose a base image without these files"))
    }

    @Test func eachPairOfLayersIsAFinding() throws {
        let fixture = try fixture(
            Layer {
                File("app/a", size: 70)
                File("bin/sh", size: 2)
            },
            Layer {
                Whiteout("app/a")
                Whiteout("bin/sh")
            })
        let findings = fixture.image.findings(of: RuleTable.image.filter { $0.rule.category == .waste })
        #expect(
            Set(findings.map { "\($0.rule) \($0.layer ?? 0) \($0.bytes ?? 0)" })
                == ["waste-deleted 2 72", "waste-overwritten 1 5000"])
    }

    @Test func aDirectoryOverAFile() throws {
        let fixture = try fixture(Layer { File("app/d", size: 70) }, Layer { File("app/d/a", size: 3) })
        #expect(rules(fixture) == ["waste-replaced": 70])
    }

    @Test("A link over a directory hides all below it, in whatever depth")
    func aLinkOverADirectory() throws {
        let fixture = try fixture(
            Layer {
                File("app/d/a", size: 70)
                File("app/d/e/f/b", size: 7)
            }, Layer { Symlink("app/d", to: "/etc") })
        #expect(rules(fixture) == ["waste-replaced": 77])
        #expect(fixture.findings("waste-replaced").first?.items.count == 2)
    }

    @Test func aMovedFileIsDeletedWhereItWas() throws {
        let fixture = try fixture(
            Layer { File("app/a", size: 70) },
            Layer {
                File("app/b", size: 70)
                Whiteout("app/a")
            })
        #expect(rules(fixture) == ["waste-deleted": 70])
    }

    @Test func aFileOfAnOpaqueDirectoryThatIsWrittenAgainIsOverwritten() throws {
        let fixture = try fixture(
            Layer {
                File("app/d/a", size: 70)
                File("app/d/b", size: 7)
            },
            Layer {
                OpaqueWhiteout("app/d")
                File("app/d/a", size: 71)
            })
        #expect(rules(fixture) == ["waste-opaque": 7, "waste-overwritten": 70])
    }

    @Test func deletingAMissingFileAndMakingAnEmptyDirectoryWastesNothing() throws {
        let fixture = try fixture(
            Layer { Directory("app/d") },
            Layer {
                Whiteout("app/none")
                OpaqueWhiteout("app/d")
                File("app/e")
            })
        #expect(rules(fixture).isEmpty)
    }

    @Test func aNameThatStaysKeepsTheContents() throws {
        let links = Layer {
            File("app/a", size: 70)
            HardLink("opt/b", to: "app/a")
        }
        #expect(try rules(fixture(links, Layer { Whiteout("app/a") })).isEmpty)
        #expect(try rules(fixture(links, Layer { Whiteout("app") })).isEmpty)
        let both = Layer {
            Whiteout("app")
            Whiteout("opt/b")
        }
        #expect(try rules(fixture(links, both)) == ["waste-deleted": 70])
    }

    @Test func threeCopiesWasteTwo() throws {
        let layers = [70, 71, 72].map { size in
            Layer { File("app/a", size: size) }
                .createdBy("RUN /bin/sh -c write \(size) # buildkit", comment: Self.buildKit)
        }
        let fixture = try AnalyzedFixture(Image(reference: "app:1") { layers.map { Image.Part.layer($0) } })
        let findings = fixture.image.findings(of: RuleTable.image.filter { $0.rule.category == .waste })
        #expect(
            findings.map { "\($0.rule) \($0.layer ?? 0) \($0.bytes ?? 0)" }.sorted()
                == ["waste-overwritten 1 70", "waste-overwritten 2 71"])
    }

    @Test("Bytes that come back after they were deleted were wasted all the same")
    func deletedAndWrittenAgain() throws {
        let parts = [Layer { File("app/a", size: 70) }, Layer { Whiteout("app/a") }, Layer { File("app/a", size: 70) }]
        let fixture = try AnalyzedFixture(Image(reference: "app:1") { parts.map { Image.Part.layer($0) } })
        #expect(rules(fixture) == ["waste-deleted": 70])
    }

    @Test("Equal sizes, other contents: no rewrite, an overwrite")
    func sameSizeOtherContents() throws {
        let fixture = try fixture(
            Layer { File("app/a", size: 70, filledWith: 1) }, Layer { File("app/a", size: 70, filledWith: 2) })
        #expect(rules(fixture) == ["waste-overwritten": 70])
    }

    @Test("A file capability is metadata too")
    func setcap() throws {
        let capability: [UInt8] = [1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let fixture = try fixture(
            Layer { File("app/ping", size: 70, mode: 0o755) },
            Layer(format: .pax) {
                File("app/ping", size: 70, mode: 0o755).record("SCHILY.xattr.security.capability", capability)
            })
        #expect(rules(fixture) == ["waste-metadata-copy": 70])
    }

    @Test func severityGrowsWithTheBytes() throws {
        func severity(_ size: Int) throws -> Severity? {
            let file = SparseFile("app/a", size: size, [], form: .gnu)
            return try fixture(Layer(format: .gnu) { file }, Layer { Whiteout("app/a") })
                .findings("waste-deleted").first?.severity
        }
        #expect(try severity(999_999) == .info)
        #expect(try severity(1_000_000) == .low)
        #expect(try severity(1 << 39) == .medium)
    }
}
