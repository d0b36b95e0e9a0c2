import ArgumentParser
import Explorer
import Reporting
import TerminalUI

/// `strata config`: the explorer's settings, and where they come from.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the explorer's settings, or where their file is.",
        discussion: """
            The file is $XDG_CONFIG_HOME/strata/config.yaml, else ~/.config/strata/config.yaml. It may settle theme, ascii, \
            mouse, view, sort, columns (of the tree of files), units (si or binary) and keys; what `strata config show` \
            prints can be its start.
            """,
        subcommands: [Show.self, Path.self], defaultSubcommand: Show.self)

    /// `strata config show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print all settings as YAML, each with where it comes from.")

        @Option(help: "Read the settings from this file.") var config: String?

        func run() throws {
            let settings = try ExplorerSettings(named: config, else: UserFiles().settings)
            let output = try Output(path: nil)
            try output.write(Config.text(settings))
            try output.finish()
        }
    }

    /// `strata config path`.
    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the path of the file of settings.")

        func run() throws {
            guard let path = UserFiles().settings else {
                throw Failure.usage("there is no home directory; name a file with --config")
            }
            let output = try Output(path: nil)
            try output.write(path + "\n")
            try output.finish()
        }
    }

    /// All settings as the file could have them.
    private static func text(_ settings: ExplorerSettings) -> String {
        let standard = Explorer.Options()
        let values: [(name: String, value: String)] = [
            ("theme", settings.theme ?? standard.themeName), ("ascii", "\(settings.isASCII ?? standard.isASCII)"),
            ("mouse", "\(settings.hasMouse ?? standard.hasMouse)"),
            ("view", settings.view ?? standard.firstTab.tabName ?? ""),
            ("sort", "\((settings.sort ?? standard.sort).key)"),
            ("columns", columns(settings.columns ?? standard.columns)),
            ("units", (settings.units ?? standard.units).rawValue),
        ]
        var lines = settings.path.map { ["# \(Printable.escape($0))"] } ?? []
        lines += values.map { "\($0.name): \($0.value)\(origin(of: $0.name, settings))" } + ["keys:"]
        lines += KeyMap.commands.map { name, command in
            let keys = settings.keys.keys(of: command).map { "\"\(escaped($0.label))\"" }.joined(separator: ", ")
            return "  \(name): [\(keys)]\(origin(of: "keys.\(name)", settings))"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func columns(_ columns: Set<TreeColumn>) -> String {
        "[\(TreeColumn.allCases.filter(columns.contains).map(\.rawValue).joined(separator: ", "))]"
    }

    private static func origin(of name: String, _ settings: ExplorerSettings) -> String {
        settings.lines[name].map { "  # line \($0)" } ?? "  # default"
    }

    private static func escaped(_ label: String) -> String {
        label.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : String($1) }
    }
}
