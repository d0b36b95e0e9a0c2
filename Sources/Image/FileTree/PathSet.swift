/// A set of paths of a stack: one byte a path, so that millions are cheap to fill and to ask.
public struct PathSet: Sendable, Hashable {
    @usableFromInline let members: [Bool]

    init(members: [Bool]) {
        self.members = members
    }

    /// No paths.
    public init() {
        members = []
    }

    /// Whether the path is in the set.
    @inlinable public func contains(_ path: PathID) -> Bool {
        contains(index: path.index)
    }

    /// Whether the path of that index is in the set.
    @inlinable public func contains(index: Int) -> Bool {
        index < members.count && members[index]
    }
}
