import FileTree
import TerminalUI

extension State {
    /// Commands of the tree; nil for those of both panes.
    mutating func performInTree(_ command: Command) -> [Effect]? {
        if let movement = Movement(command, height: layout.treeRows.height) {
            move(movement)
            return []
        }
        switch command {
        case .open where tree.isMap && goIntoTile(), .goIn where tree.isMap && goIntoTile(): return []
        case .open: return openSelected()
        case .goIn: goIn()
        case .goOut: goOut()
        case .toggleFold: toggleFold()
        case .foldAll: tree.folding.setAll(.folded)
        case .unfoldAll: tree.folding.setAll(.unfolded)
        case .view: return viewSelected()
        case .openInPager: return openOutside(.pager)
        case .openInEditor: return openOutside(.editor)
        case .copyPath: return copyPath()
        case .mark: toggleMark()
        case .extract: prompt = Prompt(.extract(replaces: false), text: ".")
        default: return nil
        }
        return []
    }

    /// Moves the cursor of the tree.
    mutating func move(_ movement: Movement) {
        guard !derived.rows.isEmpty else { return }
        tree.selection = derived.rows[movement.row(from: derived.cursor, count: derived.rows.count)].path
        if case .by(let rows) = movement, abs(rows) > 1 { tree.scroll += rows }
    }

    private var selectedRow: FileRow? {
        derived.rows.indices.contains(derived.cursor) ? derived.rows[derived.cursor] : nil
    }

    /// Enter: a directory folds or unfolds, a link leads to its target, a file shows its contents.
    private mutating func openSelected() -> [Effect] {
        guard let path = selectedPath else {
            notice = reason(against: .toggleFold).map { Notice(.warning, $0) }
            return []
        }
        switch derived.view.kind(of: path) {
        case .directory: toggleFold()
        case .symbolicLink: followLink(path)
        default:
            if let reason = reason(against: .view) {
                notice = Notice(.warning, reason)
            } else {
                return viewSelected()
            }
        }
        return []
    }

    private mutating func followLink(_ path: PathID) {
        guard let reference = derived.view.entry(of: path) else { return }
        let target = derived.stack.entry(reference).linkTarget
        let directory = derived.stack.parent(of: path) ?? .root
        let found = derived.view.resolve(target, from: directory, followsLast: false, includesRemoved: true)
        guard let found, found != .root, derived.isShown(found) else {
            notice = Notice(.warning, "The target \(Printable.escape(target)) is not among the files shown.")
            return
        }
        reveal(found)
    }

    private mutating func toggleFold() {
        guard let row = selectedRow else { return }
        guard derived.hasEntries(row.path) else {
            if derived.view.kind(of: row.path) == .directory {
                notice = Notice(.information, "The directory is empty.")
            } else {
                foldParent()
            }
            return
        }
        tree.selection = row.path
        tree.folding.byHand[row.path] = !row.isUnfolded
    }

    /// Into: unfold, then on to the first entry.
    private mutating func goIn() {
        guard let row = selectedRow, derived.hasEntries(row.path) else { return }
        if row.isUnfolded {
            move(.by(1))
        } else {
            tree.folding.byHand[row.path] = true
            tree.selection = row.path
        }
    }

    /// Out: fold, then up to the directory; from the top to the layers.
    private mutating func goOut() {
        if case .map(let directory) = tree.form { return goOutOfMap(directory) }
        guard let row = selectedRow, tree.form == .tree else {
            focus = .layers
            return
        }
        if row.isUnfolded {
            tree.folding.byHand[row.path] = false
            tree.selection = row.path
        } else if let parent = derived.stack.parent(of: row.head), parent != .root {
            tree.selection = parent
        } else {
            focus = .layers
        }
    }

    private mutating func foldParent() {
        guard let row = selectedRow, let parent = derived.stack.parent(of: row.head), parent != .root else { return }
        tree.folding.byHand[parent] = false
        tree.selection = parent
    }

    private mutating func copyPath() -> [Effect] {
        guard let path = selectedPath else { return [] }
        // As it can be shown: a name must not smuggle control characters through the clipboard into a shell.
        let text = "/" + Printable.escape(derived.stack.path(of: path))
        notice = Notice(.information, "Copied \(text)")
        return [.copy(text)]
    }

    /// Moves the cursor of the tree to a path after a layer; where tab or filter hide it there, they are ended.
    mutating func go(to path: PathID, inLayer layer: Int) {
        layers.select(layer)
        focus = .tree
        tree.form = .tree
        let height = layout.treeRows.height
        derived.refresh(&tree, layers: shownLayers, height: height)
        if !derived.isShown(path) {
            tree.tab = .files
            tree.setFilter(nil)
            derived.refresh(&tree, layers: shownLayers, height: height)
        }
        reveal(path)
    }
}
