import Archive
import FileTree
import TerminalUI

/// The last column of a row of the tree: lines, fold mark, name, and where a link leads.
struct FileName {
    private let row: FileRow
    private let state: State
    private let kind: EntryKind
    private static let deepestLines = 20

    init(_ row: FileRow, _ state: State) {
        self.row = row
        self.state = state
        kind = state.derived.view.kind(of: row.path)
    }

    /// The lines of the tree and the fold mark. Very deep rows show how deep they are instead.
    var lines: String {
        guard state.derived.rows.list == nil else { return "" }
        let glyphs = state.options.glyphs
        var text = ""
        if row.depth > FileName.deepestLines {
            text = "(\(row.depth)) "
        } else if row.depth > 0 {
            for depth in 1..<row.depth {
                text += row.openAncestors & 1 << UInt64(depth) != 0 ? "\(glyphs.treeVertical) " : "  "
            }
            text += "\(row.isLast ? glyphs.treeLast : glyphs.treeBranch)\(glyphs.treeHorizontal)"
        }
        guard kind == .directory, state.derived.hasEntries(row.path) else { return text + "  " }
        return text + "\(row.isUnfolded ? glyphs.unfolded : glyphs.folded) "
    }

    /// The name, escaped, with a slash after a directory's; of a chain of directories all names; in a list the path.
    var text: String {
        if state.derived.rows.list != nil { return "/" + Printable.escape(state.derived.stack.path(of: row.path)) }
        let names = state.derived.stack.chain(from: row.head, to: row.path).map(state.derived.stack.name)
        return names.map { Printable.escape($0) }.joined(separator: "/") + (kind == .directory ? "/" : "")
    }

    /// Where a link leads, or what a device is.
    var trailing: String {
        let view = state.derived.view
        guard let reference = view.entry(of: row.path) else { return "" }
        let entry = view.stack.entry(reference)
        return switch kind {
        case .symbolicLink: " \(state.options.glyphs.arrow) \(Printable.escape(entry.linkTarget))"
        case .hardLink: " = /\(Printable.escape(entry.linkTarget))"
        case .characterDevice, .blockDevice: " (\(entry.deviceMajor), \(entry.deviceMinor))"
        case .directory where !row.isUnfolded: folded
        default: entry.hasCapabilities ? " (capabilities)" : ""
        }
    }

    private var folded: String {
        let count = state.derived.amounts.count(of: row.path)
        return count > 0 ? "  \(Figure.count(count, "file"))" : ""
    }

    func style(_ change: Change, _ mark: ChangeMark, _ theme: Theme) -> Style {
        let own: Style =
            switch kind {
            case .directory: theme.directory
            case .symbolicLink: theme.symlink
            case .characterDevice, .blockDevice, .namedPipe, .socket: theme.special
            case .regularFile, .hardLink: theme.text
            }
        return change == .unchanged ? own : own.merging(mark.style(theme))
    }
}
