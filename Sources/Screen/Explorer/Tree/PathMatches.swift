import FileTree

/// Which paths of a stack match a pattern, and which directories lie above them.
struct PathMatches: Sendable {
    private var marks: [UInt8]
    private static let matches: UInt8 = 1
    private static let above: UInt8 = 2
    private static let below: UInt8 = 4

    /// Tries every path that `isShown`.
    init(_ pattern: PathPattern, in stack: LayerStack, where isShown: (PathID) -> Bool) {
        marks = Array(repeating: 0, count: stack.pathCount)
        let found = pattern.paths(of: stack)
        for index in marks.indices.dropFirst() {
            guard let path = stack.path(at: index), isShown(path) else { continue }
            let parent = stack.parent(of: path)?.index ?? 0
            // The path of a directory goes on in the paths below it: only the first of them is a match.
            let isInParent = pattern.usesPath && marks[parent] & (PathMatches.matches | PathMatches.below) != 0
            let isFound = found.contains(path) && (pattern.isNegated || !isInParent)
            if pattern.isNegated {
                // What matches is left out with all below it.
                let isOut = isFound || parent != 0 && marks[parent] == 0
                marks[index] = isOut ? 0 : PathMatches.matches
            } else {
                if isFound { marks[index] |= PathMatches.matches }
                if marks[parent] & (PathMatches.matches | PathMatches.below) != 0 { marks[index] |= PathMatches.below }
            }
        }
        guard !pattern.isNegated else { return }
        for index in stride(from: marks.count - 1, to: 0, by: -1) {
            guard marks[index] & (PathMatches.matches | PathMatches.above) != 0, let path = stack.path(at: index),
                let parent = stack.parent(of: path)?.index
            else { continue }
            marks[parent] |= PathMatches.above
        }
    }

    /// Whether the path itself matches.
    func isMatch(_ path: PathID) -> Bool { has(path, PathMatches.matches) }

    /// Whether a filter shows the path: it matches, or lies above or below a match.
    func isKept(_ path: PathID) -> Bool {
        has(path, PathMatches.matches | PathMatches.above | PathMatches.below)
    }

    /// Whether something below the directory matches.
    func isAboveMatch(_ path: PathID) -> Bool { has(path, PathMatches.above) }

    private func has(_ path: PathID, _ mark: UInt8) -> Bool {
        path.index < marks.count && marks[path.index] & mark != 0
    }
}
