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
        return .object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", .string("2.1.0")),
            (
                "runs",
                .array([
                    .object([
                        (
                            "tool",
                            .object([
                                (
                                    "driver",
                                    .object([
                                        ("name", .string("strata")), ("version", .string(toolVersion)),
                                        ("rules", .array(rules.map(\.sarif))),
                                    ])
                                )
                            ])
                        ),
                        ("columnKind", .string("unicodeCodePoints")),
                        ("results", .array(results)),
                    ])
                ])
            ),
        ])
    }

    private func result(
        of finding: Finding, isAccepted: Bool, _ fingerprints: inout SARIFFingerprints
    ) -> JSONValue {
        let instruction = finding.layer.flatMap(instruction(ofLayer:))
        var members: [(key: String, value: JSONValue)] = [("ruleId", .string(finding.rule.id))]
        if let index = rules.firstIndex(where: { $0 == finding.rule }) {
            members.append(("ruleIndex", .integer(index)))
        }
        members += [
            ("level", .string(finding.severity.sarifLevel)),
            ("message", .object([("text", .string(message(of: finding)))])),
            ("locations", .array([location(of: finding)])),
            (
                "partialFingerprints",
                .object([("strataFinding/v1", .string(fingerprints.next(of: finding, instruction: instruction)))])
            ),
            (
                "properties",
                .object([
                    ("severity", .string(finding.severity.rawValue)),
                    ("layer", .optional(finding.layer)),
                    ("bytes", finding.bytes.map { .integer($0) } ?? .null),
                    ("confidence", .optional(finding.confidence?.rawValue)),
                    ("state", .optional(finding.state?.word)),
                ])
            ),
        ]
        if isAccepted { members.append(("suppressions", .array([.object([("kind", .string("external"))])]))) }
        return .object(members)
    }

    private func location(of finding: Finding) -> JSONValue {
        let place: String
        var region: [(key: String, value: JSONValue)] = [("startLine", .integer(finding.line ?? 1))]
        if finding.line != nil, let dockerfile = dockerfilePath {
            place = PercentEncoding.path(dockerfile.utf8)
            if let column = finding.column { region.append(("startColumn", .integer(column))) }
        } else {
            place = finding.path.map { PercentEncoding.path($0) } ?? PercentEncoding.path(sourcePath.utf8)
            region = [("startLine", .integer(1))]
        }
        var members: [(key: String, value: JSONValue)] = [
            (
                "physicalLocation",
                .object([
                    ("artifactLocation", .object([("uri", .string(place))])), ("region", .object(region)),
                ])
            )
        ]
        if let name = placeInImage(of: finding) {
            members.append(
                (
                    "logicalLocations",
                    .array([.object([("fullyQualifiedName", .string(name)), ("kind", .string("resource"))])])
                )
            )
        }
        return .object(members)
    }
}

extension Rule {
    fileprivate var sarif: JSONValue {
        .object([
            ("id", .string(id)),
            ("shortDescription", .object([("text", .string(title))])),
            ("fullDescription", .object([("text", .string(why))])),
            (
                "help",
                .object([
                    ("text", .string(remedy)),
                    ("markdown", .string("\(Markdown.text(why))\n\n**Remedy:** \(Markdown.text(remedy))")),
                ])
            ),
            ("defaultConfiguration", .object([("level", .string(severity.sarifLevel))])),
            (
                "properties",
                .object([
                    ("security-severity", .string(severity.securitySeverity)),
                    ("tags", .array(([category.rawValue] + knownAs).map { .string($0) })),
                ])
            ),
        ])
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
