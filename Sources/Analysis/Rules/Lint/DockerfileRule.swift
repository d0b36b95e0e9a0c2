import Evidence

/// A rule that looks at a Dockerfile: one that people wrote, or one that an image's history gives.
///
/// A rule of one meaning is one type. Where an image tells more than its Dockerfile, the type is an `ImageRule` too: then
/// of an image only that side is asked, unless `isAskedOfImages` says otherwise.
public protocol DockerfileRule: Sendable {
    /// Its id, severity, why and remedy; `knownAs` has hadolint's and BuildKit's ids.
    var rule: Rule { get }
    /// Whether a Dockerfile made from the history can answer it: that has neither the stages nor the style of the real
    /// one.
    var worksOnHistory: Bool { get }
    /// Whether `strata check` asks it of an image's Dockerfile or history.
    var isAskedOfImages: Bool { get }
    /// Whether what the base image did is told too.
    var tellsOfBase: Bool { get }
    /// What it finds, each with a line, in any order.
    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding]
}

extension DockerfileRule {
    /// What instructions say stands in the history too.
    public var worksOnHistory: Bool { true }
    /// The image's side of a rule says it, where it has one.
    public var isAskedOfImages: Bool { !(self is any ImageRule) }
    /// What the base did cannot be mended here.
    public var tellsOfBase: Bool { false }
}

/// A rule on what only a file that people wrote has: its stages, its order, its style.
package protocol WrittenFileRule: DockerfileRule {}

extension WrittenFileRule {
    package var worksOnHistory: Bool { false }
}
