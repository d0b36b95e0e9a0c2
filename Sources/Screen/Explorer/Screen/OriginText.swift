import Dockerfile
import ImageAnalysis
import TerminalUI

/// Where a layer comes from: its stage, its lines, what it copied from, and how surely that is known.
enum OriginText {
    /// The facts in words, by name.
    static func facts(_ layer: Attribution.Layer, _ stages: StageFacts) -> [(name: String, value: String)] {
        var facts: [(name: String, value: String)] = []
        if let stage = stages.stage(ofLayer: layer.index) {
            facts.append(("Stage", "\(stage.label), \(stage.role.rawValue)"))
        } else {
            facts.append(("Stage", layer.isBase == true ? "none: it is the base image's" : "unknown"))
        }
        if let lines = layer.lines {
            let whole = layer.isWholeStage ? ", all of the stage" : ""
            facts.append(("Dockerfile", StageFacts.text(of: lines) + whole))
        }
        if let origin = stages.origins[layer.index] { facts.append(("From", origin)) }
        facts.append(("Known from", "\(words(for: layer.evidence)), \(layer.certainty.rawValue)"))
        return facts.map { ($0.name, Printable.escape($0.value)) }
    }

    private static func words(for evidence: Attribution.Evidence) -> String {
        switch evidence {
        case .provenance: "BuildKit's provenance"
        case .dockerfile: "the Dockerfile and the history"
        case .history: "the history alone"
        }
    }
}

extension State {
    /// The stage and lines that made a layer, `, stage runner, line 41`; empty where they are not known.
    func place(ofLayer layer: Int) -> String {
        guard let stages = image?.stages, let origin = stages.layer(layer) else { return "" }
        let stage = stages.stage(ofLayer: layer).map { $0.name.map { ", stage \($0)" } ?? ", \($0.label)" } ?? ""
        return Printable.escape(stage + (origin.lines.map { ", \(StageFacts.text(of: $0))" } ?? ""))
    }
}
