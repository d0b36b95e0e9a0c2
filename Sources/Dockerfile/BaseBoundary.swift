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

    /// What the history alone tells (algorithm C).
    public init(steps: [HistoryStep]) {
        func boundary(_ count: Int, _ evidence: Evidence, _ reference: String? = nil) -> BaseBoundary {
            let layers = steps.prefix(count).count { !$0.isEmptyLayer }
            return BaseBoundary(layerCount: layers, stepCount: count, evidence: evidence, reference: reference)
        }
        if let first = BaseBoundary.firstOfBuildah(steps) {
            self = boundary(first.index, .builderComment, first.reference)
        } else if let change = BaseBoundary.builderChange(steps) {
            self = boundary(change, .builderChange)
        } else if let command = BaseBoundary.commandInTheMiddle(steps) {
            self = boundary(command + 1, .commandInTheMiddle)
        } else {
            self.init(layerCount: nil, stepCount: nil, evidence: .unknown, reference: nil)
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
            return (isAlone ? (start.map { $0 + 1 } ?? 0) : step.index, reference == "scratch" ? "scratch" : reference)
        }
        return nil
    }

    /// The last place where another kind of builder goes on; `docker commit` and squashing are not builds of their own.
    private static func builderChange(_ steps: [HistoryStep]) -> Int? {
        let known = steps.filter { ![.unknown, .commit, .squash].contains($0.builder) }
        return Array(zip(known, known.dropFirst())).last { $0.builder != $1.builder }?.1.index
    }

    private static func commandInTheMiddle(_ steps: [HistoryStep]) -> Int? {
        guard let lastLayer = steps.last(where: { !$0.isEmptyLayer && $0.keyword != nil })?.index else { return nil }
        let command = steps.last { $0.index < lastLayer && ($0.keyword == .cmd || $0.keyword == .entrypoint) }
        // Before the first layer it is this image's own: a base has layers.
        guard let command, steps[..<command.index].contains(where: { !$0.isEmptyLayer }) else { return nil }
        return command.index
    }
}
