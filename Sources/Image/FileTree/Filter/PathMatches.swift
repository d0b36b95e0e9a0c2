/// Which paths of a stack a search finds or a filter leaves, and which directories lie above them.
public struct PathMatches: Sendable {
    private var marks: [UInt8]
    private static let matches: UInt8 = 1
    private static let above: UInt8 = 2
    /// A match that lies in no other one.
    private static let first: UInt8 = 4

    /// What a search finds of the paths that are shown.
    ///
    /// - Parameter usesPath: Whether the text stands in paths, so that it stands in all that lies below what it is found in:
    ///   then only the first of them on each way is a match.
    public init(search found: PathSet, usesPath: Bool, in stack: LayerStack, shown: PathSet) {
        marks = PathMatches.marks(found, shown)
        let parents = stack.arena.parents
        marks.withUnsafeMutableBufferPointer { marks in
            guard usesPath else { return }
            // From the last one: what lies above is still marked.
            for path in marks.indices.reversed() where path > 0 && marks[Int(parents[path])] != 0 { marks[path] = 0 }
        }
        marks.withUnsafeMutableBufferPointer { marks in
            for path in marks.indices.reversed() where path > 0 && marks[path] != 0 {
                marks[Int(parents[path])] |= PathMatches.above
            }
        }
    }

    /// What a filter leaves of the paths that are shown. What lies deeper in a directory that fits does not unfold the
    /// directories on its way.
    ///
    /// - Parameter onlyHides: Whether the filter says what it hides, and nothing fits it more than the rest does.
    public init(filter found: PathSet, onlyHides: Bool, in stack: LayerStack, shown: PathSet) {
        marks = PathMatches.marks(found, shown)
        let parents = stack.arena.parents
        marks.withUnsafeMutableBufferPointer { marks in
            // Children come after their directories, so each path's own mark is still what fits when it is its turn.
            for path in marks.indices.reversed() where path > 0 && marks[path] != 0 {
                let parent = Int(parents[path])
                let isParentMatch = marks[parent] & PathMatches.matches != 0
                if marks[path] & PathMatches.above != 0 || !isParentMatch { marks[parent] |= PathMatches.above }
                if marks[path] & PathMatches.matches != 0, !isParentMatch, !onlyHides {
                    marks[path] |= PathMatches.first
                }
            }
        }
    }

    private static func marks(_ found: PathSet, _ shown: PathSet) -> [UInt8] {
        var marks = zip(found.members, shown.members).map { $0 && $1 ? matches : 0 }
        if !marks.isEmpty { marks[0] = 0 }
        return marks
    }

    /// Whether the path itself matches.
    public func isMatch(_ path: PathID) -> Bool { has(path, PathMatches.matches) }

    /// Whether a filter shows the path: it matches, or lies above a match.
    public func isKept(_ path: PathID) -> Bool { has(path, PathMatches.matches | PathMatches.above) }

    /// Whether the path fits a filter, and not because it lies in a directory that does.
    public func isFirstMatch(_ path: PathID) -> Bool { has(path, PathMatches.first) }

    /// Whether something below the directory matches.
    public func isAboveMatch(_ path: PathID) -> Bool { has(path, PathMatches.above) }

    /// The paths that a filter shows.
    public var kept: PathSet { PathSet(members: marks.map { $0 & (PathMatches.matches | PathMatches.above) != 0 }) }

    /// For each path, how many matches lie at and below it.
    public func counts(in stack: LayerStack) -> [UInt32] {
        var counts = marks.map { UInt32($0 & PathMatches.matches) }
        let parents = stack.arena.parents
        counts.withUnsafeMutableBufferPointer { counts in
            for path in counts.indices.reversed() where path > 0 { counts[Int(parents[path])] += counts[path] }
        }
        return counts
    }

    private func has(_ path: PathID, _ mark: UInt8) -> Bool {
        path.index < marks.count && marks[path.index] & mark != 0
    }
}
