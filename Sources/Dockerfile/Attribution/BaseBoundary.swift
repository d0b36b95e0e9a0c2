/// Where the base image ends and the image's own layers begin.
public struct BaseBoundary: Hashable, Sendable {
    /// How the boundary is known, strongest first.
    public enum Evidence: String, Hashable, Sendable, Codable {
        /// The build graph counts the layers.
        case provenance
        /// The lowest layers are those of another image.
        case otherImage
        /// buildah names the base in its first entry.
        case builderComment
        /// A label that the builder set names the base's last layer.
        case builderLabel
        /// A Dockerfile fits what comes after.
        case dockerfile
        /// The builder changes.
        case builderChange
        /// A `CMD` or `ENTRYPOINT` stands before further layers.
        case commandInTheMiddle
        /// Nothing tells.
        case unknown
    }

    /// How many layers the base has; nil for unknown.
    public let layerCount: Int?
    /// How many history entries the base has; nil for unknown.
    public let stepCount: Int?
    /// How that is known.
    public let evidence: Evidence
    /// The base image's reference, where something tells it.
    public let reference: String?

    /// A boundary that was found elsewhere, such as by comparing diffIDs with another image.
    public init(layerCount: Int?, stepCount: Int?, evidence: Evidence, reference: String?) {
        self.layerCount = layerCount
        self.stepCount = stepCount
        self.evidence = evidence
        self.reference = reference
    }

    /// Nothing tells where the base ends.
    public static let unknown = BaseBoundary(layerCount: nil, stepCount: nil, evidence: .unknown, reference: nil)

    /// What the history alone tells (algorithm C).
    public init(steps: [HistoryStep]) {
        func boundary(_ count: Int, _ evidence: Evidence, _ reference: String? = nil) -> BaseBoundary {
            let layers = steps.prefix(count).count { !$0.isEmptyLayer }
            return BaseBoundary(layerCount: layers, stepCount: count, evidence: evidence, reference: reference)
        }
        if let first = BaseBoundary.firstOfBuildah(steps) {
            self = boundary(first.index, .builderComment, first.reference)
        } else if let highest = BaseBoundary.highest(steps) {
            self = boundary(highest.index, highest.evidence)
        } else {
            self = .unknown
        }
    }

    /// buildah writes `FROM <reference>` on the first entry of a build; on later ones it names intermediate images by
    /// short ids. The last such reference wins, since bases nest.
    private static func firstOfBuildah(_ steps: [HistoryStep]) -> (index: Int, reference: String)? {
        for step in steps.reversed() {
            guard let comment = step.comment, comment.hasPrefix("FROM ") else { continue }
            let reference = String(comment.dropFirst(5)).trimmingSpace()
            let isShortID = reference.count == 12 && reference.allSatisfy(\.isHexDigit)
            if isShortID { continue }
            // Without --layers only the last entry has the comment: the build's entries are those of buildah before it.
            let start = steps[..<step.index].lastIndex { $0.builder != .buildah && $0.builder != .unknown }
            let isAlone = step.index == steps.count - 1 && steps.count > 1
            // Only the last of its entries makes a layer, so that whatever made one before is the base's.
            let made = steps[..<step.index].lastIndex { !$0.isEmptyLayer }.map { $0 + 1 } ?? 0
            return (isAlone ? max(made, start.map { $0 + 1 } ?? 0) : step.index, reference)
        }
        return nil
    }

    /// The last place where another builder goes on, or where layers follow a `CMD` or `ENTRYPOINT`, whichever is
    /// higher: bases nest. `docker commit` and squashing are not builds of their own, and buildah's entries look like
    /// classic docker's where it leaves no comment.
    private static func highest(_ steps: [HistoryStep]) -> (index: Int, evidence: Evidence)? {
        var found: (index: Int, evidence: Evidence)?
        var hasLayers = false
        var builder: HistoryStep.Builder?
        var command: Int?
        for step in steps {
            // Nothing but docker builds on Windows.
            let isDocker = step.builder == .buildah || step.isClassicOrBuildah || builder == .windows
            let new = isDocker && step.builder != .windows ? .classic : step.builder
            if ![.unknown, .commit, .squash].contains(new) {
                if let builder, builder != new, hasLayers { found = (step.index, .builderChange) }
                builder = new
            }
            if step.keyword == .cmd || step.keyword == .entrypoint {
                command = step.index
            } else if !step.isEmptyLayer {
                if let command, hasLayers, command >= found?.index ?? 0 { found = (command + 1, .commandInTheMiddle) }
                command = nil
            }
            // Before the first layer a command is this image's own: a base has layers.
            if !step.isEmptyLayer { hasLayers = true } else if !hasLayers { command = nil }
        }
        return found
    }

    /// The evidence as a phrase to read after “known from”.
    public var explanation: String {
        switch evidence {
        case .provenance: "BuildKit's provenance"
        case .otherImage: "the layers of \(reference ?? "another image")"
        case .builderComment: "the builder's comment"
        case .builderLabel: "the builder's label"
        case .dockerfile: "the Dockerfile"
        case .builderChange: "a change of builder in the history"
        case .commandInTheMiddle: "a CMD or ENTRYPOINT in the middle of the history"
        case .unknown: "nothing"
        }
    }
}
