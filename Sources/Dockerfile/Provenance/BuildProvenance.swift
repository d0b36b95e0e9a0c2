import FoundationEssentials

/// What BuildKit attests of a build (SLSA provenance v1 and v0.2), put into one shape.
public struct BuildProvenance: Sendable {
    /// A step of the build graph.
    struct Vertex: Sendable {
        var id: String
        var inputs: [String]
        var operation: Operation
    }

    /// What a step does, as far as layers are concerned.
    enum Operation: Sendable {
        /// Runs a command on the input of the root mount; nil for scratch.
        case exec(root: Int?)
        /// Copies or makes files, one action after the other.
        case file([FileAction])
        /// Lays inputs over each other, the first lowest.
        case merge([Int])
        /// An image, a context or anything else that the build starts from.
        case source(String)
        /// The end of the build.
        case result
    }

    /// An action of a file step: `input` and `output` are −1 for none.
    struct FileAction: Sendable {
        var input: Int
        var output: Int
    }

    /// The target stage that was asked for; nil for the last.
    public let target: String?
    /// Build arguments by name; empty with `mode=min`.
    public let buildArguments: [String: String]
    /// Names of the named build contexts.
    public let contexts: Set<String>
    /// The Dockerfile; nil with `mode=min`.
    public let dockerfile: [UInt8]?
    /// The base images and other materials, as package URLs.
    public let materials: [String]

    let vertices: [Vertex]
    /// Lines of the Dockerfile by step: one range for each place that the step stands for.
    let locations: [String: [ClosedRange<Int>]]
    /// The number of layers up to each output `step:index`.
    let layerCounts: [String: Set<Int>]
    /// The bytes, as compressed, of the topmost layer of each step that has one.
    let compressedSizes: [String: Int64]

    /// Reads an in-toto statement; nil when it is no provenance of BuildKit.
    ///
    /// - Parameter statement: the attestation's blob, at most 64 MiB.
    public init?(statement: [UInt8]) {
        guard statement.count <= 64 << 20,
            let document = try? JSONDecoder().decode(ProvenanceDocument.self, from: Data(statement)),
            document.predicateType.contains("slsa.dev/provenance/"), let predicate = document.predicate
        else { return nil }
        let arguments = predicate.arguments
        target = arguments["target"].flatMap { $0.isEmpty ? nil : $0 }
        func named(_ prefix: String) -> [(String, String)] {
            arguments.filter { $0.key.hasPrefix(prefix) }.map { (String($0.key.dropFirst(prefix.count)), $0.value) }
        }
        buildArguments = Dictionary(named("build-arg:"), uniquingKeysWith: { $1 })
        contexts = Set(named("context:").map { $0.0.lowercased() })
        materials = predicate.materials
        let metadata: ProvenanceDocument.Metadata? = predicate.metadata
        let sources = metadata?.source?.infos?.values ?? []
        dockerfile = sources.first?.data.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
        vertices = predicate.steps.map(\.vertex)
        locations = (metadata?.source?.locations ?? [:]).mapValues { $0.ranges }
        let chains: [String: LenientList<LenientList<ProvenanceDocument.Blob>>] = metadata?.layers ?? [:]
        layerCounts = chains.mapValues { chains in Set(chains.values.map { $0.values.count }) }
        compressedSizes = chains.reduce(into: [:]) { sizes, chain in
            let step = String(chain.key.prefix { $0 != ":" })
            if let size = chain.value.values.first?.values.last?.size?.bytes { sizes[step] = size }
        }
    }

    /// The images that the build took by their tag, without a digest beside it: bases of all stages, and what `COPY --from`
    /// and `RUN --mount=from=` name. BuildKit writes `latest` where no tag is named, and the digest that it found apart.
    var taggedImages: [String] {
        materials.compactMap { material in
            let parts = material.split(separator: "?", maxSplits: 1)
            guard let path = parts.first, path.hasPrefix("pkg:docker/"), let mark = path.lastIndex(of: "@"),
                !parts.dropFirst().contains(where: { $0.hasPrefix("digest=") || $0.contains("&digest=") })
            else { return nil }
            return path[..<mark].dropFirst("pkg:docker/".count) + ":" + path[path.index(after: mark)...]
        }
    }

    /// Whether the build graph is there: `mode=max`.
    public var isComplete: Bool { !vertices.isEmpty && dockerfile != nil }
}
