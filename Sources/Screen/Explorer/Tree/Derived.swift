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
    /// What tab and filter leave of the paths.
    private var shown = ShownPaths(LayerStack(layerCount: 0).view(of: 1...1), TreeAmounts(), nil)
    /// Entries in the order of the screen, whatever the filter: while one is being typed they are sorted already.
    private var order: ScreenOrder?

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
        order = nil
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
            order = nil
        }
        refreshFilter(tree.filter, amounts)
        let rowsKey = RowsKey(
            amounts: amounts, filter: filterKey, sort: tree.sort, form: tree.form,
            folding: tree.form == .tree ? tree.folding : Folding())
        let lineOnScreen = cursor - tree.scroll
        let isChanged = rowsKey != self.rowsKey
        if isChanged {
            self.rowsKey = rowsKey
            shown = ShownPaths(self.view, self.amounts, filtered)
            let order = order(by: tree.sort)
            self.order = order
            rows = rows(tree, order)
        }
        if isChanged || cursorPath != tree.selection { cursor = rows.row(nearest: tree.selection) }
        if isChanged { tree.scroll = cursor - lineOnScreen }
        tree.scroll = ListScroll.offset(tree.scroll, showing: cursor, count: rows.count, height: height)
        rows.show(tree.scroll..<tree.scroll + max(0, height))
    }

    /// Whether a path is among those that the tab and the filter show, folded away or not.
    func isShown(_ path: PathID) -> Bool { shown.contains(path) }

    /// The paths that the tab and the filter show, folded away or not.
    var shownPaths: PathSet { shown.set }

    /// The entries of a directory in an order.
    func children(of path: PathID, sort: SortOrder) -> [PathID] {
        order(by: sort).entries(of: path).filter { isShown($0) }
    }

    private func order(by sort: SortOrder) -> ScreenOrder {
        if let order, order.sort == sort { return order }
        return ScreenOrder(EntryOrder(sort: sort, amounts: amounts, wasted: wasted, view: view))
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
            guard filtered.isMatch(path), let parent = stack.parent(of: path), shown.onlyEntry(of: parent) == path
            else {
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
                filter: $0.paths(in: view, filterContext), onlyHides: $0.onlyHides, in: stack, shown: self.amounts.shown
            )
        }
    }

    private func rows(_ tree: TreePane, _ order: ScreenOrder) -> FileRows {
        switch tree.form {
        case .tree:
            // What the tree works out is asked for once, not for each directory.
            let folding = tree.folding
            return FileRows(
                TreeRows(shown, in: stack, order: order) {
                    folding.isUnfolded($0, automatic: unfoldsByItself($0, tree))
                })
        case .list: return FileRows(FileList(order.files(of: shown.set), sizes: amounts, in: view))
        case .map(let directory):
            return FileRows(
                FileList(
                    children(of: directory, sort: SortOrder(.size)).filter { view.change(of: $0) != .removed },
                    sizes: amounts, in: view))
        }
    }

    /// Whether there is anything to unfold.
    func hasEntries(_ path: PathID) -> Bool { shown.hasEntries(path) }

    /// The directory that a chain of directories ends with; see `ShownPaths`.
    func endOfChain(_ path: PathID) -> PathID { shown.endOfChain(path) }
}
