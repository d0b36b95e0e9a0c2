import FileTree
import TerminalUI

extension TreePane {
    /// Whether the map is shown.
    var isMap: Bool { if case .map = form { true } else { false } }
}

/// The tree map goes along with the tree: its directory is the one at the cursor.
extension State {
    /// The map of the directory at the cursor, or of the one that holds the file there; or the tree again.
    mutating func toggleMap() {
        guard !tree.isMap else { return showTree() }
        focus = .tree
        let path = selectedPath ?? .root
        let directory = derived.view.kind(of: path) == .directory ? path : derived.stack.parent(of: path) ?? .root
        showMap(of: directory, at: path == directory ? nil : path)
    }

    /// Into the directory of the selected tile; false where it is none, which does what Enter does to a file.
    mutating func goIntoTile() -> Bool {
        guard let path = selectedPath, derived.view.kind(of: path) == .directory, derived.hasEntries(path) else {
            return false
        }
        showMap(of: path, at: nil)
        return true
    }

    /// Out to the directory that holds this one; from the root to the layers.
    mutating func goOutOfMap(_ directory: PathID) {
        guard let parent = derived.stack.parent(of: directory) else {
            focus = .layers
            return
        }
        showMap(of: parent, at: directory)
    }

    private mutating func showMap(of directory: PathID, at path: PathID?) {
        tree.form = .map(directory)
        tree.selection = path ?? directory
        tree.scroll = 0
    }
}
