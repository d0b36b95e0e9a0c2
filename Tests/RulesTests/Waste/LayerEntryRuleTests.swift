import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// What is odd in how layers are written.
@Suite struct LayerEntryRuleTests {
    private func findings(_ rule: any ImageRule, _ layers: Layer...) throws -> [Finding] {
        let image = Image(reference: "app:1") { for layer in layers { layer } }
        return rule.findings(in: try InventoryFixture(image).image)
    }

    @Test func severalEntriesOfOnePath() throws {
        let layer = Layer {
            File("a", size: 40)
            File("a", size: 7)
            Directory("d")
            Directory("d")
        }
        let finding = try #require(try findings(WasteSuperseded(), layer).first)
        #expect(finding.bytes == 40 && finding.layer == 1)
        #expect(finding.evidence.hasSuffix("/a (2 entries), /d (2 entries)"))
        #expect(finding.items.map(\.bytes) == [40])
        #expect(try findings(WasteSuperseded(), Layer { File("a", size: 4) }, Layer { File("a", size: 4) }).isEmpty)
    }

    @Test func aDirectoryOverALowerLink() throws {
        let base = Layer {
            Directory("usr/lib")
            Symlink("lib", to: "usr/lib")
        }
        let finding = try #require(
            try findings(DirectoryOverLinkRule(), base, Layer { File("lib/one.so", size: 1) }).first)
        #expect(finding.severity == .info && finding.layer == 2)
        #expect(finding.evidence == "/lib hides the link of layer 1 to /usr/lib")
        #expect(try findings(DirectoryOverLinkRule(), base, Layer { File("usr/lib/one.so", size: 1) }).isEmpty)
    }
}
