import Dockerfile
import ImageStore

/// The stages of an image: which of them made which layers, by all that is at hand.
///
/// BuildKit's provenance in the archive tells most, then a Dockerfile, given or found, that fits the image's history,
/// then the history alone. `attribution` says of each layer how it is known and how surely. Nothing of the layers is
/// read, so a view can have this at once.
public struct ImageStages: Sendable {
    /// Where the Dockerfile comes from that lines refer to.
    public enum Source: Sendable, Hashable {
        /// The image's own attestation.
        case provenance
        /// A file that the user named; its path.
        case given(String)
        /// A file beside the image or in the current directory; its path.
        case found(String)
    }

    /// What made each layer.
    public let attribution: Attribution
    /// The Dockerfile's stages and what they take; nil without a Dockerfile.
    public let graph: StageGraph?
    /// The Dockerfile; nil when none is known to be the image's.
    public let document: DockerfileDocument?
    /// Where the Dockerfile comes from; nil when there is none.
    public let source: Source?
    /// The stages in the order of the Dockerfile; without one, a single stage for the image's own layers.
    public let stages: [ImageStage]
    /// The layers of the base image, from 1; empty when it has none or the boundary is not known.
    public let baseLayers: [Int]
    /// The base image's name, where anything tells it.
    public let baseName: String?
    /// What the user should know, one sentence each: a Dockerfile that is another image's.
    public let warnings: [String]

    /// A found Dockerfile must fit this well, from 0 to 1, since nobody said that it is the image's.
    private static let minimumFoundFit = 0.75
    /// Statements above this size in bytes are not read.
    private static let maximumStatement: Int64 = 64 << 20

    /// Works out an image's stages.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - dockerfile: A Dockerfile that the user says is the image's.
    ///   - candidates: Dockerfiles that may be; the one that fits best counts, if any does.
    ///   - target: The name or number of the stage that was built, where the user knows it.
    ///   - others: Other images: one whose layers are this image's lowest is its base.
    public init(
        of image: StoredImage, dockerfile: DockerfileSource? = nil, candidates: [DockerfileSource] = [],
        target: String? = nil, others: [StoredImage] = []
    ) {
        let statements = image.attestations.compactMap { attestation -> [UInt8]? in
            guard attestation.window.length <= ImageStages.maximumStatement else { return nil }
            return try? attestation.window.bytes(at: 0, count: Int(attestation.window.length))
        }
        func attribute(_ document: DockerfileDocument?) -> Attribution {
            Attribution.attribute(
                history: image.config.history, layerCount: image.layers.count, dockerfile: document,
                provenance: statements, target: target)
        }
        var attribution = attribute(dockerfile?.document)
        var source: Source?
        if attribution.dockerfile != nil {
            let isAttested = attribution.base.evidence == .provenance
            source = isAttested ? .provenance : dockerfile.map { .given($0.path) }
        } else if dockerfile == nil {
            for candidate in candidates {
                let other = attribute(candidate.document)
                guard case .fits(let share) = other.fit, share >= ImageStages.minimumFoundFit else { continue }
                if case .fits(let best) = attribution.fit, best >= share { continue }
                attribution = other
                source = .found(candidate.path)
            }
        }
        if let label = BuildpacksLabel(image.config.config.labels),
            let count = label.baseLayerCount(in: image.config.diffIDs)
        {
            attribution.setBase(layerCount: count, reference: label.reference, evidence: .builderLabel)
        } else if let other = ImageStages.base(of: image, among: others) {
            attribution.setBase(layerCount: other.layers.count, reference: other.displayName)
        }
        var warnings: [String] = []
        if case .doesNotFit(let reason) = attribution.fit, let dockerfile {
            warnings.append("\(dockerfile.path) is not this image's Dockerfile: \(reason)")
        }
        if let target, let graph = attribution.graph, graph.stage(named: target) == nil {
            warnings.append("The Dockerfile has no stage \(target): its last stage is taken.")
        }
        let name = "org.opencontainers.image.base.name"
        self.init(
            attribution, graph: attribution.graph, document: attribution.dockerfile, source: source,
            baseName: image.annotations[name] ?? image.config.config.labels[name] ?? attribution.base.reference,
            warnings: warnings)
    }

    /// The stages that a Dockerfile alone tells, with no image.
    public init(dockerfile: DockerfileSource, target: String? = nil) {
        let graph = StageGraph(dockerfile.document, target: target)
        let isKnown = target.map { graph.stage(named: $0) != nil } ?? true
        self.init(
            Attribution.attribute(history: [], layerCount: 0), graph: graph, document: dockerfile.document,
            source: .given(dockerfile.path), baseName: nil,
            warnings: isKnown ? [] : ["The Dockerfile has no stage \(target ?? ""): its last stage is taken."])
    }

    private init(
        _ attribution: Attribution, graph: StageGraph?, document: DockerfileDocument?, source: Source?,
        baseName: String?, warnings: [String]
    ) {
        self.attribution = attribution
        self.graph = graph
        self.document = document
        self.source = source
        self.baseName = baseName
        self.warnings = warnings
        baseLayers = attribution.layers.filter { $0.isBase == true }.map(\.index)
        stages = graph.map { ImageStages.stages(of: $0, attribution) } ?? ImageStages.only(attribution, baseName)
    }

    private static func stages(of graph: StageGraph, _ attribution: Attribution) -> [ImageStage] {
        graph.stages.map { stage in
            ImageStage(
                index: stage.index, name: stage.name, base: stage.base.label(in: graph), role: stage.role,
                lines: stage.lines, instructions: stage.instructions.count,
                layers: attribution.layers.filter { $0.stage == stage.index }.map(\.index),
                taken: graph.edges.filter { $0.kind != .from && $0.source == .stage(stage.index) })
        }
    }

    /// Without a Dockerfile, what lies above the base is one stage; earlier ones have left no trace.
    private static func only(_ attribution: Attribution, _ base: String?) -> [ImageStage] {
        guard !attribution.layers.isEmpty else { return [] }
        let own = attribution.steps.dropFirst(attribution.base.stepCount ?? 0)
        return [
            ImageStage(
                index: nil, name: nil, base: base, role: .final, lines: nil, instructions: own.count,
                layers: attribution.layers.filter { $0.isBase != true }.map(\.index), taken: [])
        ]
    }

    /// The other image with the most layers that are all this image's lowest.
    private static func base(of image: StoredImage, among others: [StoredImage]) -> StoredImage? {
        let diffIDs = image.config.diffIDs
        return others.filter { other in
            let lower = other.config.diffIDs
            return !lower.isEmpty && lower.count < diffIDs.count && diffIDs.starts(with: lower)
        }.max { $0.config.diffIDs.count < $1.config.diffIDs.count }
    }
}

extension Stage.Base {
    /// What it is, for reading: a stage's name, an image's reference, `scratch`.
    public func label(in graph: StageGraph) -> String {
        switch self {
        case .scratch: "scratch"
        case .stage(let index):
            graph.stages.indices.contains(index) ? graph.stages[index].label : Stage.label(of: index)
        case .image(let reference): reference
        case .context(let name): name
        }
    }
}

extension StoredImage {
    /// A name for people: the first reference, or else the start of the id.
    public var displayName: String {
        references.first ?? String((id.split(separator: ":").last ?? "").prefix(12))
    }

    /// Whether it is one and the same image, under whatever names.
    public func isSame(as other: StoredImage) -> Bool {
        id == other.id && manifestDigest == other.manifestDigest
    }
}
