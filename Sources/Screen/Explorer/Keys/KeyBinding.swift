import TerminalUI

/// A row of the table of keys: which keys ask for what, and how that is called.
public struct KeyBinding: Sendable, Hashable {
    /// Bindings that belong together in the help.
    public enum Group: String, Sendable, Hashable, CaseIterable {
        case views = "Views"
        case moving = "Moving"
        case panes = "Panes"
        case layers = "Layers"
        case tree = "Tree"
        case searching = "Searching"
        case findings = "Findings"
        case files = "Files"
        case viewer = "Viewer"
        case program = "Image and program"
    }

    /// The keys, the best known first.
    public private(set) var keys: [Key]
    /// What they ask for.
    public let command: Command
    /// Where they mean it, besides the views that take the command.
    private let modes: Set<Mode>
    /// Where the help lists it.
    public let group: Group
    /// What it does, in a word or two for the footer; nil for what everyone tries anyway.
    public let hint: String?
    /// Whether the footer shows the hint only after all others, where there is room.
    public let isExtra: Bool
    /// What it does, in a sentence's part for the help and the documents.
    public let help: String
    /// The command line that gives the same, where the command is no view, which knows its own.
    private let twin: String?

    init(
        _ keys: String, _ command: Command, _ modes: Set<Mode>, _ group: Group, hint: String? = nil,
        extra: String? = nil, _ help: String, twin: String? = nil
    ) {
        self.keys = keys.split(separator: " ").map { Key(String($0)) }
        self.command = command
        self.modes = modes
        self.group = group
        self.hint = hint ?? extra
        isExtra = extra != nil
        self.help = help
        self.twin = twin
    }

    /// Whether the keys mean it in a mode; in a view, where the view takes the command.
    public func works(in mode: Mode) -> Bool {
        if case .view(let id) = mode {
            guard isListed, let view = Views.view(id), view.takes(command) else { return false }
            // A view's own keys come before those that all tabs share.
            return view.ownKeys.contains(self) || view.ownKeys.allSatisfy { Set($0.keys).isDisjoint(with: keys) }
        }
        return modes.contains(mode)
    }

    /// Whether they are listed with the keys of the explorer, or only where a line is typed, which explains itself.
    var isListed: Bool { modes != [.prompt] }

    /// The command line that gives what the keys do or show, with IMAGE, PATH and LAYER in it; nil where there is none.
    var plainTwin: String? {
        switch command {
        case .show(let id), .tab(let id): Views.view(id)?.plainTwin ?? twin
        default: twin
        }
    }

    /// The same with other keys.
    func bound(to keys: [Key]) -> KeyBinding {
        var binding = self
        binding.keys = keys
        return binding
    }

    /// The keys as the help and the documents show them.
    public var label: String { keys.map(\.label).joined(separator: " ") }
}
