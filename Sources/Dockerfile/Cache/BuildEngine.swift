/// Who builds an image from a Dockerfile, each with a cache of its own rules.
///
/// The rules were measured: BuildKit and the classic builder of Docker 20.10, buildah 1.28. What those lack
/// (here-documents, `COPY --link`) is as the documentation has it.
public enum BuildEngine: String, Sendable, Hashable, CaseIterable {
    /// `docker buildx build`, and `docker build` since 23.
    case buildkit
    /// `buildah build --layers` and `podman build`.
    case buildah
    /// `docker build` before 23, and with `DOCKER_BUILDKIT=0`.
    case classic

    /// Its name for people.
    public var name: String {
        switch self {
        case .buildkit: "BuildKit"
        case .buildah: "buildah"
        case .classic: "the classic builder"
        }
    }

    /// The engine whose cache a builder of images has; BuildKit's for one that has none of these three.
    public init(of builder: HistoryStep.Builder) {
        switch builder {
        case .buildah: self = .buildah
        case .classic: self = .classic
        default: self = .buildkit
        }
    }

    /// Whether a stage that the target does not need is built all the same, where it stands before the target.
    var buildsUnneededStages: Bool { self == .classic }

    /// What of a copied file its cache looks at, besides name and contents.
    var attributes: ContextAttributes {
        switch self {
        case .buildkit: [.mode]
        case .buildah: [.mode, .owner, .extended]
        case .classic: [.mode, .modeOfRoot]
        }
    }
}

/// What a cache looks at in the files of a build context; their times are in none.
struct ContextAttributes: OptionSet {
    let rawValue: Int

    /// The mode of files, and of directories below the one that is copied.
    static let mode = ContextAttributes(rawValue: 1)
    /// The mode of the directory that is copied.
    static let modeOfRoot = ContextAttributes(rawValue: 2)
    /// The owner.
    static let owner = ContextAttributes(rawValue: 4)
    /// The extended attributes.
    static let extended = ContextAttributes(rawValue: 8)
}
