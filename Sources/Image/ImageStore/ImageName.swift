/// What the user names: the IMAGE argument of every command.
public enum ImageName: Sendable, Hashable, CustomStringConvertible {
    /// An archive or a directory.
    case path(String)
    /// A stream on standard input, `-`.
    case standardInput
    /// An image that an engine has and can save.
    case engine(Engine, String)
    /// An image that skopeo can copy, such as one in a registry.
    case skopeo(String)

    /// Reads an argument: `-`, `docker:NAME`, `podman:NAME`, `nerdctl:NAME`, `skopeo:REFERENCE`; all else is a path
    /// (`./docker:x` for a file of that name).
    public init(_ argument: String) {
        if argument == "-" {
            self = .standardInput
            return
        }
        for engine in Engine.allCases where argument.hasPrefix("\(engine.rawValue):") {
            self = .engine(engine, String(argument.dropFirst(engine.rawValue.count + 1)))
            return
        }
        if argument.hasPrefix("skopeo:") {
            self = .skopeo(String(argument.dropFirst("skopeo:".count)))
            return
        }
        self = .path(argument)
    }

    /// The argument again.
    public var description: String {
        switch self {
        case .path(let path): path
        case .standardInput: "-"
        case .engine(let engine, let name): "\(engine.rawValue):\(name)"
        case .skopeo(let reference): "skopeo:\(reference)"
        }
    }
}

/// A container engine whose `save` command strata can run.
public enum Engine: String, Sendable, Hashable, CaseIterable {
    /// Docker.
    case docker
    /// Podman.
    case podman
    /// containerd's nerdctl.
    case nerdctl
}
