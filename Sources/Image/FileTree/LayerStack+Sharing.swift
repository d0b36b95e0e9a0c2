import Archive

/// A layer that was read already, with another image that has it too.
public struct ReadLayer: Sendable {
    /// What it was read into.
    public let stack: LayerStack
    /// Its number there, from 1.
    public let layer: Int

    /// A layer of a stack.
    public init(stack: LayerStack, layer: Int) {
        (self.stack, self.layer) = (stack, layer)
    }
}

extension LayerStack {
    /// Puts in a layer that another stack has; nothing happens where that has not loaded it.
    ///
    /// - Parameter index: from 1, the base. A layer outside of the stack is not taken.
    public mutating func insert(_ read: ReadLayer, at index: Int) {
        put(read, at: index)
        settle()
    }

    /// The same for one of many layers.
    mutating func put(_ read: ReadLayer, at index: Int) {
        guard layers.indices.contains(index - 1), let layer = read.stack.loaded(read.layer) else { return }
        let paths = merge(layer.paths, of: read.stack.arena)
        layers[index - 1] = Layer(paths: paths, columns: layer.columns, totals: layer.totals, fault: layer.fault)
    }

    /// The same stack with some layers only: those above are not there, those below hold nothing. Layers keep their numbers.
    public func keeping(_ range: ClosedRange<Int>) -> LayerStack {
        var stack = self
        stack.layers = Array(layers.prefix(range.upperBound))
        let empty = LayerTree(entries: [TarEntry]())
        let nothing = Layer(paths: [0], columns: empty.columns, totals: empty.totals, fault: nil)
        for index in stack.layers.indices.prefix(range.lowerBound - 1) { stack.layers[index] = nothing }
        stack.settle()
        return stack
    }

    /// Takes paths of another stack's union into this one and gives their numbers here. A parent comes before its children.
    private mutating func merge(_ nodes: [UInt32], of other: PathArena) -> [UInt32] {
        var known = [UInt32](repeating: 0, count: other.count)
        return nodes.map { path in
            guard path != 0 else { return 0 }
            let name = other.names.range(of: other.nameNumbers[Int(path)])
            let number = other.names.bytes.withUnsafeBufferPointer {
                arena.names.intern(UnsafeBufferPointer(rebasing: $0[name])) ?? 0
            }
            known[Int(path)] = arena.makeChild(of: known[Int(other.parents[Int(path)])], named: number).node
            return known[Int(path)]
        }
    }
}
