import DisplayText
import Explorer
import FileTree
import Reporting
import TerminalUI
import YAML

/// What the user has settled for the explorer, in a file; what is nil there is as the program has it.
struct ExplorerSettings: Equatable {
    /// The file that was read; nil where there is none.
    private(set) var path: String?
    /// The theme's name.
    private(set) var theme: String?
    /// Whether only ASCII is drawn.
    private(set) var isASCII: Bool?
    /// Whether the mouse works.
    private(set) var hasMouse: Bool?
    /// The tab that is shown first.
    private(set) var view: String?
    /// The order of files.
    private(set) var sort: SortOrder?
    /// The columns of the tree.
    private(set) var columns: Set<TreeColumn>?
    /// What the units of sizes are worth.
    private(set) var units: ByteCount.Units?
    /// Which keys ask for what.
    private(set) var keys = KeyMap.standard
    /// The lines on which settings and commands stand, by their names.
    private(set) var lines: [String: Int] = [:]

    /// What can be settled, with what it may be and where it goes; keys are apart, since they are names themselves.
    private static let known: [Setting] = [
        Setting("theme", .choice(Theme.names, reading: Theme.name(for:)), "The colours") { $0.theme = $1.first },
        Setting("ascii", .flag, "Whether only ASCII is drawn") { $0.isASCII = $1.first.flatMap { Bool($0) } },
        Setting("mouse", .flag, "Whether the mouse works") { $0.hasMouse = $1.first.flatMap { Bool($0) } },
        Setting("view", .choice(ViewID.tabNames, reading: view), "The tab that is shown first") { $0.view = $1.first },
        Setting("sort", .choice(SortOrder.names), "The order of files") {
            $0.sort = $1.first.flatMap { SortOrder(named: $0) }
        },
        Setting("columns", .choice(TreeColumn.allCases.map(\.rawValue)), isList: true, "The columns of the tree") {
            $0.columns = Set($1.compactMap { TreeColumn(rawValue: $0) })
        },
        Setting("units", .choice(ByteCount.Units.allCases.map(\.rawValue)), "What the units of sizes are worth") {
            $0.units = $1.first.flatMap { ByteCount.Units(rawValue: $0) }
        },
    ]

    private struct Setting: Sendable {
        let name: String
        let kind: SettingKind
        let isList: Bool
        let help: String
        let take: @Sendable (inout ExplorerSettings, [String]) -> Void

        init(
            _ name: String, _ kind: SettingKind, isList: Bool = false, _ help: String,
            take: @escaping @Sendable (inout ExplorerSettings, [String]) -> Void
        ) {
            (self.name, self.kind, self.isList, self.help, self.take) = (name, kind, isList, help, take)
        }
    }

    @Sendable private static func view(_ name: String) -> String? {
        ViewID.tab(named: name) == nil ? nil : name.lowercased()
    }

    /// The JSON Schema of the file, from the table that reads it.
    static var schema: JSONValue {
        let key: JSONValue = ["type": "string"]
        let keys: [(key: String, value: JSONValue)] = KeyMap.commands.map { name, _ in
            (name, ["anyOf": [key, ["type": "array", "items": key]]])
        }
        let mapping: JSONValue = [
            "type": "object", "additionalProperties": false, "properties": .object(keys),
        ]
        return SettingKind.schema(
            title: "strata: config.yaml of the explorer", known.map { ($0.name, $0.kind, $0.isList, $0.help) },
            more: [("keys", mapping)])
    }

    /// As the program has everything.
    init() {}

    /// The settings of a file that the user names, which has to be there, else of the usual one.
    init(named path: String?, else usual: String?) throws(Failure) {
        if let path {
            try self.init(reading: path)
        } else if let usual, ConfigurationFile.isFile(usual) {
            try self.init(reading: usual)
        } else {
            self.init()
        }
    }

    private init(reading path: String) throws(Failure) {
        try self.init(text: try ConfigurationFile.bytes(of: path), path: path)
    }

    /// The settings in a file's text.
    init(text: [UInt8], path: String) throws(Failure) {
        self.path = path
        let known = ExplorerSettings.known
        let file = try SettingsFile(text: text, path: path, known: known.map(\.name) + ["keys"])
        for member in file.members {
            lines[member.name] = member.line
            if let setting = known.first(where: { $0.name == member.name }) {
                setting.take(&self, try file.texts(member.value, setting.kind, isList: setting.isList))
            } else {
                try readKeys(member.value, of: file)
            }
        }
    }

    private mutating func readKeys(_ value: YAMLValue, of file: SettingsFile) throws(Failure) {
        guard case .mapping(let members) = value.content else {
            throw file.fault(value.line, "keys are lines of the form “quit: [q, C-q]” below “keys:”")
        }
        var choices: [(command: String, keys: [String])] = []
        for member in members {
            let name = member.key.text ?? ""
            guard !choices.contains(where: { $0.command == name }) else {
                throw file.fault(member.key.line, "\(Printable.escape(name)) is settled twice")
            }
            lines["keys.\(name)"] = member.key.line
            choices.append((name, member.value.text.map { [$0] } ?? member.value.items.map { $0.text ?? "" }))
        }
        do {
            keys = try KeyMap(choosing: choices)
        } catch {
            throw file.fault(
                lines["keys.\(error.command)"] ?? value.line, "\(Printable.escape(error.command)): \(error.message)")
        }
    }
}

extension SortOrder {
    /// The names of orders.
    static let names = Key.allCases.map { "\($0)" }

    /// The order of a name.
    init?(named name: String) {
        guard let key = Key.allCases.first(where: { "\($0)" == name }) else { return nil }
        self.init(key)
    }
}
