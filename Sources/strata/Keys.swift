import ArgumentParser
import Explorer

/// `strata keys`: the explorer's key table in Markdown, from which the README's is made.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the explorer's keys as a Markdown table.", shouldDisplay: false)

    func run() throws {
        let output = try Output(path: nil)
        try output.write(KeyBindings.markdown)
        try output.finish()
    }
}
