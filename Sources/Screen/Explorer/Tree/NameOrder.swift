import FileTree

/// The children of directories in the order of their names. It does not depend on the layers shown, so a directory is
/// ordered once, when it is first unfolded.
struct NameOrder: Sendable {
    private var ordered: [PathID: [PathID]] = [:]

    /// A directory's children by name; directories and files are not told apart.
    mutating func children(of path: PathID, in stack: LayerStack) -> [PathID] {
        if let known = ordered[path] { return known }
        let named = stack.children(of: path).map { (name: stack.name(of: $0), path: $0) }
        let sorted = named.sorted { $0.name.lexicographicallyPrecedes($1.name) }.map(\.path)
        ordered[path] = sorted
        return sorted
    }
}
