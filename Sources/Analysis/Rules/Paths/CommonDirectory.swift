import FileTree

/// The lowest path that several paths lie at or below.
enum CommonDirectory {
    /// That path; nil when it is the root, and for no paths.
    static func of(_ paths: [PathID], in stack: LayerStack) -> PathID? {
        guard var common = paths.first else { return nil }
        for path in paths.dropFirst() {
            var other = path
            // A parent's number is less than its child's.
            while common != other {
                if common > other {
                    common = stack.parent(of: common) ?? .root
                } else {
                    other = stack.parent(of: other) ?? .root
                }
            }
            if common == .root { return nil }
        }
        return common
    }
}

extension LayerStack {
    /// The directories that a path lies in, the nearest first, the root last.
    func ancestors(of path: PathID) -> some Sequence<PathID> {
        sequence(first: path) { parent(of: $0) }.dropFirst()
    }
}
