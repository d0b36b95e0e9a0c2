import ImageAnalysis
import TerminalUI

extension ViewID {
    static let dockerfile = ViewID("Dockerfile")
}

/// The Dockerfile with each line's layer, its size and a bar; where none is known, the one written from the history.
/// Enter on a line selects its layer.
struct DockerfileView: View {
    let id = ViewID.dockerfile
    let plainTwin: String? = "strata stages IMAGE"
    let isFitted = true
    var place = ViewPlace()

    init() {}

    /// The Dockerfile at a line, from 1.
    init(line: Int) { place = ViewPlace(scroll: ListScroll(selection: line - 1)) }

    var key: KeyBinding? {
        KeyBinding(
            "D", .show(id), [.layers, .tree], .program, extra: "Dockerfile",
            "the Dockerfile with each line's layer; Enter selects it")
    }

    func obstacle(in state: State) -> Obstacle? {
        state.image?.stages == nil ? .lasting("Nothing is known of the image's Dockerfile.") : nil
    }

    mutating func appear(in state: State) {
        place = ViewPlace(scroll: ListScroll(selection: state.image?.stages.map(state.dockerfileRow) ?? 0))
    }

    func title(in state: State) -> String {
        guard let stages = state.image?.stages, !stages.lines.isEmpty else {
            return "Dockerfile, reconstructed from the history: not the original"
        }
        return switch stages.source {
        case .provenance: "Dockerfile, recovered from BuildKit's provenance"
        case .given(let path): "Dockerfile \(Printable.escape(path))"
        case .found(let path): "Dockerfile \(Printable.escape(path)), found: it fits"
        case nil: "Dockerfile"
        }
    }

    func rows(in state: State, width: Int) -> ViewRows {
        let largest = state.image?.layers.compactMap { state.size(ofLayer: $0.index) }.max() ?? 0
        let lines = state.dockerfileLines
        let digits = String(lines.count).count
        var previous: Int?
        let rows = lines.map { line in
            // A layer of several lines has its figures once, on the first.
            let layer = line.layer == previous ? nil : line.layer
            previous = line.layer
            let figures = DockerfileView.figures(of: layer, largest: largest, state)
            let text = line.text.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ")
            let number = Figure.right(String(line.number), digits)
            return TextLine("\(number) \(figures)  \(Printable.escape(text))", state.options.theme.text)
        }
        return ViewRows(rows)
    }

    private static func figures(of layer: Int?, largest: Int64, _ state: State) -> String {
        let size = layer.flatMap { state.size(ofLayer: $0) }
        let fraction = size.map { largest > 0 ? Double($0) / Double(largest) : 0 }
        let bar = fraction.map { Bar($0).text(width: 6, glyphs: state.options.glyphs) } ?? ""
        return [
            Figure.right(layer.map { "layer \($0)" } ?? "", 9), Figure.right(size.map { state.bytes($0) } ?? "", 9),
            TextWidth.pad(bar, to: 6),
        ].joined(separator: " ")
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        guard let layer = state.dockerfileLines[row].layer else {
            state.notice = Notice(.warning, "No layer of the image is known to come from this line.")
            return .stay
        }
        state.selectLayer(layer)
        return .panes(comesBack: false)
    }
}

extension State {
    /// The Dockerfile's lines; where none is known, those written from the history.
    var dockerfileLines: [DockerfileLine] {
        guard let stages = image?.stages else { return [] }
        return stages.lines.isEmpty ? stages.reconstruction : stages.lines
    }
}
