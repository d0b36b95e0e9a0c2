import ArgumentParser
import CVersion

/// The command line: what it is called, and its subcommands.
@main
struct Strata: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strata",
        abstract: "Explore the layers and files of a saved container image.",
        discussion: """
            IMAGE is an archive or a directory that docker, podman, buildah, skopeo, kaniko or Jib saved, compressed or \
            not; `-` for standard input; or docker:NAME and podman:NAME, which ask that engine to save it.

            Exit status: 0 good, 1 a gate of strata check or lint failed, 2 wrong usage, 3 the image cannot be read.
            """,
        version: String(cString: strata_version()),
        subcommands: [
            Explore.self, Inspect.self, Stages.self, List.self, Concatenate.self, Extract.self, Check.self, Lint.self,
            Advise.self, Why.self, Rules.self, Sbom.self, Keys.self,
        ],
        defaultSubcommand: Explore.self
    )

    /// Parses and runs; every failure becomes one sentence on standard error and one of the documented exit codes.
    static func main() {
        StandardError.reserveStandardDescriptors()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            Failure.exit(after: error)
        }
    }
}
