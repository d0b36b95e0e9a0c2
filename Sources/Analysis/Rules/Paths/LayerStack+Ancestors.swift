import FileTree

extension LayerStack {
    /// The directories that a path lies in, the nearest first, the root last.
    func ancestors(of path: PathID) -> some Sequence<PathID> {
        sequence(first: path) { parent(of: $0) }.dropFirst()
    }
}
