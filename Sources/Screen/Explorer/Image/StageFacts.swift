import Dockerfile
import ImageAnalysis

/// What is known of the stages that made an image, as far as the screen shows it.
public struct StageFacts: Sendable, Hashable {
    /// The stages in the order of the Dockerfile; those of an image without one have no number.
    var stages: [ImageStage]
    /// What made each layer, base first.
    var layers: [Attribution.Layer]
    /// The base image's layers, from 1.
    var baseLayers: [Int]
    /// The base image's name, where anything tells it.
    var baseName: String?
    /// Compressed bytes of stages that are not in the image, by number, where provenance tells them.
    var compressedSizes: [Int: Int64]
    /// Where the Dockerfile comes from; nil where none is known.
    var source: ImageStages.Source?
    /// The Dockerfile's lines; empty where none is known.
    var lines: [DockerfileLine]
    /// A Dockerfile written from the history, with its lines' layers.
    var reconstruction: [DockerfileLine]
    /// Names of what `COPY --from` took from, by layer.
    var origins: [Int: String]
    /// What a `RUN` mounts, a line each, by the instruction's last line.
    var mounts: [Int: [String]]
    /// The Dockerfile with what its lines mount, else the one written from the history.
    var rows: [DockerfileRow] = []
    /// What a change at each line costs.
    let costs: ChangeCosts
    /// The Dockerfile's instructions that made layers, by layer: they say more than the history.
    var instructions: [Int: String]

    /// The facts of an image's stages.
    public init(_ stages: ImageStages) {
        self.stages = stages.stages
        costs = ChangeCosts(of: stages)
        layers = stages.attribution.layers
        baseLayers = stages.baseLayers
        baseName = stages.baseName
        compressedSizes = stages.attribution.compressedSizes
        source = stages.source
        lines = stages.dockerfileLines
        reconstruction = stages.attribution.reconstructedLines.enumerated().map { offset, line in
            DockerfileLine(number: offset + 1, text: line.text, layer: line.layer, stage: nil)
        }
        origins = [:]
        let written = stages.document?.instructions ?? []
        mounts = Dictionary(
            written.map { ($0.lines.upperBound, $0.mounts.map(StageFacts.text(ofMount:))) }.filter { !$0.1.isEmpty },
            uniquingKeysWith: { first, _ in first })
        let byLine = Dictionary(written.map { ($0.lines.lowerBound, $0.text) }, uniquingKeysWith: { first, _ in first })
        instructions = [:]
        for layer in layers where !layer.isWholeStage {
            instructions[layer.index] = layer.lines.flatMap { byLine[$0.lowerBound] }
        }
        rows = dockerfileRows
        guard let graph = stages.graph else { return }
        for layer in layers { origins[layer.index] = layer.origin?.label(in: graph) }
    }

    private var dockerfileRows: [DockerfileRow] {
        var previous: Int?
        return (lines.isEmpty ? reconstruction : lines).flatMap { line -> [DockerfileRow] in
            // A layer of several lines has its figures once, on the first.
            defer { previous = line.layer }
            let mounts = lines.isEmpty ? [] : mounts[line.number] ?? []
            let mounted = mounts.map { DockerfileRow.mount($0, layer: line.layer) }
            return [DockerfileRow.line(line, hasFigures: line.layer != previous)] + mounted
        }
    }

    /// The stages of a known Dockerfile; without one layers cannot be told apart by stage.
    var known: [ImageStage] { stages.filter { $0.index != nil } }

    /// What made a layer; nil for a number that there is not.
    func layer(_ index: Int) -> Attribution.Layer? { layers.indices.contains(index - 1) ? layers[index - 1] : nil }

    /// The stage of a Dockerfile that made a layer.
    func stage(ofLayer layer: Int) -> ImageStage? { known.first { $0.layers.contains(layer) } }

    /// What a mount keeps out of the layer, in words.
    private static func text(ofMount options: [String: String]) -> String {
        let target = options["target"] ?? options["dst"] ?? options["destination"]
        let type = options["type"] ?? "bind"
        switch type {
        case "cache": return "cache \(target ?? "?"): kept between builds, in no layer"
        case "secret":
            let id = options["id"] ?? target ?? "?"
            return "secret \(id) at \(target ?? "/run/secrets/\(id)"): in no layer"
        case "ssh": return "ssh agent \(options["id"] ?? "default"): in no layer"
        case "tmpfs": return "tmpfs \(target ?? "?"): in no layer"
        default:
            let source = options["source"] ?? options["src"] ?? "/"
            let whose = options["from"].map { " of \($0)" } ?? " of the build context"
            return "\(type) \(source)\(whose) at \(target ?? "?"): seen while building, in no layer"
        }
    }

    /// What an edge takes, from whose point of view it is given: `runner, line 7: /out → /app`.
    func text(of edge: StageEdge) -> String {
        let taker = stages.indices.contains(edge.stage) ? stages[edge.stage].label : "?"
        let paths = edge.paths.joined(separator: " ")
        let verb = edge.kind == .mount ? "mounted by" : "copied by"
        return "\(verb) \(taker), \(StageFacts.text(of: edge.lines)): \(paths) → \(edge.destination ?? "?")"
    }

    /// `line 7` or `lines 7-9`.
    static func text(of lines: ClosedRange<Int>) -> String {
        lines.count == 1 ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound)-\(lines.upperBound)"
    }
}
