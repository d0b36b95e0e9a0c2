import ImageAnalysis

extension ReportedFindings {
    /// The findings as SARIF 2.1.0.
    ///
    /// - Parameter toolVersion: The version of the program that asks.
    public func sarif(toolVersion: String) -> JSONValue { SARIFDocument([self], toolVersion: toolVersion).json }

    /// One run, accepted findings as suppressed results. What does not fit is told in a notification.
    ///
    /// - Parameters:
    ///   - toolVersion: The version of the program that asks.
    ///   - resultLimit: Only so many results, the first: the worst, and accepted ones last.
    ///   - category: What tells the run from others of the same log; nil where it is the only one.
    func sarifRun(toolVersion: String, resultLimit: Int, category: String?) -> JSONValue {
        let all = findings.map { ($0, false) } + ignored.map { ($0, true) }
        let shown = all.prefix(resultLimit)
        var run: JSONValue = [
            "tool": [
                "driver": [
                    "name": "strata",
                    "version": .string(toolVersion),
                    "rules": .array(rules.map(\.sarif)),
                ]
            ]
        ]
        if let category { run.add(["automationDetails": ["id": .string("strata/\(category)/")]]) }
        if shown.count < all.count {
            let text = "\(all.count - shown.count) results are left out, the lightest: \(all.count) were found."
            run.add([
                "invocations": [
                    [
                        "executionSuccessful": true,
                        "toolExecutionNotifications": [["level": "warning", "message": ["text": .string(text)]]],
                    ]
                ]
            ])
        }
        let places = Dictionary(rules.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        run.add([
            "columnKind": "unicodeCodePoints",
            "results": .array(shown.map { result(of: $0, isAccepted: $1, ruleIndex: places[$0.rule]) }),
        ])
        return run
    }

    private func result(of finding: Finding, isAccepted: Bool, ruleIndex: Int?) -> JSONValue {
        var result: JSONValue = ["ruleId": .string(finding.rule.id)]
        if let ruleIndex { result.add(["ruleIndex": .integer(ruleIndex)]) }
        result.add([
            "level": .string(finding.severity.sarifLevel),
            "message": ["text": .string(message(of: finding))],
            "locations": [location(of: finding)],
            "partialFingerprints": ["strataFinding/v2": .string(finding.fingerprint)],
            "properties": [
                "severity": .string(finding.severity.rawValue),
                "layer": .optional(finding.layer),
                "bytes": .optional(finding.bytes),
                "confidence": .optional(finding.confidence?.rawValue),
                "state": .optional(finding.state?.word),
            ],
        ])
        if isAccepted { result.add(["suppressions": [["kind": "external"]]]) }
        return result
    }

    private func location(of finding: Finding) -> JSONValue {
        let (path, line, column) = position(of: finding)
        var region: JSONValue = ["startLine": .integer(line)]
        if let column { region.add(["startColumn": .integer(column)]) }
        var location: JSONValue = [
            "physicalLocation": [
                "artifactLocation": ["uri": .string(PercentEncoding.path(path))], "region": region,
            ]
        ]
        if let name = placeInImage(of: finding) {
            location.add(["logicalLocations": [["fullyQualifiedName": .string(name), "kind": "resource"]]])
        }
        return location
    }
}

extension Rule {
    fileprivate var sarif: JSONValue {
        [
            "id": .string(id),
            "shortDescription": ["text": .string(title)],
            "fullDescription": ["text": .string(why)],
            "help": [
                "text": .string(remedy),
                "markdown": .string("\(Markdown.text(why))\n\n**Remedy:** \(Markdown.text(remedy))"),
            ],
            "defaultConfiguration": ["level": .string(severity.sarifLevel)],
            "properties": [
                "security-severity": .string(severity.securitySeverity),
                "tags": .strings(([category.rawValue] + knownAs).prefix(SARIFDocument.tagLimit)),
            ],
        ]
    }
}

extension Severity {
    /// SARIF's word.
    fileprivate var sarifLevel: String {
        switch self {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .info: "note"
        }
    }

    /// A number from 0 to 10, which code scanning sorts by.
    fileprivate var securitySeverity: String {
        switch self {
        case .critical: "9.5"
        case .high: "8.0"
        case .medium: "5.5"
        case .low: "2.0"
        case .info: "0.0"
        }
    }
}
