import ImageAnalysis

// Opens images by their names and says what is in them: layers, wasted bytes, and the findings that matter.
for name in CommandLine.arguments.dropFirst() {
    do {
        let analysis = try Analysis(opening: name)
        let report = analysis.report
        for layer in report.layers {
            print("layer \(layer.index): \(layer.size) bytes, \(layer.text)")
        }
        print("wasted: \(report.totals.wastedBytes) of \(report.totals.layerBytes) bytes")

        var request = FindingsReport.Request()
        request.minimumSeverity = .low
        request.gates = [Gate(.findings(below: .critical), origin: "use-it")]
        let judgement = analysis.findings(request)
        for finding in judgement.findings {
            print("\(finding.severity): \(finding.rule): \(finding.title)")
        }
        print(judgement.hasPassed ? "passed" : "failed")
        for warning in analysis.warnings { print("warning: \(warning)") }
    } catch {
        print("\(name) cannot be opened: \(error)")
    }
}
