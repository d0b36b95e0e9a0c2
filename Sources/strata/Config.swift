import ArgumentParser
import Explorer
import Reporting
import TerminalUI

/// `strata config`: the settings of the explorer and of a project, and where they come from.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show settings and where each comes from, or the schemas of their files.",
        discussion: """
            strata check and strata lint take the settings of a .strata.yaml, here or in a directory above, no higher than \
            the root of a repository; a variable such as STRATA_FAIL_ON beats the file, an option both.

            The explorer's file is $XDG_CONFIG_HOME/strata/config.yaml, else ~/.config/strata/config.yaml. It may settle theme, ascii, \
            mouse, view, sort, columns (of the tree of files), units (si or binary) and keys; what `strata config show` \
            prints can be its start.
            """,
        subcommands: [Show.self, Schema.self, Path.self], defaultSubcommand: Show.self)

    /// `strata config show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print all settings as YAML, each with where it comes from.",
            discussion: "The first document is of the explorer, the second of check and lint.")

        @Option(help: "Read the explorer's settings from this file.") var config: String?

        func run() throws {
            let settings = try ExplorerSettings(named: config, else: UserFiles().settings)
            let output = try Output(path: nil)
            try output.write(Config.text(settings) + "---\n" + Config.text(try ProjectSettings()))
            try output.finish()
        }
    }

    /// `strata config schema`.
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the JSON Schema of .strata.yaml, for editors.")

        @Flag(help: "That of the explorer's file.") var explorer = false

        func run() throws {
            let output = try Output(path: nil)
            try output.write(json: explorer ? ExplorerSettings.schema : ProjectSetting.schema)
            try output.finish()
        }
    }

    /// `strata config path`.
    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the path of the explorer's file of settings.")

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

    /// All settings as `.strata.yaml` could have them; what nobody settles is a comment.
    private static func text(_ settings: ProjectSettings) -> String {
        var lines = settings.path.map { ["# \(Printable.escape($0))"] } ?? []
        for setting in ProjectSetting.allCases {
            let facts = setting.facts
            if let value = settings.values[setting] {
                let texts = value.texts.map { JSONValue.string(Printable.escape($0)).compact }.joined(separator: ", ")
                let origin = Printable.escape(value.origin)
                lines.append("\(setting.rawValue): \(facts.isList ? "[\(texts)]" : texts)  # \(origin)")
            } else if let standard = facts.standard {
                lines.append("\(setting.rawValue): \(standard)  # default")
            } else {
                lines.append("# \(setting.rawValue): not settled (\(facts.help))")
            }
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
