import ImageAnalysis
import Reporting
import TerminalUI

extension ViewID {
    static let dockerfile = ViewID("Dockerfile")
}

/// The Dockerfile with each line's layer and size, and the stages beside it where that is wide; where no Dockerfile is
/// known, the one written from the history. Enter on a line selects its layer.
struct DockerfileView: View {
    let id = ViewID.dockerfile
    let plainTwin: String? = "strata stages IMAGE"
    var place = ViewPlace()
    /// The line to begin with, from 1; nil for the one of the layer at the cursor.
    private var line: Int?

    /// The least width that has room for the stages beside the Dockerfile.
    private static let narrowestPair = 110
    /// Columns of the figures before a line's text.
    private static let figuresWidth = 23

    init() {}

    /// The Dockerfile at a line, from 1.
    init(line: Int) { self.line = line }

    var key: KeyBinding? {
        KeyBinding(
            "D", .show(id), [.layers, .tree], .views, "the Dockerfile with each line's layer; Enter selects it")
    }

    func obstacle(in state: State) -> Obstacle? {
        state.image?.stages == nil ? .lasting("Nothing is known of the image's Dockerfile.") : nil
    }

    mutating func appear(in state: State) {
        let rows = state.dockerfileRows
        let wanted = line ?? state.image?.stages.map(state.dockerfileLine)
        place = ViewPlace(scroll: ListScroll(selection: rows.firstIndex { $0.number == wanted } ?? 0))
        line = nil
    }

    func title(in state: State) -> String {
        guard let stages = state.image?.stages, !stages.lines.isEmpty else {
            let original = "--dockerfile PATH has the original"
            // What can be done about it comes before where the text is from, where there is no room for both.
            return state.size.width < 80 ? original : "Reconstructed from the history: \(original)"
        }
        return switch stages.source {
        case .provenance: "Dockerfile, recovered from BuildKit's provenance"
        case .given(let path): "Dockerfile \(Printable.escape(path))"
        case .found(let path): "Dockerfile \(Printable.escape(path)), found: it fits"
        case nil: "Dockerfile"
        }
    }

    // MARK: The rows

    func rows(in state: State, width: Int) -> ViewRows {
        let largest = state.image?.layers.compactMap { state.size(ofLayer: $0.index) }.max() ?? 0
        let rows = state.dockerfileRows
        let digits = String(rows.last?.number ?? 0).count
        return ViewRows(count: rows.count) { index in
            ViewRows.Row(line: text(rows[index], digits: digits, largest: largest, state))
        }
    }

    private func text(_ row: DockerfileRow, digits: Int, largest: Int64, _ state: State) -> TextLine {
        let theme = state.options.theme
        switch row {
        case .mount(let text, _):
            let indent = String(repeating: " ", count: digits + DockerfileView.figuresWidth + 5)
            return TextLine(indent + Printable.escape(text), theme.dim)
        case .line(let line, let hasFigures):
            let size = hasFigures ? line.layer.flatMap { state.size(ofLayer: $0) } : nil
            let bar = size.map { Bar($0, of: largest).text(width: 5, glyphs: state.options.glyphs) } ?? "     "
            let layer = hasFigures ? line.layer.map { "layer \($0)" } ?? "" : ""
            return TextLine(Figure.right(String(line.number), digits) + " ", theme.dim)
                .adding(Figure.right(layer, 8) + Figure.right(size.map { state.bytes($0) } ?? "", 9) + " ", theme.text)
                .adding(bar + "  ", theme.bar).adding(Printable.escapeLine(line.text), theme.text)
        }
    }

    /// The Dockerfile with the stages, and below them the line that tells what a change costs.
    private func parts(of inside: Rect) -> (pair: Rect, cost: Rect) {
        let (pair, cost) = inside.splitTop(inside.height - (inside.height >= 8 ? 1 : 0))
        return (pair, cost.inset(columns: 1, rows: 0))
    }

    func rowsArea(in inside: Rect) -> Rect {
        let pair = parts(of: inside).pair
        guard pair.width >= DockerfileView.narrowestPair else { return pair }
        return pair.splitLeft(pair.width * 3 / 5).left
    }

    // MARK: The stages beside

    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {
        let (area, parts) = (rowsArea(in: inside), parts(of: inside))
        let selected =
            state.dockerfileRows.indices.contains(place.scroll.selection)
            ? state.dockerfileRows[place.scroll.selection] : nil
        if parts.cost.height > 0, let cost = selected?.number.flatMap({ state.text(ofChangeOnLine: $0) }) {
            TextLine(cost, state.options.theme.title).draw(into: &canvas, in: parts.cost, ellipsis: state.ellipsis)
        }
        guard area.width < inside.width else { return }
        let (divider, right) = parts.pair.splitLeft(area.width).rest.splitLeft(1)
        for y in divider.y..<divider.maxY {
            canvas.draw(
                String(state.options.glyphs.box.vertical), at: Point(x: divider.x, y: y),
                style: state.options.theme.border)
        }
        let lines = state.stageLines
        let isMeant = lines.map { isAbout($0, selected, state) }
        // What the selected line made stays in sight.
        let first = isMeant.firstIndex(of: true) ?? 0
        let offset = ListScroll.offset(0, showing: first, count: lines.count, height: right.height)
        for row in 0..<right.height where lines.indices.contains(row + offset) {
            let line = StagesView.line(lines[row + offset], state)
            let rect = right.row(row).inset(columns: 1, rows: 0)
            line.draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
            if isMeant[row + offset] {
                canvas.restyle(right.row(row)) { $0.merging(state.options.theme.selectionUnfocused) }
            }
        }
    }

    /// Whether a line of the drawn stages is about what the selected line made: its layer, or its stage's heading.
    private func isAbout(_ line: StageDrawing.Line, _ row: DockerfileRow?, _ state: State) -> Bool {
        guard case .line(let selected, _) = row else { return false }
        if let layer = selected.layer { return line.layer == layer && !line.isTitle }
        guard let stage = selected.stage, let facts = state.image?.stages, let place = line.stage else { return false }
        return line.isTitle && facts.stages.indices.contains(place) && facts.stages[place].index == stage
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        let rows = state.dockerfileRows
        guard rows.indices.contains(row), let layer = rows[row].layer else {
            state.notice = Notice(.warning, "No layer of the image is known to come from this line.")
            return .stay
        }
        state.selectLayer(layer)
        return .panes
    }

    func hint(for command: Command, in state: State) -> String? { command == .open ? "go to layer" : nil }
}

/// A row of the Dockerfile's view.
enum DockerfileRow: Hashable {
    /// A line, and whether the figures of its layer stand on it: the first of several lines has them.
    case line(DockerfileLine, hasFigures: Bool)
    /// What the `RUN` above mounts, and the layer of that.
    case mount(String, layer: Int?)

    /// The line's number, from 1; nil for what is no line.
    var number: Int? { if case .line(let line, _) = self { line.number } else { nil } }

    /// The layer that it is about.
    var layer: Int? {
        switch self {
        case .line(let line, _): line.layer
        case .mount(_, let layer): layer
        }
    }
}

extension State {
    /// The Dockerfile's lines; where none is known, those written from the history.
    var dockerfileLines: [DockerfileLine] {
        guard let stages = image?.stages else { return [] }
        return stages.lines.isEmpty ? stages.reconstruction : stages.lines
    }

    /// The lines with what they mount.
    var dockerfileRows: [DockerfileRow] { image?.stages?.rows ?? [] }
}
