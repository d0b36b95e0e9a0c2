import FileTree
import TerminalUI

/// Which keys ask for what: the table of keys, with those in it that the user has chosen.
///
/// Keys of a line that is being typed stay as they are: text fields everywhere have the same.
public struct KeyMap: Sendable, Hashable {
    /// Why keys cannot be as they are wanted.
    public struct Fault: Error, Sendable, Hashable {
        /// The command, as it was named.
        public let command: String
        /// A sentence without a full stop.
        public let message: String
    }

    /// The table as it comes.
    public static let standard = KeyMap(chosen: [:])

    /// What users can choose keys for, with their names, in the table's order.
    public static let commands: [(name: String, command: Command)] = KeyBindings.all.filter(\.isListed).reduce(into: [])
    {
        let command = $1.command
        if !$0.contains(where: { $0.command == command }) { $0.append((command.name, command)) }
    }

    private let chosen: [Command: [Key]]
    private let byMode: [Mode: [Key: Command]]

    private init(chosen: [Command: [Key]]) {
        self.chosen = chosen
        byMode = Dictionary(
            uniqueKeysWithValues: Mode.allCases.map { mode in
                // A view's own keys come before those that all tabs share.
                let bindings = mode.ownKeys + KeyBindings.all.filter { $0.works(in: mode) }
                let pairs = bindings.map { KeyMap.bound($0, chosen) }.flatMap { binding in
                    binding.keys.map { ($0, binding.command) }
                }
                return (mode, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
            })
    }

    /// The table with other keys for some commands, each by its name; none takes a command's keys away. A key that two
    /// commands would have at once is a fault.
    public init(choosing choices: [(command: String, keys: [String])]) throws(Fault) {
        var chosen: [Command: [Key]] = [:]
        for (name, labels) in choices {
            guard let command = KeyMap.commands.first(where: { $0.name == name })?.command else {
                let nearest = Spelling.nearest(to: name, among: KeyMap.commands.map(\.name))
                let question = nearest.map { ": did you mean \($0)?" } ?? ""
                throw Fault(command: name, message: "there is no command “\(Printable.escape(name))”\(question)")
            }
            var keys: [Key] = []
            for label in labels {
                guard let key = Key.named(label) else {
                    throw Fault(
                        command: name,
                        message: "“\(Printable.escape(label))” is no key, such as x, C-d, M-x, S-Tab, PgUp, F5 or Space"
                    )
                }
                keys.append(key)
            }
            chosen[command] = keys
        }
        for (name, _) in choices { try KeyMap.requireNoConflict(name, chosen) }
        self.init(chosen: chosen)
    }

    private static func requireNoConflict(_ name: String, _ chosen: [Command: [Key]]) throws(Fault) {
        guard let command = commands.first(where: { $0.name == name })?.command else { return }
        for mode in Mode.allCases {
            let own = Set(mode.ownKeys.map(\.command))
            let bindings = KeyBindings.all.filter { $0.works(in: mode) && $0.isListed } + mode.ownKeys
            guard bindings.contains(where: { $0.command == command }) else { continue }
            let keys = Set(chosen[command] ?? [])
            // What a view has for itself may stand before what all tabs share, as in the table.
            let others = bindings.filter { $0.command != command && own.contains($0.command) == own.contains(command) }
            for other in others {
                guard let key = bound(other, chosen).keys.first(where: keys.contains) else { continue }
                throw Fault(command: name, message: "\(key.label) is \(other.command.name)'s key too")
            }
        }
    }

    private static func bound(_ binding: KeyBinding, _ chosen: [Command: [Key]]) -> KeyBinding {
        guard binding.isListed, let keys = chosen[binding.command] else { return binding }
        return binding.bound(to: keys)
    }

    /// What a key asks for in a mode; nil where it means nothing.
    public func command(for key: Key, in mode: Mode) -> Command? { byMode[mode]?[key] }

    /// A row of the table with the keys that the user has for it.
    func bound(_ binding: KeyBinding) -> KeyBinding { KeyMap.bound(binding, chosen) }

    /// The keys of a command, in the table's order.
    public func keys(of command: Command) -> [Key] {
        KeyBindings.all.filter { $0.isListed && $0.command == command }.map(bound).flatMap(\.keys)
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension Command {
    /// What settings call it: `page-down`; a view by its name, a tab with `tab-` before it.
    public var name: String {
        switch self {
        case .show(let id): id.name.lowercased()
        case .tab(let id): "tab-\(id.name.lowercased())"
        case .own(let name): name
        // A case without a value is written as it is called.
        default:
            "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
        }
    }
}
