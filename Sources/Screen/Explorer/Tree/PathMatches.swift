import FileTree

/// Which paths of a stack a search finds or a filter leaves, and which directories lie above them.
struct PathMatches: Sendable {
    private var marks: [UInt8]
    private static let matches: UInt8 = 1
    private static let above: UInt8 = 2
    /// A match that lies in no other one.
    private static let first: UInt8 = 4

    /// What a search finds of the paths that `isShown`.
    init(_ pattern: PathPattern, in stack: LayerStack, where isShown: (PathID) -> Bool) {
        marks = PathMatches.marks(of: pattern.paths(of: stack), in: stack, where: isShown)
        if pattern.usesPath { keepFirstOfEachBranch(in: stack) }
        markAbove(in: stack) { _ in true }
    }

    /// What a filter leaves of the paths that `isShown`. What lies deeper in a directory that fits does not unfold the
    /// directories on its way.
    ///
    /// - Parameter onlyHides: Whether the filter says what it hides, and nothing fits it more than the rest does.
    init(_ found: PathSet, onlyHides: Bool, in stack: LayerStack, where isShown: (PathID) -> Bool) {
        marks = PathMatches.marks(of: found, in: stack, where: isShown)
        let fits = marks
        markAbove(in: stack) { fits[$0] == 0 }
        for index in marks.indices where fits[index] != 0 && !onlyHides {
            let parent = stack.path(at: index).flatMap { stack.parent(of: $0) }?.index ?? 0
            if fits[parent] == 0 { marks[index] |= PathMatches.first }
        }
    }

    private static func marks(of found: PathSet, in stack: LayerStack, where isShown: (PathID) -> Bool) -> [UInt8] {
        (0..<stack.pathCount).map { index in
            guard index > 0, let path = stack.path(at: index), found.contains(path), isShown(path) else { return 0 }
            return matches
        }
    }

    /// The path of a directory goes on in the paths below it: only the first of them is a match.
    private mutating func keepFirstOfEachBranch(in stack: LayerStack) {
        for index in stride(from: marks.count - 1, to: 0, by: -1) {
            guard let path = stack.path(at: index), let parent = stack.parent(of: path)?.index else { continue }
            if marks[parent] != 0 { marks[index] = 0 }
        }
    }

    /// Marks the directories above matches: those in a directory that counts, and all above what is marked.
    private mutating func markAbove(in stack: LayerStack, where counts: (Int) -> Bool) {
        for index in stride(from: marks.count - 1, to: 0, by: -1) where marks[index] != 0 {
            guard let path = stack.path(at: index), let parent = stack.parent(of: path)?.index else { continue }
            if marks[index] & PathMatches.above != 0 || counts(parent) { marks[parent] |= PathMatches.above }
        }
    }

    /// Whether the path itself matches.
    func isMatch(_ path: PathID) -> Bool { has(path, PathMatches.matches) }

    /// Whether a filter shows the path: it matches, or lies above a match.
    func isKept(_ path: PathID) -> Bool { has(path, PathMatches.matches | PathMatches.above) }

    /// Whether the path fits a filter, and not because it lies in a directory that does.
    func isFirstMatch(_ path: PathID) -> Bool { has(path, PathMatches.first) }

    /// Whether something below the directory matches.
    func isAboveMatch(_ path: PathID) -> Bool { has(path, PathMatches.above) }

    private func has(_ path: PathID, _ mark: UInt8) -> Bool {
        path.index < marks.count && marks[path.index] & mark != 0
    }
}
