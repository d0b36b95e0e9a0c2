import FileTree
import ImageAnalysis

extension FindingsReport {
    /// More files of one finding than these are only counted, unless all are asked for.
    public static let usualItemCount = 100

    /// The report as the documented JSON, version 1: the keys of `strata inspect`, then `findings`, `ignored`,
    /// `gates`, `waste` and `duplicates`.
    ///
    /// - Parameter hasAllItems: Whether findings and waste list all their files, or the largest `usualItemCount`.
    public func json(hasAllItems: Bool = false) -> JSONValue {
        let limit = hasAllItems ? Int.max : FindingsReport.usualItemCount
        return image.json.adding([
            "findings": .array(findings.map { json(of: $0, itemLimit: limit) }),
            "ignored": .array(ignored.map { json(of: $0, itemLimit: limit) }),
            "omittedFindings": .integer(omittedCount),
            "reclaimableBytes": .integer(reclaimableBytes),
            "gates": .array(gates.map(\.json)),
            "waste": waste.json(pathLimit: limit),
            "duplicates": duplicates.json,
        ])
    }

    private func json(of finding: Finding, itemLimit: Int) -> JSONValue {
        finding.json(items: finding.items.prefix(itemLimit).map(json))
    }

    private func json(of item: Finding.Item) -> JSONValue {
        [
            "path": .string(String(decoding: path(of: item), as: UTF8.self)),
            "layer": .integer(item.entry.layer),
            "bytes": .integer(item.bytes),
            "note": .optional(item.note.isEmpty ? nil : item.note),
        ]
    }
}

extension Finding {
    /// The documented object of a finding.
    ///
    /// - Parameter listed: Its files, as many as are to be listed.
    func json(items listed: [JSONValue]) -> JSONValue {
        let json: JSONValue = [
            "rule": .string(rule.id),
            "severity": .string(severity.rawValue),
            "title": .string(title),
            "path": .optional(path.map { String(decoding: $0, as: UTF8.self) }),
            "layer": .optional(layer),
            "line": .optional(line),
            "bytes": .optional(bytes),
            "evidence": .string(evidence),
            "remedy": .string(remedy),
            "category": .string(rule.category.rawValue),
            "knownAs": .strings(rule.knownAs),
            "confidence": .optional(confidence?.rawValue),
            "state": .optional(state?.word),
            "hiddenBy": .optional(state?.hiddenBy),
            "column": .optional(column),
            "itemCount": .integer(items.count),
            "items": .array(listed),
        ]
        // Only findings on vulnerabilities have the list of them, only accepted ones say who accepts them.
        let known =
            vulnerabilities.isEmpty ? json : json.adding(["vulnerabilities": .array(vulnerabilities.map(\.json))])
        return acceptances.isEmpty ? known : known.adding(["ignoredBy": .array(acceptances.map(\.json))])
    }
}

extension KnownVulnerability {
    /// The documented object of one vulnerability of a package.
    fileprivate var json: JSONValue {
        let json: JSONValue = [
            "id": .string(id),
            "aliases": .array(aliases.filter { $0 != id }.map { .string($0) }),
            "severity": .string(severity.rawValue),
            "title": .string(title),
            "fixedVersion": .optional(fixedVersion),
            "source": .string(source),
        ]
        return acceptances.isEmpty ? json : json.adding(["ignoredBy": .array(acceptances.map(\.json))])
    }
}

extension Acceptance {
    /// The documented object of who accepts something.
    fileprivate var json: JSONValue { ["source": .string(origin), "reason": .optional(reason)] }
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
            case .completeness: ("unreadableLayers", 0)
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
        return [
            "gate": .string(name),
            "limit": limit,
            "actual": measure,
            "passed": .bool(hasPassed),
            "setBy": .string(gate.origin),
        ]
    }
}
