import Archive
import ImageAnalysis

extension ReportedFindings {
    /// The findings as SARIF 2.1.0, accepted ones as suppressed results.
    ///
    /// A result lies at a line of the Dockerfile where one is known, else at the file in the image, else at the archive.
    ///
    /// - Parameter toolVersion: The version of the program that asks.
    public func sarif(toolVersion: String) -> JSONValue {
        var fingerprints = SARIFFingerprints()
        let results =
            findings.map { result(of: $0, isAccepted: false, &fingerprints) }
            + ignored.map { result(of: $0, isAccepted: true, &fingerprints) }
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "strata",
                            "version": .string(toolVersion),
                            "rules": .array(rules.map(\.sarif)),
                        ]
                    ],
                    "columnKind": "unicodeCodePoints",
                    "results": .array(results),
                ]
            ],
        ]
    }

    private func result(
        of finding: Finding, isAccepted: Bool, _ fingerprints: inout SARIFFingerprints
    ) -> JSONValue {
        let instruction = finding.layer.flatMap(instruction(ofLayer:))
        var result: JSONValue = ["ruleId": .string(finding.rule.id)]
        if let index = rules.firstIndex(of: finding.rule) { result.add(["ruleIndex": .integer(index)]) }
        result.add([
            "level": .string(finding.severity.sarifLevel),
            "message": ["text": .string(message(of: finding))],
            "locations": [location(of: finding)],
            "partialFingerprints": [
                "strataFinding/v1": .string(fingerprints.next(of: finding, instruction: instruction))
            ],
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
        let place: String
        var region: JSONValue = ["startLine": .integer(finding.line ?? 1)]
        if finding.line != nil, let dockerfile = dockerfilePath {
            place = PercentEncoding.path(dockerfile.utf8)
            if let column = finding.column { region.add(["startColumn": .integer(column)]) }
        } else {
            place = finding.path.map { PercentEncoding.path($0) } ?? PercentEncoding.path(sourcePath.utf8)
            region = ["startLine": 1]
        }
        var location: JSONValue = [
            "physicalLocation": ["artifactLocation": ["uri": .string(place)], "region": region]
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
                "tags": .strings([category.rawValue] + knownAs),
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

/// Marks by which a finding is known again in the next build: its rule, its path and what made its layer, never its
/// bytes. Equal ones are numbered.
private struct SARIFFingerprints {
    private var counts: [String: Int] = [:]

    mutating func next(of finding: Finding, instruction: String?) -> String {
        let path = finding.path.map { PercentEncoding.path($0) } ?? ""
        let text = [finding.rule.id, path, instruction ?? "", finding.state?.word ?? ""].joined(separator: "\n")
        let count = counts[text, default: 0]
        counts[text] = count + 1
        return "\(DigestHasher.sha256(of: Array(text.utf8)).prefix(32)):\(count + 1)"
    }
}
