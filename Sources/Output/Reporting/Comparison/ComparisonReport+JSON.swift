import FileTree
import ImageAnalysis
import ImageStore

extension ComparisonReport {
    /// The contract of `strata diff --format json` (DESIGN.md); keys keep their order and meaning.
    public var json: JSONValue {
        let document: JSONValue = [
            "schemaVersion": .integer(Comparison.schemaVersion),
            "a": side(comparison.a),
            "b": side(comparison.b),
            "totals": totals,
            "classes": .array(comparison.classes.map(json)),
            "packages": .array(comparison.packages.map(json)),
            "config": .array(comparison.configuration.map(json)),
            "findings": [
                "new": .array(comparison.findings.new.map { finding($0, in: comparison.b.stack) }),
                "gone": .array(comparison.findings.gone.map { finding($0, in: comparison.a.stack) }),
            ],
            "paths": .array(comparison.paths.map(json)),
            "warnings": .strings(warnings),
            "summary": .string(comparison.summary),
            "weight": .string(comparison.weight.word),
            "layers": .array(comparison.layers.map(json)),
        ]
        // Only who asked for the texts of files has them.
        return files.map { document.adding(["files": .array($0.map(json))]) } ?? document
    }

    private var totals: JSONValue {
        let (a, b) = (comparison.a, comparison.b)
        return [
            "a": .integer(a.visibleBytes),
            "b": .integer(b.visibleBytes),
            "delta": .integer(comparison.delta),
            "compressedDelta": .integer(comparison.compressedDelta),
            "sharedLayers": .integer(comparison.sharedLayers),
            "pushedBytes": .integer(comparison.pushedBytes),
            "compressedError": .integer(comparison.compressedError),
            "hidden": [
                "a": .integer(a.hiddenBytes),
                "b": .integer(b.hiddenBytes),
                "delta": .integer(b.hiddenBytes - a.hiddenBytes),
                "compressedDelta": .integer(b.hiddenCompressed - a.hiddenCompressed),
            ],
        ]
    }

    private func side(_ side: Comparison.Side) -> JSONValue {
        [
            "name": .string(side.name),
            "visibleBytes": .integer(side.visibleBytes),
            "layerBytes": .integer(side.layerBytes),
            "storedBytes": .integer(side.storedBytes),
            "layers": .integer(side.layers),
            "id": .string(side.image.id),
            "references": .strings(side.image.references),
            "platform": .string(side.image.platform.description),
            "base": .optional(side.base),
        ]
    }

    private func json(_ sum: Comparison.ClassSum) -> JSONValue {
        [
            "class": .string(sum.difference.rawValue),
            "files": .integer(sum.paths),
            "bytesA": .integer(sum.bytesA),
            "bytesB": .integer(sum.bytesB),
            "delta": .integer(sum.delta),
            "compressedDelta": .integer(sum.compressedDelta),
        ]
    }

    private func json(_ package: PackageDifference) -> JSONValue {
        [
            "ecosystem": .string(package.ecosystem.rawValue),
            "name": .string(package.name),
            "a": versions(package.versionsA),
            "b": versions(package.versionsB),
            "delta": .integer(package.delta),
            "bytesA": .integer(package.bytesA),
            "bytesB": .integer(package.bytesB),
        ]
    }

    private func versions(_ versions: [String]) -> JSONValue {
        versions.isEmpty ? .null : .string(versions.joined(separator: ", "))
    }

    private func json(_ field: ConfigurationDifference) -> JSONValue {
        ["field": .string(field.field), "a": .optional(field.a), "b": .optional(field.b)]
    }

    private func finding(_ finding: Finding, in stack: LayerStack) -> JSONValue {
        finding.json(
            items: finding.items.prefix(FindingsReport.usualItemCount).map { item in
                [
                    "path": .string(String(decoding: stack.path(of: item.path), as: UTF8.self)),
                    "layer": .integer(item.entry.layer),
                    "bytes": .integer(item.bytes),
                    "note": .optional(item.note.isEmpty ? nil : item.note),
                ]
            })
    }

    private func json(_ path: PathDifference) -> JSONValue {
        [
            "path": .string(String(decoding: path.path, as: UTF8.self)),
            "class": .string(path.difference.rawValue),
            "a": .optional(path.bytesA),
            "b": .optional(path.bytesB),
            "delta": .integer(path.delta),
            "layerA": .optional(path.layerA),
            "layerB": .optional(path.layerB),
        ]
    }

    private func json(_ layer: LayerDifference) -> JSONValue {
        ["standing": .string(layer.standing.rawValue), "a": layerSide(layer.a), "b": layerSide(layer.b)]
    }

    private func layerSide(_ side: LayerDifference.Side?) -> JSONValue {
        guard let side else { return .null }
        return [
            "layer": .integer(side.index),
            "size": .integer(side.size),
            "compressed": .integer(side.compressed),
            "instruction": .string(side.text),
        ]
    }

    private func json(_ file: FileDifference) -> JSONValue {
        [
            "path": .string(String(decoding: file.path, as: UTF8.self)),
            "diff": .optional(file.text),
            "reason": .optional(file.reason),
        ]
    }
}

extension DifferenceClass.Weight {
    /// What it is called in data, as `--fail-on-difference` names it.
    var word: String {
        switch self {
        case .none: "none"
        case .form: "any"
        case .metadata: "metadata"
        case .contents: "contents"
        }
    }
}
