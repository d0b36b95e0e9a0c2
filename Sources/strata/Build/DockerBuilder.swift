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
        let builder = ChildProcess.output(of: ["docker", "buildx", "inspect"] + (name.map { [$0] } ?? []))
        let store = ChildProcess.output(of: ["docker", "info", "--format", "{{json .DriverStatus}}"])
        self = DockerBuilder.isEngine(builder ?? "") && !DockerBuilder.isContainerd(store ?? "") ? .loading : .writing
    }

    /// Whether `docker buildx inspect` tells of the builder in docker's engine, not of a BuildKit of its own.
    private static func isEngine(_ text: String) -> Bool {
        text.split(separator: "\n").contains { line in
            let words = line.split(separator: " ")
            return words.first == "Driver:" && words.last == "docker"
        }
    }

    /// Whether containerd keeps the engine's images, as buildx itself finds out.
    private static func isContainerd(_ status: String) -> Bool { status.contains("io.containerd.snapshotter.v1") }
}
