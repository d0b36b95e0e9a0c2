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
        #expect(text.contains("\nno findings; 1 lesser ones not listed; 1 ignored\n"))
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
