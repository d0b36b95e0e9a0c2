import FileTree
import Foundation
import ImageAnalysis
import ImageStore
import Reporting
import TestSupport
import Testing

@Suite struct FindingsReportTests {
    private let image: AnalyzedImage
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

    private func report(
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

    @Test func findingsStandUnderTheirCategoriesTheWorstFirst() {
        assertSnapshot(report().text(width: nil), named: "findings-text")
    }

    @Test func verboseTellsEvidenceRemedyAndFiles() {
        assertSnapshot(report().text(width: 100, isVerbose: true), named: "findings-verbose")
    }

    @Test func anImageWithoutFindingsSaysSo() {
        let text = report([]) { $0.gates = [] }.text(width: nil)
        #expect(text == "shop:1  3 layers, 1.5 MB\n\nno findings\n")
    }

    @Test func whatIsLeftOutIsCounted() {
        let text = report {
            $0.minimumSeverity = .critical
            $0.ignored = IgnoreList([.init(rule: "test-token", origin: "x")])
        }.text(width: nil)
        #expect(text.contains("\nno findings; 1 lesser ones not listed; 1 ignored\n"))
    }

    @Test func severitiesAndVerdictsHaveColors() {
        let text = report().text(width: nil, palette: .colors)
        #expect(text.contains("\u{1b}[1;31mcritical\u{1b}[0m"))
        #expect(text.contains("\u{1b}[33mmedium\u{1b}[0m"))
        #expect(text.contains("\u{1b}[31mFAIL\u{1b}[0m"))
        #expect(text.contains("\u{1b}[32mpass\u{1b}[0m"))
    }

    @Test func jsonAddsItsKeysToThoseOfInspect() {
        guard case .object(let members) = report().json() else {
            Issue.record("a report is an object")
            return
        }
        #expect(
            members.map(\.key) == [
                "schemaVersion", "source", "image", "totals", "layers", "stages", "images", "warnings", "findings",
                "ignored", "omittedFindings", "reclaimableBytes", "gates",
            ])
        assertSnapshot(JSONValue.object(Array(members.drop { $0.key != "findings" })).pretty, named: "findings-json")
    }

    @Test func jsonListsAllFilesOnlyWhenAsked() {
        let many = report([Many()])
        #expect(many.json().pretty.contains("\"itemCount\": 150"))
        #expect(many.json().pretty.components(separatedBy: "\"note\"").count - 1 == 100)
        #expect(many.json(hasAllItems: true).pretty.components(separatedBy: "\"note\"").count - 1 == 150)
    }
}

private struct Removed: ImageRule {
    let rule = Rule(
        id: "test-removed", category: .waste, severity: .medium, title: "Removed", why: "Why.",
        remedy: "Remove it there.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let copies = image.waste.copies
        return [
            Finding(
                rule, title: "2 files are removed by layer 3", path: Array("app".utf8), layer: 2,
                bytes: copies.reduce(0) { $0 + $1.bytes }, evidence: "whiteouts in layer 3",
                items: copies.map { .init(path: $0.path, entry: $0.entry, bytes: $0.bytes, note: "removed") })
        ]
    }
}

private struct Token: ImageRule {
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

private struct Many: ImageRule {
    let rule = Rule(id: "test-many", category: .bloat, severity: .low, title: "Many", why: "Why.", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let copy = image.waste.copies.first else { return [] }
        let item = Finding.Item(path: copy.path, entry: copy.entry, bytes: 1)
        return [Finding(rule, title: "many", evidence: "x", items: Array(repeating: item, count: 150))]
    }
}
