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
        let document = image.json.adding([
            "findings": .array(findings.map { json(of: $0, hasAllItems: hasAllItems) }),
            "ignored": .array(ignored.map { json(of: $0, hasAllItems: hasAllItems) }),
            "omittedFindings": .integer(omittedCount),
            "reclaimableBytes": .integer(reclaimableBytes),
            "gates": .array(gates.map(\.json)),
            "waste": waste.json(pathLimit: limit),
            "duplicates": duplicates.json,
        ])
        return growth.map { document.adding(["against": json(of: $0)]) } ?? document
    }

    private func json(of growth: Growth) -> JSONValue {
        [
            "name": .string(growth.prior.name),
            "layerBytes": .integer(growth.prior.layerBytes),
            "compressedBytes": .optional(growth.prior.compressedBytes),
            "newFindings": .integer(growth.newCount),
            "goneFindings": .integer(growth.goneCount),
            "leftOutFindings": .integer(growth.leftOutCount),
        ]
    }

    /// The documented object of a finding.
    public func json(of finding: Finding, hasAllItems: Bool) -> JSONValue {
        let limit = hasAllItems ? Int.max : FindingsReport.usualItemCount
        return finding.json(items: finding.items.prefix(limit).map(json))
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
            "fingerprint": .string(fingerprint),
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
            case .wasted(let maximum): ("wastedPercent", .number(maximum))
            case .userWasted(let maximum): ("userWastedPercent", .number(maximum))
            case .layerBytes(let maximum): ("layerBytes", .integer(maximum))
            case .layers(let maximum): ("layers", .integer(maximum))
            case .growth(let maximum, _): ("growthBytes", .integer(maximum))
            case .growthShare(let maximum, _): ("growthPercent", .number(maximum))
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

extension [FindingsReport] {
    /// Several reports as one documented object, version 1: an object of `strata check` for each image.
    ///
    /// - Parameters:
    ///   - hasAllItems: Whether lists are whole that are cut else.
    ///   - imageCount: How many images were to be judged; those that cannot be read have no report, and do not pass.
    public func json(hasAllItems: Bool = false, ofImages imageCount: Int) -> JSONValue {
        [
            "schemaVersion": .integer(ImageReport.schemaVersion),
            "passed": .bool(count == imageCount && allSatisfy(\.hasPassed)),
            "reports": .array(map { $0.json(hasAllItems: hasAllItems) }),
        ]
    }
}
