import FileTree

/// A part of a tree as rows, parents before their children: what `strata ls` prints in any format.
public struct TreeListing: Sendable {
    /// What the children of a directory are ordered by.
    public enum Order: String, Sendable, CaseIterable {
        /// By the bytes of their names.
        case name
        /// The largest first.
        case size
        /// Those with most files first.
        case count
    }

    /// One path of the listing.
    public struct Row: Sendable {
        /// The path.
        public let path: PathID
        /// The lines of the tree before its name; empty in a flat listing.
        public let branch: String
    }

    /// The tree that is listed.
    public let view: TreeView
    /// The path whose contents are listed.
    public let top: PathID
    /// Whether rows say what changed in the layers of the view.
    public let showsChanges: Bool
    /// Whether rows have whole paths, not names.
    public let showsPaths: Bool
    /// The rows.
    public private(set) var rows: [Row] = []

    /// Lists what is below `top`, or `top` itself where it is no directory.
    ///
    /// - Parameters:
    ///   - view: The tree.
    ///   - top: Where to start.
    ///   - depth: How many levels below `top`; nil for all.
    ///   - order: How siblings are ordered.
    ///   - onlyChanges: Whether what did not change, at or below, is left out.
    ///   - showsChanges: Whether rows say what changed.
    ///   - filter: What is listed; nil for all. Then the rows are one list, with whole paths, in the order of all.
    public init(
        _ view: TreeView, below top: PathID, depth: Int?, order: Order = .name, onlyChanges: Bool = false,
        showsChanges: Bool = false, filter: PathSet? = nil
    ) {
        self.view = view
        self.top = top
        self.showsChanges = showsChanges
        showsPaths = filter != nil
        if let filter {
            collect(filter, depth: depth ?? .max, order: order, onlyChanges: onlyChanges)
        } else if view.kind(of: top) == .directory {
            collect(depth: depth ?? .max, order: order, onlyChanges: onlyChanges, includesRemoved: showsChanges)
        } else {
            rows = [Row(path: top, branch: "")]
        }
    }

    /// Walks with a stack of its own: a hostile tree is deeper than the program's.
    private mutating func collect(depth: Int, order: Order, onlyChanges: Bool, includesRemoved: Bool) {
        let isFlat = depth <= 1
        func opened(_ path: PathID, _ indentation: String) -> Level {
            let children = sorted(path, order, onlyChanges, includesRemoved)
            return Level(children: children[...], indentation: indentation, branch: isFlat ? "" : indentation + "├─ ")
        }
        var open = [opened(top, "")]
        while var level = open.popLast() {
            guard let child = level.children.popFirst() else { continue }
            let isLast = level.children.isEmpty
            open.append(level)
            rows.append(Row(path: child, branch: isLast && !isFlat ? level.indentation + "└─ " : level.branch))
            guard open.count < depth, view.kind(of: child) == .directory else { continue }
            // Deeper levels are drawn alike, or the lines of a hostile tree would grow with the square of its depth.
            let isDrawn = !isFlat && open.count < TreeListing.maximumIndentation
            open.append(opened(child, isDrawn ? level.indentation + (isLast ? "   " : "│  ") : level.indentation))
        }
    }

    /// A directory whose children are being listed.
    private struct Level {
        /// Those that are not listed yet.
        var children: ArraySlice<PathID>
        /// What stands before the lines of its children.
        let indentation: String
        /// What stands before the name of any but the last: one text for all of them.
        let branch: String
    }

    private func sorted(_ path: PathID, _ order: Order, _ onlyChanges: Bool, _ includesRemoved: Bool) -> [PathID] {
        let children = view.stack.children(of: path).filter { child in
            guard includesRemoved ? view.isVisible(child) : view.isPresent(child) else { return false }
            return !onlyChanges || view.change(of: child) != .unchanged || view.changedCount(of: child) > 0
        }
        let named = children.map { (path: $0, name: view.stack.name(of: $0), weight: weight(of: $0, order)) }
        return named.sorted { one, other in
            one.weight != other.weight ? one.weight > other.weight : one.name.lexicographicallyPrecedes(other.name)
        }.map(\.path)
    }

    /// Lists what the filter leaves below the top, or of the top where it is no directory.
    private mutating func collect(_ filter: PathSet, depth: Int, order: Order, onlyChanges: Bool) {
        var depths = [Int?](repeating: nil, count: view.stack.pathCount)
        if depths.indices.contains(top.index) { depths[top.index] = 0 }
        var found: [(path: PathID, name: [UInt8], weight: Int64)] = []
        for index in depths.indices {
            guard let path = view.stack.path(at: index) else { continue }
            if path != top { depths[index] = view.stack.parent(of: path).flatMap { depths[$0.index] }.map { $0 + 1 } }
            guard let level = depths[index], level <= depth, filter.contains(path) else { continue }
            guard path != top || view.kind(of: top) != .directory else { continue }
            guard showsChanges ? view.isVisible(path) : view.isPresent(path) else { continue }
            if onlyChanges, view.change(of: path) == .unchanged { continue }
            found.append((path, view.stack.path(of: path), weight(of: path, order)))
        }
        rows = found.sorted { one, other in
            one.weight != other.weight ? one.weight > other.weight : one.name.lexicographicallyPrecedes(other.name)
        }.map { Row(path: $0.path, branch: "") }
    }

    private static let maximumIndentation = 40

    private func weight(of path: PathID, _ order: Order) -> Int64 {
        switch order {
        case .name: 0
        case .size: view.size(of: path)
        case .count: Int64(view.fileCount(of: path))
        }
    }
}
