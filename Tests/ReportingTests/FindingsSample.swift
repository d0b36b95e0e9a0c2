import FileTree
import ImageAnalysis
import ImageStore
import Reporting
import TestSupport

/// An image in code, and reports on it by rules of the tests.
struct FindingsSample {
    let image: AnalyzedImage
    private let facts: ImageReport

    init() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try Self.sample.write(as: .dockerArchive, to: path)
        let store = try ImageStore.open(.path(path))
        let stored = try store.image(reference: nil, platform: nil)
        let inspection = ContentInspection()
        let (stack, warnings) = ImageLoader.load(stored, hashContents: true, observer: inspection)
        let stages = ImageStages(of: stored)
        image = AnalyzedImage(image: stored, stack: stack, stages: stages, contents: inspection.results)
        facts = ImageReport(store: store, image: stored, stack: stack, stages: stages, warnings: warnings)
    }

    private static let sample = Image(reference: "shop:1") {
        Layer { File("bin/sh", size: 1_500_000) }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
        Layer {
            File("app/a", size: 700)
            File("app/\u{1b}[31mb", size: 300)
        }.createdBy("COPY . /app # buildkit", comment: "buildkit.dockerfile.v0")
        Layer { Whiteout("app") }.createdBy("RUN /bin/sh -c rm -r /app # buildkit", comment: "buildkit.dockerfile.v0")
    }

    /// A report with four gates, of which the first and the third fail.
    func report(
        _ rules: [any ImageRule] = [Removed(), Token()], _ change: (inout FindingsReport.Request) -> Void = { _ in }
    ) -> FindingsReport {
        var request = FindingsReport.Request()
        request.gates = [
            Gate(.findings(below: .high), origin: "--fail-on"),
            Gate(.efficiency(atLeast: 0.95), origin: ".dive-ci"),
            Gate(.wastedBytes(atMost: 999), origin: ".dive-ci"),
            Gate(.userWasted(atMost: 1), origin: "--max-user-wasted"),
        ]
        change(&request)
        return FindingsReport(on: image, report: facts, request: request, imageRules: rules, dockerfileRules: [])
    }
}

struct Removed: ImageRule {
    /// How many bytes a byte counts.
    var weight: Int64 = 1
    let rule = Rule(
        id: "test-removed", category: .waste, severity: .medium, title: "Removed", why: "Why.",
        remedy: "Remove it there.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let copies = image.waste.copies
        return [
            Finding(
                rule, title: "2 files are removed by layer 3", path: Array("app".utf8), layer: 2,
                bytes: copies.reduce(0) { $0 + $1.bytes * weight }, evidence: "whiteouts in layer 3",
                items: copies.map { .init(path: $0.path, entry: $0.entry, bytes: $0.bytes, note: "removed") })
        ]
    }
}

struct Token: ImageRule {
    let rule = Rule(
        id: "test-token", category: .secret, severity: .critical, title: "A token", why: "Why.", remedy: "Revoke it.",
        knownAs: ["CIS-DI-0010"])

    func findings(in image: AnalyzedImage) -> [Finding] {
        [
            Finding(
                rule, title: "a token", path: Array("app/\u{1b}[31mb".utf8), layer: 2, line: 4, column: 2,
                evidence: "abcd… (40)", confidence: .high, state: .deleted(inLayer: 3))
        ]
    }
}

struct Many: ImageRule {
    let rule = Rule(id: "test-many", category: .bloat, severity: .low, title: "Many", why: "Why.", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let copy = image.waste.copies.first else { return [] }
        let item = Finding.Item(path: copy.path, entry: copy.entry, bytes: 1)
        return [Finding(rule, title: "many", evidence: "x", items: Array(repeating: item, count: 150))]
    }
}
