import Spawning

/// What the docker at hand builds with, which decides how an archive comes of it.
enum DockerBuilder {
    /// BuildKit, which writes an OCI archive with provenance.
    case writing
    /// BuildKit within an engine whose own store keeps the images: it can do neither, and the image is saved from there.
    case loading
    /// The engine itself: there is no buildx.
    case classic

    /// Asks docker.
    ///
    /// - Parameter name: The builder of buildx; nil for the one in use.
    init(named name: String?) {
        guard ChildProcess.output(of: ["docker", "buildx", "version"]) != nil else {
            self = .classic
            return
        }
        switch DockerBuilder.driver(of: name) {
        case nil: self = .loading
        case "docker": self = DockerBuilder.keepsImagesInContainerd ? .writing : .loading
        default: self = .writing
        }
    }

    /// What buildx says that it builds with: `docker` is the engine itself, all else a BuildKit of its own; nil where it
    /// does not say, as the `docker` that is podman in truth.
    private static func driver(of builder: String?) -> String? {
        let text = ChildProcess.output(of: ["docker", "buildx", "inspect"] + (builder.map { [$0] } ?? []))
        let line = text?.split(separator: "\n").first { $0.hasPrefix("Driver:") }
        return line?.split(separator: " ").dropFirst().first.map(String.init)
    }

    /// Whether containerd keeps the engine's images, told as buildx itself finds out.
    private static var keepsImagesInContainerd: Bool {
        ChildProcess.output(of: ["docker", "info", "--format", "{{json .DriverStatus}}"])?
            .contains("io.containerd.snapshotter.v1") ?? false
    }
}
