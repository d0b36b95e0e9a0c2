import ImageAnalysis

extension LintReport {
    /// The report as JSON, version 1; findings are the objects of `strata check`.
    public var json: JSONValue {
        [
            "schemaVersion": 1,
            "dockerfile": .string(path),
            "findings": .array(findings.map { $0.json(items: []) }),
            "ignored": .array(ignored.map { $0.json(items: []) }),
            "ignoredByComments": .integer(ignoredByComments),
            "failOn": .optional(failOn?.rawValue),
            "passed": .bool(hasPassed),
            "warnings": .strings(warnings),
        ]
    }
}

extension [LintReport] {
    /// Several reports as one object, version 1.
    public var json: JSONValue {
        [
            "schemaVersion": 1,
            "passed": .bool(allSatisfy(\.hasPassed)),
            "reports": .array(map(\.json)),
        ]
    }
}
