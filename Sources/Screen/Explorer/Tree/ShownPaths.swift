import FileTree

/// The paths that the tab and the filter leave, and which of them stand in one row.
struct ShownPaths: Sendable {
    private let view: TreeView
    /// The paths.
    let set: PathSet

    init(_ view: TreeView, _ amounts: TreeAmounts, _ filtered: PathMatches?) {
        self.view = view
        set = filtered?.kept ?? amounts.shown
    }

    /// Whether a path is among them, folded away or not.
    func contains(_ path: PathID) -> Bool { set.contains(path) }

    /// Whether there is anything to unfold.
    func hasEntries(_ path: PathID) -> Bool { view.stack.children(of: path).contains { contains($0) } }

    /// The directory that a chain of directories ends with, each of which holds nothing but the next one and was changed
    /// as it was; the path itself where it begins none.
    func endOfChain(_ path: PathID) -> PathID {
        var end = path
        while let next = next(inChain: end) { end = next }
        return end
    }

    /// The directory with which the chain goes on, so that this one has no row of its own; nil where it does not.
    func next(inChain path: PathID) -> PathID? {
        guard let next = onlyEntry(of: path), view.kind(of: next) == .directory,
            view.change(of: next) == view.change(of: path)
        else { return nil }
        return next
    }

    /// What a directory other than the root holds where that is one entry; nil where it is none or several.
    func onlyEntry(of path: PathID) -> PathID? {
        guard path != .root, view.kind(of: path) == .directory else { return nil }
        let entries = view.stack.children(of: path)
        guard let first = entries.firstIndex(where: { contains($0) }),
            !entries[(first + 1)...].contains(where: { contains($0) })
        else { return nil }
        return entries[first]
    }
}
