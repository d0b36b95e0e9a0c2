import FileTree

/// The figures of a whole image, in DESIGN.md's exact meanings; known once all layers are read.
public struct Figures: Sendable, Hashable {
    /// How many paths a layer changed.
    public struct Changes: Sendable, Hashable {
        /// New paths.
        public var added: Int
        /// Paths with other contents or metadata.
        public var modified: Int
        /// Paths that are gone.
        public var removed: Int

        /// Counts of paths that are no directories.
        public init(added: Int, modified: Int, removed: Int) {
            self.added = added
            self.modified = modified
            self.removed = removed
        }
    }

    /// Bytes of all layers' regular files.
    public var layerBytes: Int64
    /// Bytes that the final tree still shows.
    public var visibleBytes: Int64
    /// Bytes that were overwritten, deleted or hidden.
    public var wastedBytes: Int64
    /// Paths of the final tree that are no directories.
    public var files: Int
    /// Changes of each layer, base first.
    public var changes: [Changes]
    /// The wasted bytes of each path.
    public private(set) var wasted = WastedBytes()

    /// Visible bytes ÷ all bytes; 1 for an image without any.
    public var efficiency: Double { layerBytes > 0 ? Double(visibleBytes) / Double(layerBytes) : 1 }

    /// Figures of their parts.
    public init(layerBytes: Int64, visibleBytes: Int64, wastedBytes: Int64, files: Int, changes: [Changes]) {
        self.layerBytes = layerBytes
        self.visibleBytes = visibleBytes
        self.wastedBytes = wastedBytes
        self.files = files
        self.changes = changes
    }

    /// Works out the figures of a stack. Costs as much as looking at every path of every layer, so it is done by the
    /// thread that loads, not on a key.
    public init(of stack: LayerStack) {
        let waste = stack.waste()
        layerBytes = waste.layerBytes
        visibleBytes = waste.visibleBytes
        wastedBytes = waste.wastedBytes
        files = stack.layerCount > 0 ? stack.view(of: 1...stack.layerCount).fileCount(of: .root) : 0
        wasted = WastedBytes(of: waste.copies, in: stack)
        changes = stack.changeCounts().map { counts in
            Changes(added: counts.added, modified: counts.modified, removed: counts.removed)
        }
    }
}
