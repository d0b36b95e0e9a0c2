import FileTree
import TerminalUI

/// The letter of a change and its colour; colour never stands alone.
struct ChangeMark: Hashable {
    /// One column.
    let text: String
    private let change: Change
    private let holdsChanges: Bool

    init(_ change: Change, holdsChanges: Bool, glyphs: Glyphs) {
        self.change = change
        self.holdsChanges = holdsChanges
        text =
            switch change {
            case .added: "+"
            case .modified: "~"
            case .metadata: "m"
            case .removed: "-"
            case .unchanged: holdsChanges ? String(glyphs.holdsChanges) : " "
            }
    }

    func style(_ theme: Theme) -> Style {
        switch change {
        case .added: theme.added
        case .modified: theme.modified
        case .metadata: theme.metadata
        case .removed: theme.removed
        case .unchanged: holdsChanges ? theme.modified : theme.text
        }
    }

    /// The marks with what they mean, for the help.
    static func legend(_ theme: Theme, _ glyphs: Glyphs) -> [HelpLine] {
        [
            HelpLine(key: "+", text: "added by the layer", style: theme.added),
            HelpLine(key: "~", text: "contents modified", style: theme.modified),
            HelpLine(key: "m", text: "only mode, owner or time modified", style: theme.metadata),
            HelpLine(key: "-", text: "removed", style: theme.removed),
            HelpLine(key: String(glyphs.holdsChanges), text: "holds changes further down", style: theme.modified),
            HelpLine(key: "%", text: "of the directory above; the bar, of the largest beside it"),
            HelpLine(key: "s S t", text: "in a mode: set-user, set-group, sticky", style: theme.special),
        ]
    }
}
