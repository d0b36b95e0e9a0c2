import Dockerfile
import FileTree

/// What findings say of layers.
extension AnalyzedImage {
    /// Whether the layer came with the base image; also when the boundary is not known, it did not.
    package func isBase(layer: Int) -> Bool {
        attribution(ofLayer: layer)?.isBase == true
    }

    /// The first line, from 1, of the instruction that made a layer; nil where it is not known.
    package func line(ofLayer layer: Int) -> Int? {
        attribution(ofLayer: layer)?.lines?.lowerBound
    }

    /// A layer and its instruction, for a sentence: `layer 3 (line 5, RUN make)`.
    package func author(ofLayer layer: Int) -> String {
        guard let attribution = attribution(ofLayer: layer) else { return "layer \(layer)" }
        let line = attribution.lines.map { "line \($0.lowerBound)" }
        let text = shortened(attribution.text)
        let parts = [line, text.isEmpty ? nil : text].compactMap { $0 }
        let base = attribution.isBase == true ? "base layer" : "layer"
        return "\(base) \(layer)" + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
    }

    /// What to do about bytes that came with the base image.
    package var baseRemedy: String {
        let name = stages.baseName.map { " (\($0))" } ?? ""
        return "It came with the base image\(name), where no later layer can take it out: choose a slimmer base."
    }

    /// A path for a sentence, without a leading slash. Control characters are left for who prints to escape.
    package func text(of path: PathID) -> String {
        String(decoding: stack.path(of: path), as: UTF8.self)
    }

    package func attribution(ofLayer layer: Int) -> Attribution.Layer? {
        let layers = stages.attribution.layers
        return layers.indices.contains(layer - 1) ? layers[layer - 1] : nil
    }

    private func shortened(_ text: String) -> String {
        let line = InstructionText.oneLine(text)
        return line.count > 60 ? line.prefix(59) + "…" : line
    }
}
