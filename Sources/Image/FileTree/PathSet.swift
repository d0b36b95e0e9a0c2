/// A set of paths of a stack: one byte a path, so that millions are cheap to fill and to ask.
public struct PathSet: Sendable, Hashable {
    private(set) var members: [Bool]

    /// An empty set for the paths of a stack.
    public init(pathCount: Int) {
        members = Array(repeating: false, count: pathCount)
    }

    init(members: [Bool]) {
        self.members = members
    }

    /// Whether the path is in the set.
    public func contains(_ path: PathID) -> Bool {
        path.index < members.count && members[path.index]
    }

    /// Puts a path in; one that the stack did not have when the set was made is not taken.
    public mutating func insert(_ path: PathID) {
        if path.index < members.count { members[path.index] = true }
    }

    /// How many paths are in the set.
    public var count: Int {
        members.reduce(0) { $1 ? $0 + 1 : $0 }
    }

    /// Keeps what is in both sets.
    public mutating func formIntersection(_ other: PathSet) {
        let common = min(members.count, other.members.count)
        members.withUnsafeMutableBufferPointer { members in
            for path in 0..<common { members[path] = members[path] && other.members[path] }
            for path in common..<members.count { members[path] = false }
        }
    }
}
