import DisplayText
import FileTree
import ImageAnalysis

extension AdviceReport {
    /// The advice for programs; keys keep their order and meaning within a `schemaVersion`.
    public var json: JSONValue {
        [
            "schemaVersion": .integer(Advice.schemaVersion),
            "image": .string(imageName),
            "before": size(advice.before),
            "after": size(advice.after),
            "savedBytes": .integer(advice.before.bytes - advice.after.bytes),
            "codeChange": codeChange,
            "compressedEvidence": .string(advice.compression),
            "bandwidth": .integer(transfer.bytesPerSecond),
            "remedies": .array(advice.remedies.map(remedy)),
            "options": .array(advice.options.map(remedy)),
            "lessons": .array(advice.lessons.map(lesson)),
            "kept": .array(
                advice.kept.map { kept in
                    [
                        "reason": .string(kept.reason),
                        "bytes": .integer(kept.bytes),
                        "files": .integer(kept.files),
                    ]
                }),
            "notes": .strings(advice.notes),
            "dockerignore": .strings(advice.ignored),
            "dockerfile": .string(advice.dockerfile),
        ]
    }

    private func size(_ size: Advice.Size) -> JSONValue {
        [
            "bytes": .integer(size.bytes),
            "compressedBytes": .integer(size.compressedBytes),
            "transferSeconds": .number(transfer.seconds(for: size.compressedBytes)),
        ]
    }

    private var codeChange: JSONValue {
        guard let change = advice.codeChange else { return .null }
        return [
            "lines": JSONValue(change.cost.step.lines),
            "steps": .integer(change.cost.rebuilt.count),
            "before": size(change.before),
            "after": change.after.map(size) ?? .null,
        ]
    }

    private func remedy(_ remedy: Remedy) -> JSONValue {
        [
            "id": .string(remedy.id),
            "title": .string(remedy.title),
            "action": .string(remedy.action),
            "evidence": .string(remedy.evidence),
            "confidence": .string(remedy.confidence.rawValue),
            "line": .optional(remedy.line),
            "savedBytes": .integer(remedy.savedBytes),
            "savedCompressedBytes": .integer(remedy.savedCompressedBytes),
            "files": .integer(remedy.items.count),
        ]
    }

    private func lesson(_ finding: Finding) -> JSONValue {
        [
            "rule": .string(finding.rule.id),
            "title": .string(finding.title),
            "line": .optional(finding.line),
            "layer": .optional(finding.layer),
            "evidence": .string(finding.evidence),
            "remedy": .string(finding.remedy),
        ]
    }
}
