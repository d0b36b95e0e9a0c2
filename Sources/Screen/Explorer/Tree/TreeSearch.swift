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
    private let sort: SortOrder
    private let start: PathID?
    private var onTheWay: Set<PathID> = []
    private var found: [PathID] = []
    private var before = 0
    private var isPastStart = false

    init(_ pattern: PathPattern, from start: PathID?, sort: SortOrder, in derived: Derived) {
        matches = PathMatches(pattern, in: derived.stack, where: derived.isShown)
        self.sort = sort
        self.start = start
        var path = start
        while let step = path {
            onTheWay.insert(step)
            path = derived.stack.parent(of: step)
        }
    }

    /// The next match after the start, or at it; the previous one before it. Nil where nothing matches.
    mutating func run(in derived: inout Derived, backwards: Bool, includingStart: Bool = false) -> Result? {
        walk(&derived)
        guard !found.isEmpty else { return nil }
        let startMatches = start.map { found.indices.contains(before) && found[before] == $0 } ?? false
        let index: Int
        if backwards {
            index = before - 1
        } else {
            index = startMatches && !includingStart ? before + 1 : before
        }
        let wrapped = (index + found.count) % found.count
        return Result(path: found[wrapped], number: wrapped + 1, count: found.count, isWrapped: wrapped != index)
    }

    /// Goes through a list of files.
    private mutating func walk(_ list: [PathID]) {
        for path in list {
            if path == start { before = found.count }
            if matches.isMatch(path) { found.append(path) }
        }
    }

    /// Walks the directories that hold a match or the start, and notes how many matches come before the start.
    private mutating func walk(_ derived: inout Derived) {
        if let list = derived.rows.list { return walk(list.paths) }
        var walk = TreeWalk(derived.children(of: .root, sort: sort))
        while let path = walk.next()?.path {
            if path == start {
                isPastStart = true
                before = found.count
            }
            if matches.isMatch(path) { found.append(path) }
            if matches.isAboveMatch(path) || onTheWay.contains(path) {
                walk.enter(derived.children(of: path, sort: sort))
            }
        }
        if !isPastStart { before = 0 }
    }
}
