import DisplayText
import Explorer
import FileTree
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

    /// What can be settled, with how it is read.
    private static let known: [(name: String, read: Reading)] = [
        (
            "theme",
            { settings, value throws(Failure) in
                settings.theme = try settings.choice(value, Theme.names, Theme.name(for:))
            }
        ),
        (
            "ascii",
            { settings, value throws(Failure) in
                settings.isASCII = try settings.choice(value, ["true", "false"]) { Bool($0) }
            }
        ),
        (
            "mouse",
            { settings, value throws(Failure) in
                settings.hasMouse = try settings.choice(value, ["true", "false"]) { Bool($0) }
            }
        ),
        (
            "view",
            { settings, value throws(Failure) in
                settings.view = try settings.choice(value, ViewID.tabNames) {
                    ViewID.tab(named: $0) == nil ? nil : $0.lowercased()
                }
            }
        ),
        (
            "sort",
            { settings, value throws(Failure) in
                settings.sort = try settings.choice(value, SortOrder.names) { SortOrder(named: $0) }
            }
        ),
        ("columns", { settings, value throws(Failure) in settings.columns = try settings.columns(value) }),
        (
            "units",
            { settings, value throws(Failure) in
                settings.units = try settings.choice(value, ByteCount.Units.allCases.map(\.rawValue)) {
                    ByteCount.Units(rawValue: $0)
                }
            }
        ),
        ("keys", { settings, value throws(Failure) in try settings.readKeys(value) }),
    ]

    private typealias Reading = @Sendable (inout ExplorerSettings, YAMLValue) throws(Failure) -> Void

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
        let document = try ConfigurationFile.settings(in: text, path: path)
        guard document.text?.isEmpty != true else { return }
        guard case .mapping(let members) = document.content else {
            throw fault(document.line, "settings are lines of the form “theme: dark”")
        }
        for member in members {
            let name = member.key.text ?? ""
            guard let setting = ExplorerSettings.known.first(where: { $0.name == name }) else {
                throw fault(member.key.line, unknown("setting", name, among: ExplorerSettings.known.map(\.name)))
            }
            guard lines[name] == nil else { throw fault(member.key.line, "\(name) is settled twice") }
            lines[name] = member.key.line
            try setting.read(&self, member.value)
        }
    }

    private func choice<Value>(
        _ value: YAMLValue, _ names: [String], _ read: (String) -> Value?
    ) throws(Failure) -> Value {
        let text = value.text ?? ""
        guard let read = read(text) else {
            throw fault(value.line, "“\(Printable.escape(text))” is none of \(names.joined(separator: ", "))")
        }
        return read
    }

    /// A list of columns, or one.
    private func columns(_ value: YAMLValue) throws(Failure) -> Set<TreeColumn> {
        var columns: Set<TreeColumn> = []
        let items = if case .sequence(let items) = value.content { items } else { [value] }
        for item in items {
            columns.insert(
                try choice(item, TreeColumn.allCases.map(\.rawValue)) { TreeColumn(rawValue: $0) })
        }
        return columns
    }

    private mutating func readKeys(_ value: YAMLValue) throws(Failure) {
        guard case .mapping(let members) = value.content else {
            throw fault(value.line, "keys are lines of the form “quit: [q, C-q]” below “keys:”")
        }
        var choices: [(command: String, keys: [String])] = []
        for member in members {
            let name = member.key.text ?? ""
            guard !choices.contains(where: { $0.command == name }) else {
                throw fault(member.key.line, "\(Printable.escape(name)) is settled twice")
            }
            lines["keys.\(name)"] = member.key.line
            choices.append((name, member.value.text.map { [$0] } ?? member.value.items.map { $0.text ?? "" }))
        }
        do {
            keys = try KeyMap(choosing: choices)
        } catch {
            throw fault(
                lines["keys.\(error.command)"] ?? value.line, "\(Printable.escape(error.command)): \(error.message)")
        }
    }

    private func unknown(_ kind: String, _ name: String, among known: [String]) -> String {
        let nearest = Spelling.nearest(to: name.lowercased(), among: known)
        return "there is no \(kind) “\(Printable.escape(name))”"
            + (nearest.map { ": did you mean \($0)?" } ?? "; there are \(known.joined(separator: ", "))")
    }

    private func fault(_ line: Int, _ message: String) -> Failure {
        .usage("\(Printable.escape(path ?? "")), line \(line): \(message)")
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
