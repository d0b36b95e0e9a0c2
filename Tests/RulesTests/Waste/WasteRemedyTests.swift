import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// What to do depends on how the bytes were hidden, and on whether a COPY or a RUN stored them: both instructions are
/// named, with their lines.
@Suite struct WasteRemedyTests {
    /// A way to waste 70 bytes, and what each of the two remedies must speak of.
    struct Way: Sendable, CustomTestStringConvertible {
        let rule: String
        let hid: @Sendable () -> Layer
        let afterCopy: String
        let afterRun: String
        var testDescription: String { rule }
    }

    static let ways = [
        Way(
            rule: "waste-deleted", hid: { Layer { Whiteout("app/d/a") } },
            afterCopy: "by .dockerignore or RUN --mount=type=bind", afterRun: "Move the deletion from layer 3"),
        Way(
            rule: "waste-overwritten", hid: { Layer { File("app/d/a", size: 71) } },
            afterCopy: "since layer 3 (line 3, RUN two) writes them",
            afterRun: "so that only the last contents are stored"),
        Way(
            rule: "waste-opaque", hid: { Layer { OpaqueWhiteout("app/d") } },
            afterCopy: "Leave the directory out", afterRun: "or do the first in a builder stage"),
        Way(
            rule: "waste-replaced", hid: { Layer { File("app/d", size: 1) } },
            afterCopy: "since layer 3 (line 3, RUN two) puts something else there", afterRun: "one RUN."),
        Way(
            rule: "waste-metadata-copy", hid: { Layer { File("app/d/a", size: 70, mode: 0o600) } },
            afterCopy: "--chmod or --chown", afterRun: "Change mode and owner within layer 2"),
        Way(
            rule: "waste-identical-rewrite", hid: { Layer { File("app/d/a", size: 70).modified(7) } },
            afterCopy: "Drop from layer 3 (line 3, RUN two)", afterRun: "Drop from layer 3 (line 3, RUN two)"),
    ]

    private func finding(_ way: Way, storedBy instruction: String) throws -> Finding {
        let comment = "buildkit.dockerfile.v0"
        let run = instruction.hasPrefix("RUN") ? "RUN /bin/sh -c one # buildkit" : "\(instruction) # buildkit"
        let fixture = try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("bin/sh", size: 5000) }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
                Layer { File("app/d/a", size: 70) }.createdBy(run, comment: comment)
                way.hid().createdBy("RUN /bin/sh -c two # buildkit", comment: comment)
            }, dockerfile: "FROM busybox\n\(instruction)\nRUN two\n", scansSecrets: false)
        let findings = fixture.image.findings(of: RuleTable.image.filter { $0.rule.category == .waste })
        #expect(findings.map(\.rule.id) == [way.rule])
        return try #require(findings.first)
    }

    @Test(arguments: ways)
    func whatACopyStored(_ way: Way) throws {
        let finding = try finding(way, storedBy: "COPY . /app")
        #expect(finding.remedy.contains(way.afterCopy))
        #expect(finding.evidence.hasPrefix("layer 2 (line 2, COPY . /app) stores 1 file of 70 B that layer 3"))
    }

    @Test(arguments: ways)
    func whatARunStored(_ way: Way) throws {
        let finding = try finding(way, storedBy: "RUN one")
        #expect(finding.remedy.contains(way.afterRun))
        #expect(finding.layer == 2 && finding.line == 2 && finding.bytes == 70)
    }

    @Test(
        "A note says what changed of a file whose contents stayed",
        arguments: [
            (File("a", "x", mode: 0o755).owned(by: 0, 0), "mode 644 to 755"),
            (File("a", "x", mode: 0o4644).owned(by: 0, 0), "mode 644 to 4644"),
            (File("a", "x").owned(by: 0, 8), "owner 0:0 to 0:8"),
            (File("a", "x", mode: 0o600).owned(by: 5, 6), "mode 644 to 600, owner 0:0 to 5:6"),
        ])
    func notes(_ file: File, _ note: String) throws {
        let fixture = try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("a", "x").owned(by: 0, 0) }
                Layer { file }
            })
        #expect(fixture.findings("waste-metadata-copy").flatMap(\.items).map(\.note) == [note])
    }
}
