import ArgumentParser

/// The command line: what it is called, and its subcommands.
@main
struct Strata: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strata",
        abstract: "Explore the stages, layers and files of a saved container image."
    )
}
