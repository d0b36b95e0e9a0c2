import FileTree
import ImageAnalysis

extension FindingsReport {
    /// More files of one finding than these are only counted, unless all are asked for.
    public static let usualItemCount = 100

    /// The report as the documented JSON, version 1: the keys of `strata inspect`, then `findings`, `ignored`, `gates`.
    ///
    /// - Parameter hasAllItems: Whether findings list all their files, or the largest `usualItemCount`.
    public func json(hasAllItems: Bool = false) -> JSONValue {
        let limit = hasAllItems ? Int.max : FindingsReport.usualItemCount
        var members: [(key: String, value: JSONValue)] = []
        if case .object(let facts) = image.json { members = facts }
        members += [
            ("findings", .array(findings.map { json(of: $0, itemLimit: limit) })),
            ("ignored", .array(ignored.map { json(of: $0, itemLimit: limit) })),
            ("omittedFindings", .integer(omittedCount)),
            ("reclaimableBytes", .integer(reclaimableBytes)),
            ("gates", .array(gates.map(\.json))),
        ]
        return .object(members)
    }

    private func json(of finding: Finding, itemLimit: Int) -> JSONValue {
        let rule = rule(of: finding)
        return .object([
            ("rule", .string(finding.rule)),
            ("severity", .string(finding.severity.rawValue)),
            ("title", .string(finding.title)),
            ("path", .optional(finding.path.map { String(decoding: $0, as: UTF8.self) })),
            ("layer", .optional(finding.layer)),
            ("line", .optional(finding.line)),
            ("bytes", finding.bytes.map { .integer($0) } ?? .null),
            ("evidence", .string(finding.evidence)),
            ("remedy", .string(finding.remedy)),
            ("category", .optional(rule?.category.rawValue)),
            ("knownAs", .array((rule?.knownAs ?? []).map { .string($0) })),
            ("confidence", .optional(finding.confidence?.rawValue)),
            ("state", .optional(finding.state?.word)),
            ("hiddenBy", .optional(finding.state?.hiddenBy)),
            ("column", .optional(finding.column)),
            ("itemCount", .integer(finding.items.count)),
            ("items", .array(finding.items.prefix(itemLimit).map(json))),
        ])
    }

    private func json(of item: Finding.Item) -> JSONValue {
        .object([
            ("path", .string(String(decoding: stack.path(of: item.path), as: UTF8.self))),
            ("layer", .integer(item.entry.layer)),
            ("bytes", .integer(item.bytes)),
            ("note", .optional(item.note.isEmpty ? nil : item.note)),
        ])
    }
}

extension SecretState {
    /// Its name in data.
    var word: String {
        switch self {
        case .live: "live"
        case .deleted: "deleted"
        case .overwritten: "overwritten"
        case .config: "config"
        case .history: "history"
        case .label: "label"
        case .attestation: "attestation"
        }
    }

    /// The layer, from 1, that hides the secret; nil where none does.
    var hiddenBy: Int? {
        switch self {
        case .deleted(let layer), .overwritten(let layer): layer
        case .live, .config, .history, .label, .attestation: nil
        }
    }
}

extension GateResult {
    /// The result as an object.
    var json: JSONValue {
        let (name, limit): (String, JSONValue) =
            switch gate.limit {
            case .findings(let severity): ("findings", .string(severity.rawValue))
            case .efficiency(let minimum): ("efficiency", .number(minimum))
            case .wastedBytes(let maximum): ("wastedBytes", .integer(maximum))
            case .userWasted(let maximum): ("userWastedPercent", .number(maximum))
            }
        let measure: JSONValue =
            switch actual {
            case .count(let count): .integer(count)
            case .bytes(let bytes): .integer(bytes)
            case .fraction(let fraction): .number(fraction)
            }
        return .object([
            ("gate", .string(name)), ("limit", limit), ("actual", measure), ("passed", .bool(hasPassed)),
            ("setBy", .string(gate.origin)),
        ])
    }
}
