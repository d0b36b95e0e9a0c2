import Evidence

/// A rule that reports the secrets of one group: one finding for each place.
protocol SecretGroupRule: ImageRule {
    /// The group that it reports.
    var group: SecretGroup { get }
}

extension SecretGroupRule {
    func findings(in image: AnalyzedImage) -> [Finding] {
        image[ImageSecrets.self].all.filter { $0.group == group }.map { secret in
            Finding(
                rule, title: secret.title, severity: secret.severity, path: secret.path, layer: secret.layer,
                evidence: secret.evidence, items: secret.items, confidence: secret.confidence,
                state: secret.state)
        }
    }
}

extension ImageSecrets.Located {
    /// What it is and where it stands, one line.
    var title: String {
        let layer = layer.map { ", still in layer \($0)" } ?? ""
        return switch state {
        case .live: name
        case .deleted(let remover): "\(name), deleted in layer \(remover)\(layer)"
        case .overwritten(let writer): "\(name), overwritten in layer \(writer)\(layer)"
        case .config, .history, .label, .attestation: "\(name) in \(place)"
        }
    }
}
