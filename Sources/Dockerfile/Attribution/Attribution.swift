import OCI

/// Which stage and instruction made each layer of an image, how that is known and how surely.
public struct Attribution: Sendable {
    /// How something is known.
    public enum Evidence: String, Hashable, Sendable, Codable {
        /// BuildKit's attestation says so.
        case provenance
        /// A Dockerfile fits the image's history.
        case dockerfile
        /// The history alone.
        case history
    }

    /// How surely something is known.
    public enum Certainty: String, Hashable, Sendable, Codable, Comparable {
        case guess, likely, certain

        /// A guess is less than likely, which is less than certain.
        public static func < (left: Certainty, right: Certainty) -> Bool { left.rank < right.rank }
        private var rank: Int { self == .certain ? 2 : self == .likely ? 1 : 0 }
    }

    /// What made one layer.
    public struct Layer: Hashable, Sendable {
        /// The layer, from 1, base first.
        public let index: Int
        /// Its entry in the history, from 0; nil where the history has none for it.
        public internal(set) var historyIndex: Int?
        /// The instruction, readable, as the Dockerfile has it or as the history tells.
        public internal(set) var text: String
        /// The instruction's lines in `Attribution.dockerfile`, from 1; nil where they are not known.
        public internal(set) var lines: ClosedRange<Int>?
        /// The stage's number, from 0; nil for the base image and where it is not known.
        public internal(set) var stage: Int?
        /// The stage's name; nil for one without.
        public internal(set) var stageName: String?
        /// What a `COPY --from` or `ADD --from` took the layer's files from.
        public internal(set) var origin: Stage.Base?
        /// Whether the layer came with the base image; nil where the boundary is not known.
        public internal(set) var isBase: Bool?
        /// Whether the layer holds all that the stage did, as after squashing.
        public internal(set) var isWholeStage = false
        /// How this is known.
        public internal(set) var evidence: Evidence
        /// How surely.
        public internal(set) var certainty: Certainty
    }

    /// Whether the Dockerfile that was given is the image's.
    public enum Fit: Hashable, Sendable {
        /// None was given.
        case notGiven
        /// It fits: the part of its instructions that the history has, from 0 to 1.
        case fits(Double)
        /// It is another image's; one sentence says what did not match.
        case doesNotFit(String)
    }

    /// What is known of the size of stages that are not in the image: bytes of their layers as compressed, by the
    /// stage's number, from provenance.
    public internal(set) var compressedSizes: [Int: Int64] = [:]
    /// The images that provenance says were taken by a tag that no digest pins: `ghcr.io/astral-sh/uv:latest`.
    public internal(set) var taggedImages: [String] = []
    /// The layers, base first.
    public internal(set) var layers: [Layer]
    /// The history taken apart, oldest first.
    public let steps: [HistoryStep]
    /// The lines of the instruction behind each history entry, by its index: layers and the rest alike.
    public internal(set) var linesOfStep: [Int: ClosedRange<Int>] = [:]
    /// Who built the image on top of its base.
    public let builder: HistoryStep.Builder
    /// The Dockerfile that lines refer to: the attested one, else the one given if it fits.
    public internal(set) var dockerfile: DockerfileDocument?
    /// Its stages; nil without a Dockerfile.
    public internal(set) var graph: StageGraph?
    /// Where the base image ends.
    public internal(set) var base: BaseBoundary
    /// Whether the given Dockerfile fits.
    public internal(set) var fit: Fit = .notGiven
    /// A Dockerfile written from the history, comments for what it can't tell.
    public var reconstructedDockerfile: String {
        reconstructedLines.map { $0.text + "\n" }.joined()
    }
    /// The lines of `reconstructedDockerfile`, each with the layer, from 1, that its instruction made; nil for none.
    public var reconstructedLines: [(text: String, layer: Int?)] {
        placed(Reconstruction.lines(of: steps, base: base))
    }
    /// The same for what the base image's history tells of it; empty where no step is known to be the base image's.
    public var reconstructedBaseLines: [(text: String, layer: Int?)] {
        placed(Reconstruction.baseLines(of: steps.prefix(base.stepCount ?? 0)))
    }

    /// The same for what was added on top of what the Dockerfile made, as by `docker commit`; empty for nothing.
    public var reconstructedLinesAbove: [(text: String, layer: Int?)] {
        guard graph != nil, let last = linesOfStep.keys.max() else { return [] }
        return placed(Reconstruction.baseLines(of: steps.drop { $0.index <= last }))
    }

    private func placed(_ lines: [Reconstruction.Line]) -> [(text: String, layer: Int?)] {
        let made = layers.compactMap { layer in layer.historyIndex.map { ($0, layer.index) } }
        let layerOfStep = Dictionary(made, uniquingKeysWith: { first, _ in first })
        return lines.map { line in (line.text, line.step.flatMap { layerOfStep[$0] }) }
    }

    /// Attributes the layers of an image by all that is known: provenance first, then a Dockerfile, then the history.
    ///
    /// - Parameters:
    ///   - history: the configuration's history.
    ///   - layerCount: how many layers the image has.
    ///   - dockerfile: a Dockerfile that may be the image's.
    ///   - provenance: in-toto statements of the image, in any order; others than provenance are skipped.
    ///   - target: the stage that was built, where the caller knows it.
    ///   - buildArguments: values of build arguments, where the caller knows them.
    public static func attribute(
        history: [History], layerCount: Int, dockerfile: DockerfileDocument? = nil, provenance: [[UInt8]] = [],
        target: String? = nil, buildArguments: [String: String] = [:]
    ) -> Attribution {
        var attribution = Attribution(history: history, layerCount: layerCount)
        let attested = provenance.lazy.compactMap(BuildProvenance.init(statement:)).first
        if let dockerfile {
            attribution.align(
                with: dockerfile, target: target ?? attested?.target,
                buildArguments: buildArguments.merging(attested?.buildArguments ?? [:]) { mine, _ in mine },
                contexts: attested?.contexts ?? [])
        }
        attribution.taggedImages = attested?.taggedImages ?? []
        if let attested, attested.isComplete {
            attribution.follow(attested)
        }
        return attribution
    }

    /// What the history alone tells.
    init(history: [History], layerCount: Int) {
        let steps = HistoryStep.steps(of: history)
        self.steps = steps
        let makers = steps.count { !$0.isEmptyLayer }
        // A history that does not fit the layers tells nothing of where the base's end.
        let base = makers == layerCount ? BaseBoundary(steps: steps) : .unknown
        self.base = base
        let own = base.stepCount.map { Array(steps.dropFirst($0)) } ?? steps
        builder = own.last { $0.builder != .unknown }?.builder ?? steps.last?.builder ?? .unknown
        let layerSteps = steps.filter { !$0.isEmptyLayer }
        layers = (0..<max(0, layerCount)).map { position in
            // A history that is longer or shorter than the layers fits from the bottom as far as it goes.
            let step = position < layerSteps.count ? layerSteps[position] : nil
            return Layer(
                index: position + 1, historyIndex: step?.index, text: step?.instructionText ?? "",
                isBase: base.layerCount.map { position < $0 }, evidence: .history,
                certainty: layerSteps.count == layerCount ? .certain : .guess)
        }
    }
}
