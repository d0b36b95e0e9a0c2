import FileTree
import TerminalUI

extension State {
    /// Commands that mean the same in both panes.
    mutating func performInPanes(_ command: Command) -> [Effect] {
        switch command {
        case .focusNext: focus = focus == .layers ? .tree : .layers
        case .toggleChanges: tree.tab = tree.tab == .files ? .changes : .files
        case .toggleList: toggleList()
        case .toggleMap: toggleMap()
        case .nextTileColor:
            tree.tileColor = tree.tileColor.next
            notice = Notice(.information, "Colours and letters are by \(tree.tileColor.label).")
        case .togglePreview:
            options.hasPreview.toggle()
            notice = Notice(.information, options.hasPreview ? "What the cursor is on is shown." : "No preview.")
        case .zoom: isZoomed.toggle()
        case .endLast: endLast()
        case .nextLayer: layers.move(by: 1)
        case .previousLayer: layers.move(by: -1)
        case .sort:
            tree.sort.cycle()
            notice = Notice(.information, "Sorted by \(tree.sort.label).")
        case .reverseSort: tree.sort.isReversed.toggle()
        case .leaveOut: leaveOutAtCursor()
        case .search:
            focus = .tree
            if tree.isMap { showTree() }
            prompt = Prompt(.search(from: tree.selection))
        case .searchNext: findNext(backwards: false)
        case .searchPrevious: findNext(backwards: true)
        case .filter:
            focus = .tree
            prompt = Prompt(.filter(before: tree.filter), text: tree.filter?.text ?? "")
        default: break
        }
        return []
    }

    /// Commands of the layers; nil for those of both panes.
    mutating func performInLayers(_ command: Command) -> [Effect]? {
        if let movement = Movement(command, height: layout.layerRows.height) {
            layers.move(movement)
            return []
        }
        switch command {
        case .open where layers.below > 0: return perform(.show(.stages))
        case .open, .goIn: focus = .tree
        case .toggleRange:
            layers.toggleRange()
            tree.tab = layers.anchor == nil ? tree.tab : .changes
        case .view: show(.layer)
        case .copyPath: return copyInstruction()
        case .goOut: break
        default: return nil
        }
        return []
    }

    private mutating func copyInstruction() -> [Effect] {
        guard let instruction = fullInstruction(ofLayer: layers.selected) else {
            notice = Notice(.warning, "The history does not say which instruction made this layer.")
            return []
        }
        notice = Notice(.information, "Copied the instruction of layer \(layers.selected).")
        return [.copy(instruction)]
    }

    /// Esc ends one thing at a time.
    private mutating func endLast() {
        if tree.filter != nil {
            tree.setFilter(nil)
        } else if layers.anchor != nil {
            layers.anchor = nil
        } else if isZoomed {
            isZoomed = false
        } else if tree.form != .tree {
            showTree()
        } else if !tree.marks.isEmpty {
            tree.marks = []
        } else {
            tree.search = nil
            leaveTab()
        }
    }

    /// All files in one list, the largest first; or the tree, at the file that the list was on.
    private mutating func toggleList() {
        guard tree.form != .list else { return showTree() }
        focus = .tree
        tree.form = .list
        tree.sort = SortOrder(.size)
        tree.selection = .root
    }

    /// The tree, unfolded at what the list or the map was on.
    mutating func showTree() {
        tree.form = .tree
        if let path = selectedPath { reveal(path) }
    }

    /// Goes to the next path that matches the search.
    mutating func findNext(backwards: Bool, from start: PathID? = nil, includingStart: Bool = false) {
        guard let pattern = tree.search else { return }
        focus = .tree
        // Within a chain of directories the search goes on from the one that it found.
        let isOnChain = selectedPath != nil && derived.endOfChain(tree.selection) == selectedPath
        let origin = start ?? (isOnChain ? tree.selection : selectedPath)
        let search = TreeSearch(pattern, from: origin, sort: tree.sort, in: derived)
        guard let found = search.run(backwards: backwards, includingStart: includingStart) else {
            notice = Notice(.warning, "Nothing matches “\(Printable.escape(pattern.text))”.")
            return
        }
        reveal(found.path)
        let around = found.isWrapped ? ", round the \(backwards ? "start" : "end")" : ""
        notice = Notice(.information, "Match \(found.number) of \(found.count)\(around).")
    }

    /// Moves the cursor to a path and unfolds what lies above it.
    mutating func reveal(_ path: PathID) {
        tree.selection = path
        var folding = tree.folding
        var ancestor = derived.stack.parent(of: path)
        while let directory = ancestor, directory != .root {
            if !derived.isUnfolded(directory, tree) { folding.byHand[directory] = true }
            ancestor = derived.stack.parent(of: directory)
        }
        tree.folding = folding
    }
}
