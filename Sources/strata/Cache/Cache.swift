import ArgumentParser
import DisplayText
import FileTree
import ImageAnalysis
import Reporting

/// `strata cache`: what was made of layers, and is kept so that they need not be read again.
struct Cache: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show or remove what is kept of layers that were read.",
        discussion: """
            Of each layer the tree is kept, what rules and package sources noted of files, and where secrets are: of these \
            only redacted forms and hashes. It lies in $XDG_CACHE_HOME/strata, else in ~/.cache/strata, at most \
            \(ByteCount(LayerIndex.usualLimit)); what was not used for longest goes first. --no-cache, STRATA_NO_CACHE=true or \
            no-cache: true in a .strata.yaml have all layers read, and keep nothing.
            """,
        subcommands: [Show.self, Clear.self], defaultSubcommand: Show.self)

    /// `strata cache show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say where it is, how large, and of how many layers.")

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case table, json
        }

        @Option(help: "table or json.") var format: Format = .table
        @OptionGroup var output: OutputOptions

        func run() throws {
            let report = CacheReport(directory: try Cache.directory, usage: LayerIndex.usage(in: try Cache.directory))
            let output = try Output(path: output.output)
            switch format {
            case .table: try output.write(report.text(width: output.width, palette: self.output.palette(for: output)))
            case .json: try output.write(json: report.json)
            }
            try output.finish()
        }
    }

    /// `strata cache clear`.
    struct Clear: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove all of it.")

        func run() throws { LayerIndex.clear(try Cache.directory) }
    }

    private static var directory: String {
        get throws(Failure) {
            guard let path = UserFiles().layers else { throw .usage("there is no home directory, so nothing is kept") }
            return path
        }
    }
}
