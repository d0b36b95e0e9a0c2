import DisplayText
import TerminalUI

extension ViewID {
    static let layer = ViewID("layer")
}

/// The facts of the selected layer where their pane has no room for all of them; `v` in the list of layers shows it.
struct LayerView: View {
    let id = ViewID.layer
    let hasSelection = false
    var place = ViewPlace()

    func title(in state: State) -> String { "Layer \(state.layers.selected) of \(state.layers.count)" }

    func rows(in state: State, width: Int) -> ViewRows { ViewRows(LayerText(state).lines(width: width)) }
}

/// All that is known of the selected layer, the instruction first and in full.
struct LayerText {
    private let state: State
    private let theme: Theme

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
    }

    /// The facts in lines of at most `width` columns.
    func lines(width: Int) -> [TextLine] {
        let index = state.layers.selected
        guard let image = state.image, image.layers.indices.contains(index - 1) else {
            return [TextLine("The image has no layers.", theme.dim)]
        }
        let layer = image.layers[index - 1]
        return instruction(layer, width: width) + [TextLine()] + trouble(index, width: width)
            + facts(layer, image).flatMap { fact in
                TextLine.wrapped(
                    fact.value, label: TextLine(TextWidth.pad(fact.name, to: 11), theme.dim), width: width)
            }
    }

    private func instruction(_ layer: LayerFacts, width: Int) -> [TextLine] {
        guard let text = state.fullInstruction(ofLayer: layer.index) else {
            return TextLine.wrapped(
                "The history does not say which instruction made this layer.", width: width, style: theme.dim)
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            TextLine.wrapped(Printable.escapeLine(line), width: width, style: theme.text)
        }
    }

    private func trouble(_ index: Int, width: Int) -> [TextLine] {
        guard case .failed(let reason) = state.loading.status(of: index) else { return [] }
        return TextLine.wrapped(reason, width: width, style: theme.error) + [TextLine()]
    }

    private func facts(_ layer: LayerFacts, _ image: ImageFacts) -> [(name: String, value: String)] {
        var facts: [(name: String, value: String)] = []
        if let totals = state.derived.stack.totals(of: layer.index) {
            let share = Figure.percent(totals.size, of: state.layerBytes)
            facts.append(("Size", "\(state.bytes(totals.size)), \(share) of all layers"))
            let directories = Figure.count(totals.directories, "directory", "directories")
            facts.append(("Holds", "\(Figure.count(totals.files, "file")) in \(directories)"))
        }
        if let changes = state.loading.figures?.changes, changes.indices.contains(layer.index - 1) {
            let counts = changes[layer.index - 1]
            let words = [("added", counts.added), ("modified", counts.modified), ("removed", counts.removed)]
            facts.append(("Changes", words.map { "\(Count.grouped($0.1)) \($0.0)" }.joined(separator: ", ")))
        }
        if let found = state.findings?.marks.layer(layer.index), found.count > 0 {
            let bytes = found.bytes > 0 ? ", \(state.bytes(found.bytes)) reclaimable" : ""
            let worst = found.mark.map { ", the worst \($0.severity.rawValue)" } ?? ""
            facts.append(("Findings", "\(Count.grouped(found.count))\(worst)\(bytes)"))
        }
        if let origin = image.stages?.layer(layer.index), let stages = image.stages, !stages.known.isEmpty {
            facts += OriginText.facts(origin, stages)
        } else if let base = image.baseLayerCount {
            facts.append(("Belongs to", layer.index <= base ? "the base image" : "what was built on top"))
        }
        facts.append(("Stored", "\(state.bytes(layer.blobSize)), \(compression(layer))"))
        if let sizes = state.compressed?.layers.first(where: { $0.index == layer.index }) {
            let known = [("gzip", sizes.gzip), ("zstd", sizes.zstd)].compactMap { name, size in
                size.map { "\(name) \(state.text(of: $0))" }
            }
            if !known.isEmpty { facts.append(("Compressed", known.joined(separator: ", "))) }
        }
        let optional = [
            ("Created", layer.created), ("Comment", layer.comment), ("diffID", layer.diffID), ("Digest", layer.digest),
            ("Media type", layer.mediaType), ("Missing", layer.missing),
        ]
        facts += optional.compactMap { name, value in value.map { (name, Printable.escape($0)) } }
        return facts
    }

    private func compression(_ layer: LayerFacts) -> String {
        layer.compression == "none" ? "not compressed" : layer.compression
    }
}
