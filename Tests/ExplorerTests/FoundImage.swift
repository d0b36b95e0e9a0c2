import FileTree
import ImageAnalysis

@testable import Explorer

/// The fixture's image with findings of every kind: bytes and none, many files and none, live and deleted.
enum FoundImage {
    static let deleted = rule("test-deleted", .waste, .low, .deletions)
    static let overwritten = rule("test-overwritten", .waste, .info)
    static let cache = rule("test-cache", .bloat, .medium)
    static let key = rule("test-key", .secret, .critical)
    static let user = rule("test-user", .hardening, .medium, .users)
    static let tag = rule("test-tag", .dockerfile, .low)

    private static func rule(_ id: String, _ category: Rule.Category, _ severity: Severity, _ lesson: Lesson? = nil)
        -> Rule
    {
        Rule(
            id: id, category: category, severity: severity, title: "A \(category.rawValue)",
            why: "It matters, since \(id) is what tests look for.", remedy: "Do what mends \(id).", lesson: lesson)
    }

    /// The entry that a layer stores for a path.
    static func item(_ path: String, layer: Int, note: String = "") -> Finding.Item? {
        let stack = Fixture.stack
        let finding = Finding(cache, title: "", path: Fixture.bytes(path), layer: layer, evidence: "")
        guard var item = finding.place(in: stack) else { return nil }
        item.note = note
        return item
    }

    static let findings: [Finding] = [
        Finding(
            key, title: "A key of a cloud", path: Fixture.bytes("etc/old"), layer: 1, evidence: "AKIA****************",
            confidence: .high, state: .deleted(inLayer: 2)),
        Finding(
            cache, title: "70.0 kB of caches", path: Fixture.bytes("app"), layer: 2, line: 7, bytes: 70_000,
            evidence: "3 files",
            items: [
                item("usr/lib/libc.so", layer: 1, note: "for the compiler"), item("app/data.bin", layer: 2),
                item("app/\u{1b}[31mred", layer: 2),
            ].compactMap(\.self)),
        Finding(user, title: "The container runs as root", evidence: "the image sets no user"),
        Finding(
            deleted, title: "50 B deleted by a later layer", layer: 1, bytes: 50, evidence: "layer 2 deletes 1 file",
            items: [item("etc/old", layer: 1)].compactMap(\.self)),
        Finding(tag, title: "The base image has no tag", line: 1, evidence: "FROM busybox"),
        Finding(
            overwritten, title: "100 B overwritten", layer: 1, bytes: 100, evidence: "layer 2 writes it again",
            items: [item("etc/passwd", layer: 1)].compactMap(\.self)),
    ]

    /// Findings without files, of an image with these layers.
    static func found(in stack: LayerStack) -> ImageFindings {
        let findings = [
            Finding(cache, title: "caches", layer: 2, bytes: 7, evidence: "some"),
            Finding(user, title: "The container runs as root", evidence: "the image sets no user"),
        ]
        return ImageFindings(findings, in: stack)
    }

    static var found: ImageFindings {
        ImageFindings(
            findings, in: Fixture.stack, baseLayerCount: 1,
            wastedFiles: Fixture.stack.waste().copies.map { ImageFindings.WastedFile($0) })
    }

    static func journey(_ width: Int, _ height: Int) -> Journey {
        var journey = Journey(width, height)
        journey.send(.analyzed(found))
        return journey
    }
}
