import DisplayText
import ImageAnalysis
import Reporting
import TerminalUI

/// Every form in which strata tells of something, written and held against what SECURITY.md promises of it.
enum Outputs {
    static func write(_ analysis: Analysis) {
        requireHarmless(analysis.report.text(width: 100, isVerbose: true))
        _ = analysis.report.json.pretty
        let findings = analysis.findings()
        requireHarmless(findings.text(width: 100, isVerbose: true))
        _ = findings.json(hasAllItems: true).pretty
        write(findings)
        let advice = analysis.advice
        requireHarmless(ImagePage(findings, on: analysis.image, advice: advice).html(toolVersion: "0"))
        requireHarmless(AdviceReport(advice, imageName: "fuzz", transfer: .usual).text(width: 100))
        let view = analysis.image.stack.view(of: 1...max(1, analysis.image.stack.layerCount))
        if let top = view.resolve([UInt8(ascii: "/")]) {
            let listing = LayerListings([TreeListing(view, below: top, depth: nil)])
            listing.writeText(width: 100) { requireHarmless($0) }
            listing.writeCSV { line in requireHarmless(line.filter { $0 != "\r\n" }) }
            _ = listing.json.pretty
        }
        let bill = BillOfMaterials(analysis.image, toolVersion: "0")
        for document in [bill.cycloneDX(), bill.spdx, bill.spdx3] { _ = document.pretty }
        requireHarmless(PackageListing(analysis.image).text(width: 100))
        let image = analysis.image
        write(StageDrawing(image.stages, of: image.image, stack: image.stack, others: []))
    }

    static func write(_ lint: LintReport) {
        requireHarmless(lint.text(width: 100, isVerbose: true))
        _ = lint.json.pretty
        write(lint as any ReportedFindings)
    }

    static func write(_ drawing: StageDrawing) {
        requireHarmless(drawing.text(width: 100))
        _ = (drawing.mermaid, drawing.dot, drawing.json.pretty)
    }

    private static func write(_ findings: any ReportedFindings) {
        requireHarmless(findings.junit)
        requireHarmless(findings.markdown)
        requireHarmless(findings.html(toolVersion: "0"))
        requireHarmless(findings.gitHubAnnotations)
        _ = findings.sarif(toolVersion: "0").pretty
    }

    /// Traps where a terminal would act on the text.
    static func requireHarmless(_ text: String) {
        for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\t" {
            let isDirection = (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            guard scalar.properties.generalCategory != .control, !isDirection else {
                fatalError("U+\(String(scalar.value, radix: 16)) is written as it is: \(text.debugDescription)")
            }
        }
    }
}
