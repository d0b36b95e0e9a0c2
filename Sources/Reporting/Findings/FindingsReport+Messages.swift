import ImageAnalysis

extension FindingsReport {
    /// A finding in one paragraph: what, where, and what to do.
    func message(of finding: Finding) -> String {
        let place = placeInImage(of: finding).map { " (\($0))" } ?? ""
        return [finding.title + place + ".", finding.evidence, finding.remedy]
            .filter { !$0.isEmpty }.map { FindingsReport.sentence($0) }.joined(separator: " ")
    }

    /// `layer 3: /app/.env`; nil for a finding about the whole image.
    func placeInImage(of finding: Finding) -> String? {
        let path = finding.path.map { "/" + String(decoding: $0, as: UTF8.self) }
        let parts = [finding.layer.map { "layer \($0)" }, path].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ": ")
    }

    /// Where the Dockerfile is that lines refer to; nil where it came with the image or there is none.
    var dockerfilePath: String? {
        switch image.stages.source {
        case .given(let path), .found(let path): path
        case .provenance: "Dockerfile"
        case nil: nil
        }
    }

    /// The least severity that fails; nil where no gate looks at findings.
    var failingSeverity: Severity? {
        for result in gates {
            if case .findings(let severity) = result.gate.limit { return severity }
        }
        return nil
    }

    private static func sentence(_ text: String) -> String {
        text.hasSuffix(".") || text.hasSuffix("!") || text.hasSuffix("?") ? text : text + "."
    }
}
