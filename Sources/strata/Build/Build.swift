import Archive
import ArgumentParser
import Glibc
import Spawning

/// `strata build`: builds with the engine that there is, and opens what came of it.
struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build an image with docker, buildah or podman and open it, its stages and lines known.",
        usage: "strata build [--engine NAME] [-o FILE] [--no-open] -- [ARGUMENT…] CONTEXT",
        discussion: """
            All after -- goes to docker buildx build, buildah build or podman build as it is, the first that is \
            installed. The image comes as an OCI archive, from docker with its provenance in full; the Dockerfile and \
            the target are passed on to the explorer. Without -o the archive is gone when the explorer ends.
            """
    )

    @Option(help: "docker, buildah or podman. If not said, the first that is installed.") var engine: BuildProgram?
    @Option(name: .shortAndLong, help: "Keep the archive in this file.") var output: String?
    @Flag(help: "Only build: the archive is what is wanted.") var noOpen = false
    @Argument(parsing: .captureForPassthrough, help: "What the engine is given.") var arguments: [String] = []

    /// What is handed on: the `--` before it is strata's.
    private var given: [String] { arguments.first == "--" ? Array(arguments.dropFirst()) : arguments }

    func validate() throws {
        // What is passed through takes these along; behind the -- they are the engine's.
        if arguments == ["--help"] || arguments == ["-h"] { throw CleanExit.helpRequest(self) }
        if given.isEmpty { throw ValidationError("a build context is needed: strata build -- .") }
        if noOpen, output == nil { throw ValidationError("--no-open needs -o FILE: else nothing would be left") }
    }

    func run() throws {
        guard let program = engine ?? BuildProgram.installed else {
            throw Failure.unreadable("none of docker, buildah and podman is installed, so nothing can be built")
        }
        let directory = try PrivateDirectory()
        defer { directory.remove("image.oci.tar", "image.id") }
        let archive = output ?? directory.path(of: "image.oci.tar")
        // A name that begins with a dash would be an option of the engine's.
        let path = archive.hasPrefix("/") ? archive : "./" + archive
        for command in program.commands(given, archive: path, identifier: directory.path(of: "image.id")) {
            let words = try command.words()
            let status = ChildProcess.run(words)
            guard status != 127 else { throw Failure.unreadable("\(program.rawValue) is not installed") }
            guard status == 0 else {
                throw Failure.unreadable(
                    "the build failed: \(words.prefix(2).joined(separator: " ")) ended with \(status)")
            }
        }
        if !noOpen { try open(path, builtBy: program) }
    }

    private func open(_ archive: String, builtBy program: BuildProgram) throws {
        let build = GivenBuild(given)
        var arguments = [archive]
        if let dockerfile = build.dockerfile ?? build.context.flatMap({ program.dockerfile(in: $0) }),
            access(dockerfile, R_OK) == 0
        {
            arguments.append("--dockerfile=\(dockerfile)")
        }
        if let target = build.target { arguments.append("--target=\(target)") }
        try Explore.parse(arguments).run()
    }
}

extension BuildProgram: ExpressibleByArgument {}
