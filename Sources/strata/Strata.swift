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
            Extract.self, Check.self, Lint.self,
            Grep.self, Advise.self, Why.self, Diff.self, Rules.self, Sbom.self, Config.self, Keys.self,
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
        do {
            try requireCommand(CommandLine.arguments.dropFirst().first)
            var command = try parseAsRoot()
            try command.run()
        } catch {
            Failure.exit(after: error)
        }
    }
}
