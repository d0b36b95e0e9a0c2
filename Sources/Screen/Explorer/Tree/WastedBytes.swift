import FileTree

/// For each path of a stack, the bytes that layers store there, or below, and the final tree does not show.
public struct WastedBytes: Sendable, Hashable {
    /// By path, where anything is wasted.
    private var sizes = SparseColumn<Int64>()

    /// Nothing wasted, or not known yet.
    init() {}

    /// Sums up hidden copies along the directories above them.
    init(of copies: [WastedCopy], in stack: LayerStack) {
        guard !copies.isEmpty else { return }
        var sizes = [Int64](repeating: 0, count: stack.pathCount)
        for copy in copies where copy.path.index < sizes.count {
            sizes[copy.path.index] = sizes[copy.path.index].addingSaturated(copy.bytes)
        }
        // Directories have lower numbers than what lies in them.
        for index in stride(from: sizes.count - 1, to: 0, by: -1) where sizes[index] > 0 {
            guard let parent = stack.path(at: index).flatMap({ stack.parent(of: $0) })?.index else { continue }
            sizes[parent] = sizes[parent].addingSaturated(sizes[index])
        }
        self.sizes = SparseColumn(sizes) { _ in 0 }
    }

    /// The bytes at and below a path.
    subscript(path: PathID) -> Int64 { sizes[path.index] ?? 0 }
}
