import TerminalUI

/// The list of layers: number, size, share, bar, changes, and the instruction that made each.
struct LayersView {
    private let state: State
    private let theme: Theme
    private let glyphs: Glyphs
    private let largest: Int64
    private let total: Int64

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
        glyphs = state.options.glyphs
        largest = state.image?.layers.compactMap { state.size(ofLayer: $0.index) }.max() ?? 0
        total = state.layerBytes
    }

    func draw(into canvas: inout Canvas, _ layout: Layout) {
        let isFocused = state.focus == .layers
        let rows = state.image.map(LayerRow.rows) ?? []
        let range = state.shownLayers
        let trailing = state.layers.anchor == nil ? "" : "range \(range.lowerBound)-\(range.upperBound)"
        Frame(title: "Layers", trailing: trailing, isFocused: isFocused)
            .draw(into: &canvas, in: layout.layers, theme: theme, glyphs: glyphs)
        let area = layout.layerRows
        let cursor = rows.isEmpty || state.layers.count == 0 ? nil : state.layers.row(in: rows)
        for row in 0..<area.height where rows.indices.contains(row + state.layers.scroll) {
            let index = row + state.layers.scroll
            draw(rows[index], into: &canvas, in: area.row(row))
            if index == cursor { select(area.row(row), isFocused, &canvas) }
        }
        let bar = Rect(x: layout.layers.maxX - 1, y: area.y, width: 1, height: area.height)
        Scrollbar(offset: state.layers.scroll, count: rows.count)
            .draw(into: &canvas, in: bar, theme: theme, glyphs: glyphs)
    }

    private func draw(_ row: LayerRow, into canvas: inout Canvas, in rect: Rect) {
        switch row {
        case .heading(let group):
            heading(group, width: rect.width).draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
        case .note(let text):
            TextLine("     \(Printable.escape(text))", theme.dim)
                .draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
        case .layer(let layer):
            line(layer, width: rect.width).draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
        }
    }

    private func select(_ rect: Rect, _ isFocused: Bool, _ canvas: inout Canvas) {
        let style = isFocused ? theme.selection : theme.selectionUnfocused
        canvas.restyle(rect) { isFocused ? style : $0.merging(style) }
        if isFocused { canvas.cursor = rect.origin }
    }

    private func heading(_ group: LayerGroup, width: Int) -> TextLine {
        let title = Printable.escape(group.title)
        if group.isOutside {
            let size = group.compressedSize.map { "\(state.bytes($0)) compressed" } ?? "size unknown"
            return TextLine("\(title)  not in the image\(state.separator)\(size)", theme.dim)
        }
        let sizes = group.layers.map { state.size(ofLayer: $0) }
        guard !sizes.contains(nil) else { return TextLine(title, theme.title) }
        let bytes = sizes.reduce(Int64(0)) { $0.addingSaturated($1 ?? 0) }
        let figures = "  \(state.bytes(bytes))\(state.separator)\(share(bytes))"
        // The figures matter more than the end of a long name.
        let room = max(8, width - TextWidth.of(figures))
        let shown = TextWidth.truncate(title, to: room, ellipsis: state.ellipsis)
        return TextLine(shown, theme.title).adding(figures, theme.dim)
    }

    private func share(_ bytes: Int64) -> String { Figure.percent(bytes, of: total) }

    private func line(_ layer: Int, width: Int) -> TextLine {
        let isInRange = state.layers.anchor != nil && state.shownLayers.contains(layer)
        let isBase = layer <= state.image?.baseLayerCount ?? 0
        let mark = isInRange ? String(glyphs.inRange) : " "
        let digits = max(2, String(state.layers.count).count)
        var line = TextLine(mark, theme.warning).adding(Figure.right(String(layer), digits), theme.dim)
        let found = state.findings?.marks.layer(layer)
        line = line.adding(found?.mark?.text ?? " ", found?.mark?.style(theme) ?? .plain)
        guard let size = state.size(ofLayer: layer) else {
            return line.adding(Figure.right(status(of: layer), 10), statusStyle(of: layer))
                .adding("  \(instruction(of: layer))", theme.text)
        }
        line = line.adding(Figure.right(state.bytes(size), 9), theme.text)
        line = line.adding(Figure.right(share(size), 5), theme.dim)
        if width >= 40 {
            let bar = Bar(size, of: largest).text(width: 6, glyphs: glyphs)
            line = line.adding(" " + bar, isBase ? theme.barBase : theme.bar)
        }
        if width >= 64 { line = changes(of: layer, in: line) }
        return line.adding("  \(instruction(of: layer))", isBase ? theme.dim : theme.text)
    }

    private func changes(of layer: Int, in line: TextLine) -> TextLine {
        guard let changes = state.loading.figures?.changes, changes.indices.contains(layer - 1) else { return line }
        let counts = changes[layer - 1]
        return line.adding(Figure.right(counts.added > 0 ? "+\(counts.added)" : "", 8), theme.added)
            .adding(Figure.right(counts.modified > 0 ? "~\(counts.modified)" : "", 6), theme.modified)
            .adding(Figure.right(counts.removed > 0 ? "-\(counts.removed)" : "", 6), theme.removed)
    }

    private func status(of layer: Int) -> String {
        switch state.loading.status(of: layer) {
        case .waiting: return "waiting"
        case .loaded: return ""
        case .failed: return "\(glyphs.warning) failed"
        case .reading(let bytesRead):
            let size = state.image?.layers[layer - 1].blobSize ?? 0
            return "read " + Figure.percent(bytesRead, of: size)
        }
    }

    private func statusStyle(of layer: Int) -> Style {
        if case .failed = state.loading.status(of: layer) { theme.error } else { theme.dim }
    }

    private func instruction(of layer: Int) -> String {
        state.instruction(ofLayer: layer) ?? "(the history does not say)"
    }
}
