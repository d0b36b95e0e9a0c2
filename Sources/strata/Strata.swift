import ArgumentParser
import CVersion
import DisplayText
import FileTree
import Glibc

/// The command line: what it is called, and its subcommands.
@main
struct Strata: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strata",
        abstract: "Explore the layers and files of a saved container image.",
        discussion: """
            IMAGE is an archive or a directory that docker, podman, buildah, skopeo, kaniko or Jib saved, compressed or \
            not; `-` for standard input; docker:NAME, podman:NAME or nerdctl:NAME, which ask that engine to save it; \
            or skopeo:REFERENCE, which has skopeo copy it, as from a registry.

            Exit status: 0 good, 1 a gate of strata check or lint failed, 2 wrong usage, 3 the image cannot be read.
            """,
        version: String(cString: strata_version()),
        subcommands: [
            Explore.self, Inspect.self, Stages.self, Build.self, ScreenPreview.self, List.self, Concatenate.self,
            Extract.self, Check.self, Lint.self, BaselineCommand.self, Trend.self, Grep.self, Advise.self, Why.self,
            Diff.self, Compare.self, Rules.self, Sbom.self, LearnCommand.self, Config.self, Cache.self,
            Keys.self,
        ],
        defaultSubcommand: Explore.self
    )

    /// Throws where the first word is neither a command nor a file, and only just misses a command: IMAGE may stand
    /// there.
    private static func requireCommand(_ word: String?) throws(Failure) {
        let known = configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() } + ["help"]
        guard let word, !known.contains(word), word.allSatisfy(\.isLetter), access(word, F_OK) != 0,
            let nearest = Spelling.nearest(to: word.lowercased(), among: known)
        else { return }
        throw .usage("there is no command or file “\(Printable.escape(word))”: did you mean strata \(nearest)?")
    }

    /// Parses and runs; every failure becomes one sentence on standard error and one of the documented exit codes.
    static func main() {
        StandardError.reserveStandardDescriptors()
        Heap.sharePools()
        Heap.beginLoading()
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if DockerPlugin.isCalled(by: CommandLine.arguments.first ?? "") {
                try answer(DockerPlugin(arguments))
            } else {
                try run(arguments)
            }
        } catch {
            Failure.exit(after: error)
        }
    }

    private static func run(_ arguments: [String]) throws {
        try requireCommand(arguments.first)
        var command = try parseAsRoot(arguments)
        try command.run()
    }

    /// Does what docker asks.
    private static func answer(_ plugin: DockerPlugin) throws {
        for (name, value) in plugin.environment { setenv(name, value, 1) }
        switch plugin.request {
        case .metadata: print(DockerPlugin.metadata)
        case .completion(let words): print(Completion(words, in: .strata).text, terminator: "")
        case .hook(let hook): print(hook?.answer ?? "")
        case .command(let words): try run(words)
        }
    }
}
