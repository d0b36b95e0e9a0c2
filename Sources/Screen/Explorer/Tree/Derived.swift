import FileTree
import TerminalUI

/// What follows from the rest of the state: the view of the shown layers, its sizes, the rows of the tree and where the
/// cursor is among them. Each part is worked out again only when something that it depends on has changed.
struct Derived: Sendable {
    /// The layers' paths.
    private(set) var stack = LayerStack(layerCount: 0)
    /// What the tree shows.
    private(set) var view = LayerStack(layerCount: 0).view(of: 1...1)
    /// Sizes and counts of the paths as the tab means them.
    private(set) var amounts = TreeAmounts()
    /// The wasted bytes of the stack's paths; nothing until all layers are read.
    private(set) var wasted = WastedBytes()
    /// Which paths the filter leaves; nil without a filter.
    private(set) var filtered: PathMatches?
    /// The rows of the tree, or of the list.
    private(set) var rows = FileRows()
    /// The row that the cursor is on, from 0.
    private(set) var cursor = 0
    /// Children of directories in the order of their names.
    private var names = NameOrder()
    /// The same in the order of the screen, all of them: a filter that is being typed has them sorted already.
    private var ordered: [PathID: [PathID]] = [:]
    /// All files in the order of the screen, for the list.
    private var orderedFiles: [PathID]?

    /// What filters may ask for that is not in the layers: stages, findings, packages.
    var filterContext = PathFilter.Context() {
        didSet { contextGeneration += 1 }
    }

    private var generation = 0
    private var contextGeneration = 0
    private var viewKey: ViewKey?
    private var amountsKey: AmountsKey?
    private var filterKey: FilterKey?
    private var rowsKey: RowsKey?
    private var orderKey: OrderKey?

    private struct ViewKey: Hashable {
        var generation: Int
        var layers: ClosedRange<Int>
    }

    private struct AmountsKey: Hashable {
        var view: ViewKey
        var tab: TreePane.Tab
    }

    private struct FilterKey: Hashable {
        var amounts: AmountsKey
        var filter: PathFilter
        var context: Int
    }

    private struct OrderKey: Hashable {
        var amounts: AmountsKey?
        var sort: SortOrder
    }

    private struct RowsKey: Hashable {
        var amounts: AmountsKey
        var filter: FilterKey?
        var sort: SortOrder
        var form: TreePane.Form
        var folding: Folding
    }

    /// The path under the cursor; nil while the tree is empty.
    var cursorPath: PathID? { rows.indices.contains(cursor) ? rows[cursor].path : nil }

    /// Takes another stack, or the same one with more layers.
    mutating func replace(stack: LayerStack, wasted: WastedBytes = WastedBytes()) {
        (self.stack, self.wasted) = (stack, wasted)
        generation += 1
        (names, ordered, orderedFiles) = (NameOrder(), [:], nil)
    }

    /// Brings everything up to date; a tree that scrolled keeps its cursor on the same line of the screen.
    mutating func refresh(_ tree: inout TreePane, layers: ClosedRange<Int>, height: Int) {
        let view = ViewKey(generation: generation, layers: layers)
        if view != viewKey {
            viewKey = view
            self.view = stack.view(of: layers)
        }
        let amounts = AmountsKey(view: view, tab: tree.tab)
        if amounts != amountsKey {
            amountsKey = amounts
            self.amounts = TreeAmounts(of: self.view, tab: tree.tab)
        }
        refreshFilter(tree.filter, amounts)
        let rowsKey = RowsKey(
            amounts: amounts, filter: filterKey, sort: tree.sort, form: tree.form,
            folding: tree.form == .tree ? tree.folding : Folding())
        let lineOnScreen = cursor - tree.scroll
        let isChanged = rowsKey != self.rowsKey
        if isChanged {
            self.rowsKey = rowsKey
            rows = rows(tree)
        }
        if isChanged || cursorPath != tree.selection { cursor = row(nearest: tree.selection) }
        if isChanged { tree.scroll = cursor - lineOnScreen }
        tree.scroll = ListScroll.offset(tree.scroll, showing: cursor, count: rows.count, height: height)
    }

    /// Whether a path is among those that the tab and the filter show, folded away or not.
    func isShown(_ path: PathID) -> Bool {
        amounts.isShown(path) && (filtered?.isKept(path) ?? true)
    }

    /// The entries of a directory in the order of the screen.
    mutating func children(of path: PathID, sort: SortOrder) -> [PathID] {
        orderedChildren(of: path, sort: sort).filter { isShown($0) }
    }

    private mutating func orderedChildren(of path: PathID, sort: SortOrder) -> [PathID] {
        let byName = names.children(of: path, in: stack)
        guard sort.key != .name || sort.isReversed else { return byName }
        forgetOrder(unlessBy: sort)
        if let known = ordered[path] { return known }
        let sorted = EntryOrder(sort: sort, amounts: amounts, wasted: wasted, view: view).sorted(byName)
        ordered[path] = sorted
        return sorted
    }

    private mutating func forgetOrder(unlessBy sort: SortOrder) {
        let key = OrderKey(amounts: amountsKey, sort: sort)
        if key != orderKey { (orderKey, ordered, orderedFiles) = (key, [:], nil) }
    }

    /// Whether a directory shows its entries.
    func isUnfolded(_ path: PathID, _ tree: TreePane) -> Bool {
        tree.folding.isUnfolded(path, automatic: unfoldsByItself(path, tree))
    }

    /// Without the user's doing: under a filter the directories above matches, and those that fit it themselves, to show
    /// what is in them; in a layer's changes directories with so little in them that it fits a screen.
    private func unfoldsByItself(_ path: PathID, _ tree: TreePane) -> Bool {
        if let filtered { return filtered.isAboveMatch(path) || isFirstMatch(path, filtered) }
        return tree.tab == .changes && view.changedCount(of: path) <= Derived.smallDirectory
    }

    private static let smallDirectory = 20

    /// Whether a directory is the first one on its way that fits a filter, or stands in one row with that.
    private func isFirstMatch(_ path: PathID, _ filtered: PathMatches) -> Bool {
        var path = path
        while !filtered.isFirstMatch(path) {
            guard filtered.isMatch(path), let parent = stack.parent(of: path), onlyEntry(of: parent) == path else {
                return false
            }
            path = parent
        }
        return true
    }

    private mutating func refreshFilter(_ filter: PathFilter?, _ amounts: AmountsKey) {
        let key = filter.map { FilterKey(amounts: amounts, filter: $0, context: contextGeneration) }
        guard key != filterKey else { return }
        filterKey = key
        filtered = filter.map {
            PathMatches(
                $0.paths(in: view, filterContext), onlyHides: $0.onlyHides, in: stack, where: self.amounts.isShown)
        }
    }

    /// The rows of all unfolded directories.
    private mutating func treeRows(_ tree: TreePane) -> [FileRow] {
        var rows: [FileRow] = []
        // Nearly as many as before: what is typed into a filter makes them fewer.
        rows.reserveCapacity(self.rows.list == nil ? self.rows.count : 0)
        var walk = TreeWalk(children(of: .root, sort: tree.sort))
        while var row = walk.next() {
            row.path = endOfChain(row.path)
            row.isUnfolded = hasEntries(row.path) && isUnfolded(row.path, tree)
            rows.append(row)
            if row.isUnfolded { walk.enter(children(of: row.path, sort: tree.sort)) }
        }
        return rows
    }

    private mutating func rows(_ tree: TreePane) -> FileRows {
        switch tree.form {
        case .tree: FileRows(tree: treeRows(tree))
        case .list: FileRows(fileList(tree.sort))
        case .map(let directory):
            FileRows(
                FileList(
                    children(of: directory, sort: SortOrder(.size)).filter { view.change(of: $0) != .removed },
                    sizes: amounts, in: view))
        }
    }

    /// All files that are shown; by name in the order of the tree that is all unfolded.
    private mutating func fileList(_ sort: SortOrder) -> FileList {
        var paths: [PathID] = []
        if sort.key == .name {
            var walk = TreeWalk(children(of: .root, sort: sort))
            while let path = walk.next()?.path {
                if view.kind(of: path) != .directory { paths.append(path) }
                if stack.firstChild(of: path) != nil { walk.enter(children(of: path, sort: sort)) }
            }
        } else {
            paths = files(by: sort).filter { isShown($0) }
        }
        return FileList(paths, sizes: amounts, in: view)
    }

    /// All files that the tab shows, whatever the filter.
    private mutating func files(by sort: SortOrder) -> [PathID] {
        forgetOrder(unlessBy: sort)
        if let orderedFiles { return orderedFiles }
        var paths: [PathID] = []
        for index in 1..<max(1, stack.pathCount) {
            guard let path = stack.path(at: index), amounts.isShown(path), view.kind(of: path) != .directory else {
                continue
            }
            paths.append(path)
        }
        let sorted = EntryOrder(sort: sort, amounts: amounts, wasted: wasted, view: view).sorted(paths)
        orderedFiles = sorted
        return sorted
    }

    /// Whether there is anything to unfold.
    func hasEntries(_ path: PathID) -> Bool {
        guard view.kind(of: path) == .directory || stack.firstChild(of: path) != nil else { return false }
        var child = stack.firstChild(of: path)
        while let path = child {
            if isShown(path) { return true }
            child = stack.nextSibling(of: path)
        }
        return false
    }

    /// The directory that a chain of directories ends with, each of which holds nothing but the next one and was changed
    /// as it was; the path itself where it begins none.
    func endOfChain(_ path: PathID) -> PathID {
        var end = path
        while let next = onlyEntry(of: end), view.kind(of: next) == .directory,
            view.change(of: next) == view.change(of: end)
        {
            end = next
        }
        return end
    }

    private func onlyEntry(of path: PathID) -> PathID? {
        guard path != .root, view.kind(of: path) == .directory else { return nil }
        var only: PathID?
        var child = stack.firstChild(of: path)
        while let path = child {
            if isShown(path) {
                if only != nil { return nil }
                only = path
            }
            child = stack.nextSibling(of: path)
        }
        return only
    }

    /// The row of the path, or of its nearest ancestor that has one.
    private func row(nearest wanted: PathID) -> Int {
        let shown = endOfChain(wanted)
        if let row = rows.row(of: shown) { return row }
        if rows.list != nil { return 0 }
        var lineage: Set<PathID> = []
        var path = stack.parent(of: wanted)
        while let ancestor = path {
            lineage.insert(ancestor)
            path = stack.parent(of: ancestor)
        }
        // Ancestors stand above their descendants, so the last one is the nearest.
        return rows.lastIndex { lineage.contains($0.path) } ?? 0
    }
}
