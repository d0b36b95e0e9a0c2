import ImageAnalysis
import TerminalUI

/// The Dockerfile with each line's layer, its size and a bar; where none is known, the one written from the history.
struct DockerfileView {
    /// The title, which says where the Dockerfile comes from.
    let title: String
    /// The lines.
    let lines: [DockerfileLine]

    init(_ stages: StageFacts) {
        guard !stages.lines.isEmpty else {
            title = "Dockerfile, reconstructed from the history: not the original"
            lines = stages.reconstruction
            return
        }
        lines = stages.lines
        title =
            switch stages.source {
            case .provenance: "Dockerfile, recovered from BuildKit's provenance"
            case .given(let path): "Dockerfile \(Printable.escape(path))"
            case .found(let path): "Dockerfile \(Printable.escape(path)), found: it fits"
            case nil: "Dockerfile"
            }
    }

    /// The first line of a layer, an index from 0; 0 where no line is its.
    func row(ofLayer layer: Int) -> Int { lines.firstIndex { $0.layer == layer } ?? 0 }

    /// The rows of the list.
    func items(_ state: State) -> [Menu.Item] {
        let largest = state.image?.layers.compactMap { state.size(ofLayer: $0.index) }.max() ?? 0
        let digits = String(lines.count).count
        var previous: Int?
        return lines.map { line in
            // A layer of several lines has its figures once, on the first.
            let layer = line.layer == previous ? nil : line.layer
            previous = line.layer
            let size = layer.flatMap { state.size(ofLayer: $0) }
            let fraction = size.map { largest > 0 ? Double($0) / Double(largest) : 0 }
            let bar = fraction.map { Bar($0).text(width: 6, glyphs: state.options.glyphs) } ?? ""
            let figures = [
                Figure.right(layer.map { "layer \($0)" } ?? "", 9), Figure.right(size.map { state.bytes($0) } ?? "", 9),
                TextWidth.pad(bar, to: 6),
            ]
            let text = line.text.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ")
            let number = Figure.right(String(line.number), digits)
            return Menu.Item("\(number) \(figures.joined(separator: " "))  \(Printable.escape(text))")
        }
    }
}
