import ImageAnalysis

/// What the cursor is on, for views that open on just that.
extension State {
    /// The selected layer; in the tree, the one that put the selected path there.
    var layerAtCursor: Int {
        guard focus == .tree, let path = selectedPath, let entry = derived.view.entry(of: path) else {
            return layers.selected
        }
        return entry.layer
    }

    /// The row of the list of layers below the last layer that the cursor is on; nil where it is on a layer.
    var rowBelowLayers: LayerRow? {
        guard focus == .layers, layers.below > 0, let image else { return nil }
        let rows = LayerRow.rows(of: image)
        return rows[layers.row(in: rows)]
    }

    /// The stage that is not in the image and that the cursor is on, by its place in `StageFacts.stages`, from 0.
    private var stageBelowLayers: Int? {
        guard rowBelowLayers != nil, let image else { return nil }
        let headings = LayerRow.rows(of: image).prefix(layers.row(in: LayerRow.rows(of: image)) + 1)
        for case .heading(let group) in headings.reversed() {
            guard case .stage(let index, _) = group.kind else { return nil }
            return image.stages?.stages.firstIndex { $0.index == index }
        }
        return nil
    }

    /// The line of the drawn stages to begin with, from 0.
    var stageRow: Int {
        if let stage = stageBelowLayers { return stageLines.firstIndex { $0.stage == stage } ?? 0 }
        // A layer's own line comes after that of its stage, which is the first layer's too.
        return stageLines.lastIndex { $0.layer == layerAtCursor } ?? stageLines.firstIndex { $0.layer != nil } ?? 0
    }

    /// The line of the Dockerfile to begin with, from 1.
    func dockerfileLine(_ stages: StageFacts) -> Int {
        if let stage = stageBelowLayers, let lines = stages.stages[stage].lines { return lines.lowerBound }
        return dockerfileLines.first { $0.layer == layerAtCursor }?.number ?? 1
    }
}
