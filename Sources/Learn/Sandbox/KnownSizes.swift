import Dockerfile
import FileTree
import ImageAnalysis

/// What bases and instructions come to in the images of a lesson: what is known of a size before anything is built.
public struct KnownSizes: Sendable {
    private var bases: [String: Int64] = [:]
    private var instructions: [String: Int64] = [:]

    /// Nothing known.
    public init() {}

    /// What images tell.
    init(of images: some Sequence<AnalyzedImage>) {
        for image in images {
            if let name = image.stages.baseName,
                let size = ImageStages.sum(image.stages.baseLayers, in: image.stack)
            {
                bases[name] = size
            }
            for layer in image.stages.attribution.layers where layer.isBase != true {
                instructions[KnownSizes.key(layer.text)] = image.stack.totals(of: layer.index)?.size
            }
        }
    }

    /// The bytes of a base image; nil where none of the images has it.
    func size(ofBase name: String) -> Int64? { bases[name] }

    /// The bytes of the layer that an instruction makes; nil where none of the images has it.
    func size(of instruction: Instruction) -> Int64? { instructions[KnownSizes.key(instruction.text)] }

    /// An instruction however its line is broken.
    private static func key(_ text: String) -> String {
        text.split { $0.isWhitespace || $0 == "\\" }.joined(separator: " ")
    }
}

/// What the image of a Dockerfile would come to, layer by layer.
public struct PredictedSize: Sendable {
    /// A base or an instruction, with its bytes.
    public struct Part: Sendable, Hashable {
        /// `FROM python:3.11-slim`, or the instruction on one line.
        public let text: String
        /// Its line, from 1.
        public let line: Int
        /// Its bytes; nil where nothing tells.
        public let bytes: Int64?
    }

    /// The base, then the layers.
    public let parts: [Part]

    /// Predicts the image of a file.
    public init(of file: TaughtDockerfile, knowing known: KnownSizes) {
        let stages = file.graph.lineage.map { file.graph.stages[$0] }
        var parts: [Part] = []
        if let first = stages.first {
            let name = first.base.label(in: file.graph)
            let bytes = first.base == .scratch ? 0 : known.size(ofBase: name)
            parts.append(Part(text: "FROM \(name)", line: first.from.lines.lowerBound, bytes: bytes))
        }
        for instruction in stages.flatMap(\.instructions) where instruction.keyword?.makesLayer == true {
            parts.append(
                Part(
                    text: InstructionText.oneLine(instruction.text), line: instruction.lines.lowerBound,
                    bytes: known.size(of: instruction)))
        }
        self.parts = parts
    }

    /// The sum of what is known, in bytes.
    public var knownBytes: Int64 { parts.reduce(0) { $0.addingSaturated($1.bytes ?? 0) } }
    /// What is not known, by line.
    public var unknown: [Part] { parts.filter { $0.bytes == nil } }
}
