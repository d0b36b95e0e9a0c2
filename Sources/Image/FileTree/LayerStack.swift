// The paths of an image. Read in this order:
//
// - `Entry`, `PathID`, `Change`: the words.
// - `LayerTree`: what one layer's tar holds, in a compact arena, built in one pass.
// - `LayerStack`: the union of all layers' paths; whiteouts, opaque directories and hard links get their meaning here.
// - `TreeView`: what the tree shows after a range of layers and what changed in it. A view is computed anew whenever
//   it is wanted: a few milliseconds for a million paths, so nothing is kept up to date incrementally.
// - `Waste`: which bytes of which layer nobody can see any more.
// - `ImageLoader` and `ContentReader`: from an image's layers to a stack, and from an entry to its bytes.
//
// A path of a child always has a greater number than that of its parent. Every loop that aggregates (backwards) or
// inherits (forwards) rests on that.
import Archive

/// The union of all layers' paths. A value; layers may be put in any order.
public struct LayerStack: Sendable {
    /// A layer whose nodes are known by their paths in the union. It never changes; an object, so that to look at one entry
    /// counts one reference and not those of all columns.
    final class Layer: Sendable {
        private let pathRuns: RunColumn
        let columns: LayerColumns
        let totals: LayerTree.Totals
        let fault: String?

        init(paths: [UInt32], columns: LayerColumns, totals: LayerTree.Totals, fault: String?) {
            (pathRuns, self.columns, self.totals, self.fault) = (RunColumn(paths), columns, totals, fault)
        }

        /// The path of each node: made for whoever goes through all of them.
        var paths: [UInt32] { pathRuns.all }

        /// The path of one node.
        func path(of node: Int) -> UInt32 { pathRuns[node] }

        // What the stack asks of a node it asks here: out of the class, between branches, the compiler would copy all columns
        // to look into one, and count a reference to each.

        func entry(at node: Int) -> Entry { columns.entry(at: node) }

        func size(at node: Int) -> Int64 { columns.size(at: node) }

        func hash(at node: Int) -> UInt64? { columns.hash(at: node) }

        /// What a hard link shares in this layer; the node itself where it is none; nil where it lies below.
        func contents(at node: Int) -> Int? {
            let marks = columns.marks[node]
            guard marks.contains(.entry), marks.kind == .hardLink else { return node }
            return columns.target(ofHardLink: node)
        }

        var memory: Int { pathRuns.memory + columns.memory }
    }

    var arena = PathArena()
    private(set) var children = Children()
    var layers: [Layer?]
    /// The contents that hard links share with a lower layer: rare, so not in a column.
    var lowerTargets: [EntryReference: EntryReference] = [:]

    /// A stack that waits for its layers.
    public init(layerCount: Int) {
        layers = Array(repeating: nil, count: max(0, layerCount))
    }

    /// The number of layers, loaded or not.
    public var layerCount: Int { layers.count }

    /// The number of paths in all loaded layers, the root, implied directories and removed paths included.
    public var pathCount: Int { arena.count }

    /// The path of that index, from 0 (the root); nil beyond the last one.
    public func path(at index: Int) -> PathID? {
        index >= 0 && index < pathCount ? PathID(number: UInt32(index)) : nil
    }

    /// Whether the layer has been put in, and is whole. What was read of a layer with a fault is in the views, but the
    /// layer does not count as loaded.
    public func isLoaded(_ layer: Int) -> Bool {
        loaded(layer).map { $0.fault == nil } ?? false
    }

    /// The layers that are not there, or not whole, from 1.
    public var layersNotLoaded: [Int] { (1..<layerCount + 1).filter { !isLoaded($0) } }

    /// Why only a part of the layer is known, in one sentence; nil when it is whole, and when it is not there at all.
    public func fault(of layer: Int) -> String? {
        loaded(layer)?.fault
    }

    /// The counts of a layer, or of what could be read of it; nil until it is put in.
    public func totals(of layer: Int) -> LayerTree.Totals? {
        loaded(layer)?.totals
    }

    /// Puts a layer in; one that was there is replaced.
    ///
    /// - Parameter index: from 1, the base. A layer outside of the stack is not taken.
    public mutating func insert(_ layer: LayerTree, at index: Int) {
        put(layer, at: index)
        settle()
    }

    /// Brings up to date what follows from all layers.
    mutating func settle() {
        children.grow(arena)
        findLowerTargets()
    }

    /// Puts one of many layers in: when all are, `settle` has to be called, which goes through all of them.
    mutating func put(_ layer: LayerTree, at index: Int) {
        guard layers.indices.contains(index - 1) else { return }
        let paths = merge(layer.arena)
        layers[index - 1] = Layer(paths: paths, columns: layer.columns, totals: layer.totals, fault: layer.fault)
    }

    /// Gives back memory that only growth needs: worth it once the last layer is in.
    public mutating func trim() { arena.close() }

    /// The name of a path's last component; empty for the root.
    public func name(of path: PathID) -> [UInt8] {
        path.index < pathCount ? arena.name(of: path.number) : []
    }

    /// The path without a leading slash; empty for the root.
    public func path(of path: PathID) -> [UInt8] {
        path.index < pathCount ? arena.path(of: path.number) : []
    }

    /// The directory that the path lies in; nil for the root.
    public func parent(of path: PathID) -> PathID? {
        guard path.index > 0, path.index < pathCount else { return nil }
        return PathID(number: arena.parents[path.index])
    }

    /// Whether a path is another one or lies below it.
    public func path(_ path: PathID, isAtOrBelow top: PathID) -> Bool {
        // What lies below has the greater number.
        var place = path
        while place > top, let directory = parent(of: place) { place = directory }
        return place == top
    }

    /// Whether a path is one of these or lies below one.
    public func path(_ path: PathID, isAtOrBelow tops: Set<PathID>) -> Bool {
        var next: PathID? = path
        while let place = next {
            if tops.contains(place) { return true }
            next = parent(of: place)
        }
        return false
    }

    /// All paths of any layer directly below, in the order of their names' bytes.
    public func children(of path: PathID) -> ArraySlice<PathID> { children[path.index] }

    /// The number of a path; `./a`, `/a` and `a/` are one. Nil when no layer has it.
    public func find(_ path: [UInt8]) -> PathID? {
        guard let components = PathName.components(of: path) else { return nil }
        var place = PathID.root
        for component in components {
            guard let child = child(of: place, named: path[component]) else { return nil }
            place = child
        }
        return place
    }

    /// The entry as its layer has it. A reference that the stack did not give yields an empty directory.
    public func entry(_ reference: EntryReference) -> Entry {
        guard let layer = loaded(reference.layer), layer.columns.marks.indices.contains(reference.index) else {
            return Entry(
                kind: .directory, mode: 0o755, userID: 0, groupID: 0, size: 0, modified: 0, linkTarget: [],
                deviceMajor: 0, deviceMinor: 0, hasCapabilities: false, contentHash: nil, ordinal: 0)
        }
        return layer.entry(at: reference.index)
    }

    /// The bytes of an entry's own contents; 0 for what has none, and for a reference that the stack did not give.
    public func size(of reference: EntryReference) -> Int64 {
        guard let layer = loaded(reference.layer), layer.columns.marks.indices.contains(reference.index) else {
            return 0
        }
        return layer.size(at: reference.index)
    }

    /// The hash of an entry's contents; nil where it has none, and for a reference that the stack did not give.
    public func contentHash(of reference: EntryReference) -> UInt64? {
        guard let layer = loaded(reference.layer), layer.columns.marks.indices.contains(reference.index) else {
            return nil
        }
        return layer.hash(at: reference.index)
    }

    /// When an entry was last modified, in seconds since 1970; 0 for a reference that the stack did not give.
    public func modified(of reference: EntryReference) -> Int64 {
        guard let layer = loaded(reference.layer), layer.columns.details.indices.contains(reference.index) else {
            return 0
        }
        return layer.columns.details.modified(at: reference.index)
    }

    /// The index of an entry in its layer's tar, from 0; 0 for a reference that the stack did not give.
    public func ordinal(of reference: EntryReference) -> Int {
        guard let layer = loaded(reference.layer), layer.columns.details.indices.contains(reference.index) else {
            return 0
        }
        return Int(layer.columns.details.ordinal(at: reference.index))
    }

    /// The path that an entry describes; nil for a reference that the stack did not give.
    public func path(of reference: EntryReference) -> PathID? {
        guard let layer = loaded(reference.layer), layer.columns.marks.indices.contains(reference.index) else {
            return nil
        }
        return PathID(number: layer.path(of: reference.index))
    }

    /// The entries of one layer in the order of its arena, implied directories and whiteouts apart.
    public func entries(of layer: Int) -> [EntryReference] {
        guard let columns = loaded(layer)?.columns else { return [] }
        return columns.marks.indices.lazy.filter { columns.marks[$0].contains(.entry) }
            .map { EntryReference(layer: layer, index: $0) }
    }

    /// Bytes that the arenas take, by the capacities of their columns.
    var memory: Int {
        layers.reduce(arena.memory + children.memory) { sum, layer in
            sum + (layer?.memory ?? 0)
        }
    }

    func loaded(_ layer: Int) -> Layer? {
        layers.indices.contains(layer - 1) ? layers[layer - 1] : nil
    }

    /// Takes a layer's paths into the union and gives, for each of its nodes, the path there.
    private mutating func merge(_ other: PathArena) -> [UInt32] {
        let unnamed = UInt32.max
        var names = [UInt32](repeating: unnamed, count: other.names.count)
        var paths = [UInt32](repeating: 0, count: other.count)
        for node in 1..<max(1, other.count) {
            let name = Int(other.nameNumbers[node])
            if names[name] == unnamed {
                let range = other.names.range(of: UInt32(name))
                names[name] = other.names.bytes.withUnsafeBufferPointer {
                    arena.names.intern(UnsafeBufferPointer(rebasing: $0[range])) ?? 0
                }
            }
            paths[node] = arena.makeChild(of: paths[Int(other.parents[node])], named: names[name]).node
        }
        return paths
    }
}
