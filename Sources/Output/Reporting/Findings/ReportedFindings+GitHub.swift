import DisplayText
import ImageAnalysis

extension ReportedFindings {
    /// The findings and failed gates as workflow commands of GitHub Actions, which show them as annotations, one a line.
    public var gitHubAnnotations: String {
        let ofFindings = findings.map { finding in
            var properties: [(String, String)] = []
            if let line = finding.line, let path = dockerfilePath {
                properties += [("file", path), ("line", "\(line)")]
                if let column = finding.column { properties.append(("col", "\(column)")) }
            }
            properties.append(("title", "\(finding.rule.id) (\(finding.severity.rawValue))"))
            return Self.command(finding.severity.annotation, properties, message(of: finding))
        }
        let ofVerdicts = verdicts.filter { !$0.hasPassed }.map { verdict in
            Self.command("error", [("title", command)], "\(verdict.limit), but \(verdict.actual).")
        }
        return (ofFindings + ofVerdicts).map { $0 + "\n" }.joined()
    }

    private static func command(_ name: String, _ properties: [(String, String)], _ message: String) -> String {
        let list = properties.map { "\($0)=\(escape(Printable.escape($1), alsoSeparators: true))" }
        return "::\(name) \(list.joined(separator: ","))::\(escape(Printable.escape(message), alsoSeparators: false))"
    }

    /// A message must not end the command; a property must not begin the next.
    private static func escape(_ text: String, alsoSeparators: Bool) -> String {
        var result = ""
        for character in text {
            switch character {
            case "%": result += "%25"
            case ":" where alsoSeparators: result += "%3A"
            case "," where alsoSeparators: result += "%2C"
            default: result.append(character)
            }
        }
        return result
    }
}

extension Severity {
    fileprivate var annotation: String {
        switch self {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .info: "notice"
        }
    }
}
