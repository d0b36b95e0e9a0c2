import OCI

/// Where the base image of an image ends, and how that is known.
///
/// An image does not say which of its layers came with `FROM`. Its history often tells: bases nest, and this is the
/// last one, which the Dockerfile of the image itself names.
public struct BaseImage: Hashable, Sendable {
    /// How the boundary is known, surest first.
    public enum Evidence: Hashable, Sendable {
        /// Another image at hand has just these layers; its name.
        case otherImage(String)
        /// buildah wrote `FROM` into the first line of its own.
        case builderComment
        /// The line of another builder starts here.
        case changeOfBuilder
        /// CMD or ENTRYPOINT, with which Dockerfiles end, is followed by more layers.
        case commandInMidHistory

        /// The evidence as a phrase to read after “known from”.
        public var explanation: String {
            switch self {
            case .otherImage(let name): "the layers of \(name)"
            case .builderComment: "the builder's comment"
            case .changeOfBuilder: "a change of builder in the history"
            case .commandInMidHistory: "a CMD or ENTRYPOINT in the middle of the history"
            }
        }
    }

    /// How many layers, from the first, belong to the base image; 0 when the image was built from scratch.
    public let layerCount: Int
    /// How that is known.
    public let evidence: Evidence
    /// The base image's name where the image tells it.
    public let name: String?

    /// Finds the boundary in a configuration; nil when nothing tells it.
    ///
    /// - Parameters:
    ///   - config: The image's configuration.
    ///   - annotations: The annotations of its manifest: `org.opencontainers.image.base.name` names the base.
    ///   - others: Other images at hand by name, their diffIDs base first.
    public init?(
        of config: ImageConfig, annotations: [String: String] = [:], others: [(name: String, diffIDs: [String])] = []
    ) {
        let layerCount = config.diffIDs.count
        let steps = config.history.map { Step($0) }
        let layersInHistory = steps.count { $0.makesLayer }
        let named =
            annotations[BaseImage.nameAnnotation] ?? config.config.labels[BaseImage.nameAnnotation]
        if let other = BaseImage.longestPrefix(of: config.diffIDs, in: others) {
            self.init(layerCount: other.diffIDs.count, evidence: .otherImage(other.name), name: other.name)
        } else if layersInHistory != layerCount {
            return nil
        } else if let comment = BaseImage.builderComment(steps) {
            self.init(layerCount: comment.layers, evidence: .builderComment, name: named ?? comment.name)
        } else if let (layers, evidence) = BaseImage.boundary(steps), layers < layerCount {
            self.init(layerCount: layers, evidence: evidence, name: named)
        } else {
            return nil
        }
    }

    private init(layerCount: Int, evidence: Evidence, name: String?) {
        self.layerCount = layerCount
        self.evidence = evidence
        self.name = name
    }

    private static let nameAnnotation = "org.opencontainers.image.base.name"
}

extension BaseImage {
    /// What a line of history tells of the boundary.
    private struct Step {
        let makesLayer: Bool
        let keyword: String?
        /// buildah's lines count as the classic builder's, which they resemble where it leaves no comment.
        let builder: Builder?
        /// What buildah wrote after `FROM`.
        let from: Substring?

        init(_ history: History) {
            let line = CreatedBy(history)
            makesLayer = !history.emptyLayer
            keyword = line.keyword
            builder = line.builder == .buildah ? .classic : line.builder
            from = history.comment.flatMap { $0.hasPrefix("FROM ") ? $0.dropFirst(5) : nil }
        }
    }

    private static func longestPrefix(
        of diffIDs: [String], in others: [(name: String, diffIDs: [String])]
    ) -> (name: String, diffIDs: [String])? {
        others
            .filter { !$0.diffIDs.isEmpty && $0.diffIDs.count < diffIDs.count && diffIDs.starts(with: $0.diffIDs) }
            .max { $0.diffIDs.count < $1.diffIDs.count }
    }

    /// The line at which buildah's own steps start: the last whose `FROM` names an image. The lines after it name the
    /// intermediate images by their ids.
    private static func builderComment(_ steps: [Step]) -> (layers: Int, name: String?)? {
        guard let first = steps.lastIndex(where: { $0.from.map(isName) ?? false }) else { return nil }
        let layers = steps[..<first].count { $0.makesLayer }
        let name = steps[first].from.flatMap { $0 == "scratch" ? nil : String($0) }
        return (layers, name)
    }

    private static func isName(_ reference: Substring) -> Bool {
        !reference.isEmpty && !(reference.count == 12 && reference.allSatisfy { $0.isHexDigit })
    }

    /// The last place where another builder begins, or where layers follow a CMD or ENTRYPOINT, whichever is higher.
    private static func boundary(_ steps: [Step]) -> (layers: Int, evidence: Evidence)? {
        var found: (layers: Int, evidence: Evidence)?
        var layers = 0
        var builder: Builder?
        var afterCommand = false
        for step in steps {
            if let new = step.builder {
                if let builder, builder != new, layers > 0 { found = (layers, .changeOfBuilder) }
                builder = new
            }
            if step.makesLayer {
                if afterCommand, layers > (found?.layers ?? 0) { found = (layers, .commandInMidHistory) }
                afterCommand = false
                layers += 1
            } else if step.keyword == "CMD" || step.keyword == "ENTRYPOINT" {
                afterCommand = true
            }
        }
        return found
    }
}
