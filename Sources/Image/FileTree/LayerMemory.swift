import ImageStore

/// Knows layers that were read before, and keeps those that are read now for the next time.
public protocol LayerMemory: Sendable {
    /// The tree of a layer that need not be read, with all that was noted of it; nil to read it.
    func tree(of blob: LayerBlob, isCancelled: @escaping @Sendable () -> Bool) -> LayerTree?
    /// The blob as it is to be read.
    func reading(_ blob: LayerBlob) -> LayerBlob
    /// A layer was read to its end; `blob` is what `reading` gave.
    func keep(_ tree: LayerTree, of blob: LayerBlob)
    /// All layers are through that will be; what they are stacked in.
    func finish(_ stack: LayerStack)
}
