import Foundation
import TestSupport
import Testing

@Suite struct InspectTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try Sample.image.write(as: .dockerArchive, to: archive)
    }

    /// The documented contract, key by key. Digests stand for what the fixture's bytes give.
    @Test func jsonIsTheContract() throws {
        let result = try Program.run("inspect", archive, "--format", "json")
        #expect(result.exitCode == 0)
        #expect(result.errorText == "")
        let layers = Sample.image.layers
        let text = layers.enumerated().reduce(result.text) { text, layer in
            text.replacingOccurrences(of: layer.element.diffID, with: "DIFFID \(layer.offset + 1)")
        }
        .replacingOccurrences(of: try Sample.image.id, with: "ID")
        .replacingOccurrences(of: archive, with: "PATH")
        assertSnapshot(text, named: "inspect-json")
    }

    @Test func tableHasFactsLayersAndTotals() throws {
        let text = try Program.run("inspect", archive).text
        #expect(text.contains("Image       app:latest\n"))
        #expect(text.contains(#"Command     ["/app/main","--serve"]"#))
        #expect(text.contains("Base image  layer 1, known from a change of builder in the history\n"))
        #expect(text.contains("    1  17 B  "))
        #expect(text.contains("ADD file:aa in /\n"))
        #expect(text.contains("    3  13 B  "))
        #expect(text.contains("RUN rm /app/.env\n"))
        #expect(text.hasSuffix("Visible  25 B  56.8 %\nWasted   19 B  70.3 % of what lies above the base\n"))
    }

    @Test func verifyComparesDigests() throws {
        let good = try Program.run("inspect", "--verify", archive)
        #expect(good.exitCode == 0)
        #expect(good.errorText == "strata: all digests are right\n")
        let wrong = directory.path("wrong.tar")
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: archive)))
        let changed = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "SECRET=1", with: "SECRET=2")
        try Data(changed.utf8).write(to: URL(fileURLWithPath: wrong))
        let bad = try Program.run("inspect", "--verify", wrong)
        #expect(bad.exitCode == 3)
        #expect(bad.errorText.contains("strata: layer 2, as stored, should have the digest sha256:"))
    }

    @Test func standardInputIsRead() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: archive)))
        let result = try Program.run("inspect", "-", input: bytes)
        #expect(result.exitCode == 0)
        #expect(result.text.contains("app:latest"))
    }

    @Test func outputGoesToAFile() throws {
        let file = directory.path("report.json")
        let result = try Program.run("inspect", archive, "--format", "json", "-o", file)
        #expect(result.text == "")
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("{\n  \"schemaVersion\": 1,"))
    }

    @Test func imagesArePickedByReference() throws {
        let both = directory.path("both.tar")
        let other = Image(reference: "other:1") { Layer { File("x", "x") } }
        try ImageArchive([Sample.image, other]).write(as: .dockerArchive, to: both)
        #expect(try Program.run("inspect", both, "--reference", "other:1").text.contains("Image       other:1\n"))
        let first = try Program.run("inspect", both).text
        #expect(first.contains("Image       app:latest\n"))
        #expect(first.contains("other:1"))
        #expect(try Program.run("inspect", both, "--reference", "no:1").exitCode == 3)
    }

    @Test func colorsComeOnlyWhenAskedFor() throws {
        #expect(!(try Program.run("inspect", archive).text.contains("\u{1b}")))
        #expect(try Program.run("inspect", archive, "--color", "always").text.contains("\u{1b}[1mINSTRUCTION"))
    }
}
