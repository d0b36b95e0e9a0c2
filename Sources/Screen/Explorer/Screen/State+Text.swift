import Archive
import Dockerfile
import Reporting
import TerminalUI

extension State {
    /// What stands for text that does not fit.
    var ellipsis: String { options.glyphs.ellipsis }

    /// What stands between two facts on a line.
    var separator: String { " \(options.glyphs.separator) " }

    /// A text as the terminal can draw it, as wide as it was: reports have lines and arrows that are not ASCII.
    package func drawable(_ text: String) -> String {
        options.isASCII ? String(text.map { State.ascii[$0] ?? $0 }) : text
    }

    private static let ascii: [Character: Character] = [
        "│": "|", "└": "`", "─": "-", "▶": ">", "◀": "<", "→": ">", "←": "<", "−": "-", "±": "~", "…": "~",
        "“": "\"", "”": "\"", "’": "'",
    ]

    /// `layer 9`, `layers 1-7`, `layers 9, 12, 14`; the first few of many.
    func text(ofLayers layers: [Int]) -> String {
        guard let first = layers.first, let last = layers.last else { return "" }
        if first == last { return "layer \(first)" }
        if last - first == layers.count - 1 { return "layers \(first)-\(last)" }
        let shown = layers.prefix(4).map(String.init).joined(separator: ", ")
        return layers.count > 4 ? "layers \(shown), \(ellipsis)" : "layers \(shown)"
    }

    /// Bytes for people: `12.3 MB`, or `11.7 MiB`.
    func bytes(_ count: Int64) -> String { ByteCount(count).text(in: options.units) }

    /// A difference of bytes with its sign: `+12.3 MB`.
    func signedBytes(_ count: Int64) -> String { (count > 0 ? "+" : "") + bytes(count) }

    /// How far the analysis is, in a word or two.
    var analysisText: String {
        loading.analyzed > 0 && loading.analyzed < 1
            ? "analysing \(Figure.percent(loading.analyzed))" : "analysing\(ellipsis)"
    }

    /// A compressed size with its error: `12.3 MB ± 0.1 MB`.
    func text(of size: CompressedSize) -> String {
        bytes(size.bytes) + (size.error > 0 ? " \(plusMinus) \(bytes(size.error))" : "")
    }

    /// What stands before an error, where its width does not matter.
    var plusMinus: String { options.isASCII ? "+-" : "±" }

    /// Why what follows from the analysis is not there yet; nil where it is.
    var analysisObstacle: Obstacle? {
        guard findings == nil || advice == nil else { return nil }
        guard loading.phase == .finished else {
            let part = image.map { " (\(Figure.percent(loading.fraction(of: $0))) so far)" } ?? ""
            return .passing("The image is analysed as soon as all layers are read\(part); this fills then.")
        }
        let part = loading.analyzed > 0 && loading.analyzed < 1 ? " (\(Figure.percent(loading.analyzed)) so far)" : ""
        return .passing("The image is still being analysed\(part); this fills then.")
    }

    /// The size of a layer: of its files where they are known.
    func size(ofLayer layer: Int) -> Int64? { derived.stack.totals(of: layer)?.size }

    /// The instruction that made a layer as the Dockerfile has it, else as the history does; nil where neither says.
    func fullInstruction(ofLayer layer: Int) -> String? {
        guard let image, image.layers.indices.contains(layer - 1) else { return nil }
        return image.stages?.instructions[layer] ?? image.layers[layer - 1].instruction
    }

    /// The instruction that made a layer, on one line; nil where the history does not say.
    func instruction(ofLayer layer: Int) -> String? {
        guard let image, image.layers.indices.contains(layer - 1) else { return nil }
        let text = fullInstruction(ofLayer: layer) ?? image.layers[layer - 1].comment
        return text.map { Printable.escape(InstructionText.oneLine($0)) }
    }

    /// Bytes of the files of all layers read so far.
    var layerBytes: Int64 {
        guard let image else { return 0 }
        return image.layers.reduce(0) { $0.addingSaturated(size(ofLayer: $1.index) ?? 0) }
    }
}
