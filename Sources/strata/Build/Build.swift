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
            All after -- goes to docker buildx build, buildah build or podman build as it is, the first that answers. \
            The image comes as an OCI archive, from BuildKit with its provenance in full. Docker's own store knows \
            neither unless it is containerd's: from there, and from a docker without buildx, the image comes as \
            docker save writes it. The Dockerfile and the target are passed on to the explorer. Without -o the archive \
            is gone when the explorer ends.
            """
    )

    @Option(help: "docker, buildah or podman. If not said, the first that answers.") var engine: BuildProgram?
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
        // Before a long build, not after it.
        if !noOpen, isatty(STDOUT_FILENO) == 0 {
            throw ValidationError(
                "standard output is not a terminal, so nothing can be opened: -o FILE --no-open only builds")
        }
    }

    func run() throws {
        guard let program = engine ?? BuildProgram.answering else {
            throw Failure.unreadable("none of docker, buildah and podman answers, so nothing can be built")
        }
        let build = GivenBuild(given)
        let archive = try archive(of: build, by: program)
        if !noOpen { try open(archive, of: build, by: program) }
    }

    /// Builds in a directory of this run's own, whose name no engine takes for anything else; gives the path of the
    /// archive. It is the file that `-o` names, which a failed build leaves as it was. Without one the archive has lost
    /// its name already, so that nothing is left of it, however the explorer ends.
    private func archive(of build: GivenBuild, by program: BuildProgram) throws -> String {
        let directory = try PrivateDirectory()
        defer { directory.remove("image.tar", "image.id") }
        let path = directory.path(of: "image.tar")
        for command in program.commands(build, archive: path, identifier: directory.path(of: "image.id")) {
            try run(command.words(), of: program)
        }
        if let output {
            // Not before the build: a file in the build context would be in the image.
            let kept = try Output(path: output)
            try kept.write(FileWindow(opening: path))
            try kept.finish()
            // A name that begins with a dash would be an option of the explorer's.
            return output.hasPrefix("/") ? output : "./" + output
        }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.unreadable("the build left no image") }
        return "/proc/self/fd/\(descriptor)"
    }

    private func run(_ words: [String], of program: BuildProgram) throws(Failure) {
        let status = ChildProcess.run(words)
        guard status != 127 else { throw .unreadable("\(program.rawValue) is not installed") }
        guard status == 0 else {
            throw .unreadable("the build failed: \(words.prefix(2).joined(separator: " ")) ended with \(status)")
        }
    }

    private func open(_ archive: String, of build: GivenBuild, by program: BuildProgram) throws {
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
