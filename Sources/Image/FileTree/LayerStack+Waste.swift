import Archive

extension LayerStack {
    /// Which bytes the final tree does not show, who stored them and who hid them.
    public func waste() -> Waste {
        let copies = hiddenCopies()
        var byLayer = [Int64](repeating: 0, count: layerCount)
        for copy in copies { byLayer[copy.layer - 1] = byLayer[copy.layer - 1].addingSaturated(copy.bytes) }
        let layerBytes = layers.reduce(Int64(0)) { $0.addingSaturated($1?.totals.size ?? 0) }
        let wasted = byLayer.reduce(Int64(0)) { $0.addingSaturated($1) }
        return Waste(
            layerBytes: layerBytes, visibleBytes: layerBytes - wasted, wastedBytes: wasted,
            wastedBytesByLayer: byLayer,
            copies: copies.sorted { $0.comesBefore($1) })
    }

    /// Goes from the top layer down, so that what hides a path is always the lowest layer above that does.
    private func hiddenCopies() -> [WastedCopy] {
        var copies: [WastedCopy] = []
        var hiders = Hiders(pathCount: pathCount)
        /// When the last hard link of contents was hidden.
        var links: [EntryReference: Hider] = [:]
        for number in stride(from: layerCount, through: 1, by: -1) {
            guard let layer = loaded(number) else { continue }
            for link in layer.columns.hardLinks {
                let reference = EntryReference(layer: number, index: Int(link.node))
                guard let contents = contents(of: reference) else { continue }
                let hider = hiders.hider(of: layer.path(of: Int(link.node)), parents: arena.parents)
                links[contents] = max(links[contents] ?? hider, hider)
            }
            copies += supersededPaths(of: number).filter { $0.bytes > 0 }.map {
                WastedCopy(path: $0.path, entry: $0.entry, hiddenBy: number, cause: .superseded, bytes: $0.bytes)
            }
            let paths = layer.paths
            for node in layer.columns.marks.indices {
                let bytes = layer.columns.size(at: node)
                guard bytes > 0 else { continue }
                let reference = EntryReference(layer: number, index: node)
                let path = paths[node]
                let own = hiders.hider(of: path, parents: arena.parents)
                let hider = max(own, links[reference] ?? own)
                if hider == .nobody { continue }
                copies.append(
                    WastedCopy(
                        path: PathID(number: path), entry: reference, hiddenBy: hider.layer, cause: hider.cause,
                        bytes: bytes))
            }
            hiders.add(layer, number: UInt32(number))
        }
        return copies
    }
}

extension WastedCopy {
    fileprivate func comesBefore(_ other: WastedCopy) -> Bool {
        if bytes != other.bytes { return bytes > other.bytes }
        return path != other.path ? path < other.path : layer < other.layer
    }
}

/// A layer that hides a path, and how: ordered by layer, then by how near the cause is to the path.
private struct Hider: Comparable {
    private let raw: UInt32

    static let nobody = Hider(raw: .max)

    private init(raw: UInt32) {
        self.raw = raw
    }

    init(layer: UInt32, cause: WastedCopy.Cause) {
        raw = layer << 3 | UInt32(cause.rawValue)
    }

    var layer: Int { Int(raw >> 3) }
    var cause: WastedCopy.Cause { WastedCopy.Cause(rawValue: UInt8(raw & 7)) ?? .overwritten }

    static func < (left: Hider, right: Hider) -> Bool {
        left.raw < right.raw
    }
}

/// For each path, the lowest layer so far that hides what lies lower at it, and below it.
private struct Hiders {
    private var here: [Hider]
    private var below: [Hider]

    init(pathCount: Int) {
        here = Array(repeating: .nobody, count: pathCount)
        below = here
    }

    func hider(of path: UInt32, parents: [UInt32]) -> Hider {
        var hider = here[Int(path)]
        var ancestor = path
        while ancestor != 0 {
            ancestor = parents[Int(ancestor)]
            hider = min(hider, below[Int(ancestor)])
        }
        return hider
    }

    mutating func add(_ layer: LayerStack.Layer, number: UInt32) {
        let paths = layer.paths
        for (node, marks) in layer.columns.marks.enumerated() {
            let path = Int(paths[node])
            if marks.contains(.whiteout) {
                here[path] = Hider(layer: number, cause: .whiteout)
                below[path] = here[path]
            }
            if marks.contains(.opaque) { below[path] = Hider(layer: number, cause: .opaque) }
            if marks.contains(.entry), marks.kind != .directory {
                here[path] = Hider(layer: number, cause: .overwritten)
                below[path] = Hider(layer: number, cause: .replaced)
            } else if marks.contains(.entry) || marks.contains(.directory) {
                here[path] = Hider(layer: number, cause: .replaced)
            }
        }
    }
}
