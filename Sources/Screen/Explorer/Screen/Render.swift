import TerminalUI

/// Draws the state. The canvas has the size of the state's screen; the same state always gives the same cells.
public func render(_ state: State, into canvas: inout Canvas) {
    canvas.fill(canvas.bounds)
    canvas.cursor = nil
    switch state.mode {
    case .tooSmall:
        Screen.drawTooSmall(state, into: &canvas)
        return
    case .opening:
        Screen.drawOpening(state, into: &canvas)
    default:
        let over = state.views.isOverTab ? state.views.top : nil
        if over?.fillsScreen != true { Screen.drawTab(state, into: &canvas) }
        if let over { ViewLayout(over, in: state).draw(into: &canvas, state) }
    }
    PaletteBox(state)?.draw(into: &canvas)
    OfferedBox(state)?.draw(into: &canvas)
    StatusText(state).draw(into: &canvas)
    FooterLine(state).draw(into: &canvas)
}

/// Whole screens.
enum Screen {
    /// The tab on the screen under the line of tabs.
    static func drawTab(_ state: State, into canvas: inout Canvas) {
        HeaderText(state).draw(into: &canvas, in: state.layout.header)
        TabBar(state).draw(into: &canvas)
        if state.views.tab == .files {
            drawPanes(state, into: &canvas)
        } else if let view = state.views.open.first {
            ViewLayout(view, in: state).draw(into: &canvas, state)
        }
    }

    private static func drawPanes(_ state: State, into canvas: inout Canvas) {
        let layout = state.layout
        if !layout.layers.isEmpty { LayersView(state).draw(into: &canvas, layout) }
        if !layout.facts.isEmpty { drawFacts(state, into: &canvas, layout) }
        if !layout.tree.isEmpty { TreeScreen(state).draw(into: &canvas, layout) }
        if !layout.preview.isEmpty { PreviewScreen(state).draw(into: &canvas, in: layout.preview) }
    }

    static func drawTooSmall(_ state: State, into canvas: inout Canvas) {
        let need = Layout.smallest
        let lines = TextWidth.wrap(
            "The terminal has \(state.size.width)x\(state.size.height); strata needs \(need.width)x\(need.height). "
                + "Enlarge it, or q quits.", width: max(1, state.size.width))
        for (y, line) in lines.enumerated() { canvas.draw(line, at: Point(x: 0, y: y)) }
    }

    static func drawOpening(_ state: State, into canvas: inout Canvas) {
        let theme = state.options.theme
        let middle = canvas.bounds.centered(Size(width: min(72, canvas.size.width - 4), height: 3))
        TextLine("strata", theme.title).adding("  \(Printable.escape(state.loading.name))")
            .draw(into: &canvas, in: middle.row(0), ellipsis: state.ellipsis)
        guard case .opening(let what, let done, let total) = state.loading.phase else { return }
        let detail = done > 0 ? state.bytes(done) : ""
        let fraction = total.flatMap { $0 > 0 ? Double(done) / Double($0) : nil }
        ProgressBar(label: what + state.ellipsis, fraction: fraction, detail: detail)
            .draw(into: &canvas, in: middle.row(2), theme: theme, glyphs: state.options.glyphs)
    }

    private static func drawFacts(_ state: State, into canvas: inout Canvas, _ layout: Layout) {
        let options = state.options
        let lines = LayerText(state).lines(width: layout.factRows.width - 2)
        let room = layout.factRows.height
        let trailing = lines.count > room ? "v: all of it" : ""
        Frame(title: "Layer \(state.layers.selected) of \(state.layers.count)", trailing: trailing)
            .draw(into: &canvas, in: layout.facts, theme: options.theme, glyphs: options.glyphs)
        for (index, line) in lines.prefix(room).enumerated() {
            line.draw(
                into: &canvas, in: layout.factRows.row(index).inset(columns: 1, rows: 0), ellipsis: state.ellipsis)
        }
    }
}
