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
        let list = properties.map { "\($0)=\(Escaping.workflowProperty($1))" }
        return "::\(name) \(list.joined(separator: ","))::\(Escaping.workflowMessage(message))"
    }
}

extension Escaping {
    /// A message must not end the command.
    fileprivate static let workflowMessage = Escaping(["%": "%25"])
    /// A property must not begin the next.
    fileprivate static let workflowProperty = Escaping(["%": "%25", ":": "%3A", ",": "%2C"])
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
