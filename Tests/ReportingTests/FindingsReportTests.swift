import Foundation
import ImageAnalysis
import Reporting
import TestSupport
import Testing

@Suite struct FindingsReportTests {
    private let sample: FindingsSample

    init() throws { sample = try FindingsSample() }

    @Test func findingsStandUnderTheirCategoriesTheWorstFirst() {
        assertSnapshot(sample.report().text(width: nil), named: "findings-text")
    }

    @Test func verboseTellsEvidenceRemedyAndFiles() {
        assertSnapshot(sample.report().text(width: 100, isVerbose: true), named: "findings-verbose")
    }

    @Test func anImageWithoutFindingsSaysSo() {
        let text = sample.report([]) { $0.gates = [] }.text(width: nil)
        #expect(text == "shop:1  3 layers, 1.5 MB\n\nno findings\n")
    }

    @Test func whatIsLeftOutIsCounted() {
        let text = sample.report {
            $0.minimumSeverity = .critical
            $0.ignored = IgnoreList([.init(rule: "test-token", origin: "x")])
        }.text(width: nil)
        #expect(text.contains("\nno findings; 1 below --min-severity; 1 ignored\n"))
    }

    @Test func smallWasteIsCountedAndListedOnlyWhenVerbose() {
        let report = sample.report([Light(bytes: 999_999), Light(bytes: 1), Light(bytes: 1_000_000), LightFact()])
        let text = report.text(width: nil)
        #expect(text.contains("Waste (2)\n"))
        #expect(text.contains("light: 1000000\n"))
        #expect(text.contains("a fact\n"))
        #expect(!text.contains("light: 1\n"))
        #expect(text.contains("\n4 findings: 4 info\n2 of them are not listed: info, 1.0 MB together; -v lists all\n"))
        let verbose = report.text(width: nil, isVerbose: true)
        #expect(verbose.contains("Waste (4)\n"))
        #expect(verbose.contains("light: 999999\n"))
        #expect(!verbose.contains("not listed"))
        #expect(report.markdown.contains("light: 999999"))
        #expect(report.json().pretty.contains("light: 999999"))
    }

    @Test func anImageWithNothingButSmallWasteHasNoTable() {
        let text = sample.report([Light(bytes: 8)]) { $0.gates = [] }.text(width: nil)
        #expect(
            text == "shop:1  3 layers, 1.5 MB\n\n1 finding: 1 info\n1 of them is not listed: info, 8 B; -v lists all\n")
    }

    @Test func severitiesAndVerdictsHaveColors() {
        let text = sample.report().text(width: nil, palette: .colors)
        #expect(text.contains("\u{1b}[1;31mcritical\u{1b}[0m"))
        #expect(text.contains("\u{1b}[33mmedium\u{1b}[0m"))
        #expect(text.contains("\u{1b}[31mFAIL\u{1b}[0m"))
        #expect(text.contains("\u{1b}[32mpass\u{1b}[0m"))
    }

    @Test func jsonAddsItsKeysToThoseOfInspect() {
        guard case .object(let members) = sample.report().json() else {
            Issue.record("a report is an object")
            return
        }
        #expect(
            members.map(\.key) == [
                "schemaVersion", "source", "image", "totals", "layers", "stages", "images", "warnings", "findings",
                "ignored", "omittedFindings", "reclaimableBytes", "gates", "waste",
                "duplicates",
            ])
        assertSnapshot(JSONValue.object(Array(members.drop { $0.key != "findings" })).pretty, named: "findings-json")
    }

    @Test func jsonListsAllFilesOnlyWhenAsked() {
        let many = sample.report([Many()])
        #expect(many.json().pretty.contains("\"itemCount\": 150"))
        #expect(many.json().pretty.components(separatedBy: "\"note\"").count - 1 == 100)
        #expect(many.json(hasAllItems: true).pretty.components(separatedBy: "\"note\"").count - 1 == 150)
    }
}

/// A finding of severity info about some bytes.
private struct Light: ImageRule {
    var bytes: Int64
    let rule = Rule(id: "test-light", category: .waste, severity: .info, title: "Light", why: "Why.", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        [Finding(rule, title: "light: \(bytes)", bytes: bytes, evidence: "x")]
    }
}

/// A finding of severity info that is not about bytes.
private struct LightFact: ImageRule {
    let rule = Rule(id: "test-fact", category: .waste, severity: .info, title: "Fact", why: "Why.", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] { [Finding(rule, title: "a fact", evidence: "x")] }
}
