import FileTree

/// Finds the next path that matches, in the order of the screen, also where directories are folded.
struct TreeSearch {
    /// A path found, and where it stands among all that match.
    struct Result: Hashable {
        var path: PathID
        /// From 1.
        var number: Int
        var count: Int
        /// Whether the search went past the end and started over.
        var isWrapped: Bool
    }

    private let matches: PathMatches
    private let derived: Derived
    private let sort: SortOrder
    private let start: PathID?

    init(_ pattern: PathPattern, from start: PathID?, sort: SortOrder, in derived: Derived) {
        matches = PathMatches(
            search: pattern.paths(of: derived.stack), usesPath: pattern.usesPath, in: derived.stack,
            shown: derived.shownPaths)
        (self.derived, self.sort, self.start) = (derived, sort, start)
    }

    /// The next match after the start, or at it; the previous one before it. Nil where nothing matches.
    func run(backwards: Bool, includingStart: Bool = false) -> Result? {
        guard let list = derived.rows.list else { return runInTree(backwards, includingStart) }
        return run(in: list, backwards, includingStart)
    }

    private func run(in list: FileList, _ backwards: Bool, _ includingStart: Bool) -> Result? {
        let found = list.paths.filter { matches.isMatch($0) }
        let before = start.flatMap { list.paths.firstIndex(of: $0) }.map { place in
            list.paths[..<place].count { matches.isMatch($0) }
        }
        return result(before: before ?? 0, of: found.count, backwards, includingStart) { found[$0] }
    }

    /// Directories without a match are passed over, however much is in them.
    private func runInTree(_ backwards: Bool, _ includingStart: Bool) -> Result? {
        let counts = SubtreeCounts(matches.counts(in: derived.stack))
        return result(before: before(counts), of: counts.total, backwards, includingStart) { match($0, counts) }
    }

    /// - Parameters:
    ///   - before: How many matches stand before the start.
    ///   - count: How many there are.
    ///   - match: The path of a match by its number, from 0.
    private func result(
        before: Int, of count: Int, _ backwards: Bool, _ includingStart: Bool, _ match: (Int) -> PathID?
    ) -> Result? {
        guard count > 0 else { return nil }
        let skipsStart = !includingStart && start != nil && before < count && match(before) == start
        let index = backwards ? before - 1 : before + (skipsStart ? 1 : 0)
        let wrapped = (index + count) % count
        return match(wrapped).map {
            Result(path: $0, number: wrapped + 1, count: count, isWrapped: wrapped != index)
        }
    }

    /// How many matches stand before the start; none where that is not shown.
    private func before(_ counts: SubtreeCounts) -> Int {
        guard let start, derived.isShown(start) else { return 0 }
        var (before, directory) = (0, PathID.root)
        for step in derived.stack.chain(from: .root, to: start).dropFirst() {
            before += counts.before(step, among: derived.children(of: directory, sort: sort))
            if step != start, matches.isMatch(step) { before += 1 }
            directory = step
        }
        return before
    }

    /// A match by its number, from 0, in the order of the screen.
    private func match(_ number: Int, _ counts: SubtreeCounts) -> PathID? {
        var skipped = number
        var walk = TreeWalk(derived.children(of: .root, sort: sort))
        while let path = walk.next()?.path {
            guard skipped < counts[path] else {
                skipped -= counts[path]
                continue
            }
            if matches.isMatch(path) {
                if skipped == 0 { return path }
                skipped -= 1
            }
            walk.enter(derived.children(of: path, sort: sort))
        }
        return nil
    }
}
