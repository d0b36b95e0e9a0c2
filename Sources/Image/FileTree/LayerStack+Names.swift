extension LayerStack {
    /// How many different names the paths' last components have, the root's empty one included.
    public var nameCount: Int { arena.names.count }

    /// The number of a path's last component, from 0 (the root's): equal names have equal numbers.
    public func nameNumber(of path: PathID) -> Int {
        path.index < pathCount ? Int(arena.nameNumbers[path.index]) : 0
    }

    /// The numbers of names, of those that some path has: to compare these takes less than to write out a path.
    public func nameNumbers(of names: [String]) -> Set<Int> {
        let wanted = names.map { Array($0.utf8) }
        let isWanted = arena.names.matches { name in
            wanted.contains { $0.count == name.count && name.elementsEqual($0) }
        }
        return Set(isWanted.indices.filter { isWanted[$0] })
    }

    /// Passes every name once, with its number.
    public func forEachName(_ body: (Int, Span<UInt8>) -> Void) {
        let bytes = arena.names.bytes.span
        for number in 0..<UInt32(clamping: nameCount) {
            body(Int(number), bytes.extracting(arena.names.range(of: number)))
        }
    }

    /// How the name of a path's last component stands to that of another stack's path, by their bytes: below 0 where it comes
    /// before, 0 where they are equal.
    public func order(of path: PathID, against other: PathID, of stack: LayerStack) -> Int {
        guard path.index < pathCount, other.index < stack.pathCount else { return 0 }
        let names = stack.arena.names
        let range = names.range(of: stack.arena.nameNumbers[other.index])
        return names.bytes.withUnsafeBufferPointer {
            arena.names.order(of: arena.nameNumbers[path.index], against: UnsafeBufferPointer(rebasing: $0[range]))
        }
    }

    /// The path directly below another that has the name; nil where no layer has one.
    public func child(of path: PathID, named name: [UInt8]) -> PathID? {
        child(of: path, named: name[...])
    }

    func child(of path: PathID, named name: ArraySlice<UInt8>) -> PathID? {
        let children = children(of: path)
        return name.withUnsafeBufferPointer { name in
            func order(_ child: PathID) -> Int { arena.names.order(of: arena.nameNumbers[child.index], against: name) }
            let place = children.firstIndex(notBefore: 0, by: order)
            return children.indices.contains(place) && order(children[place]) == 0 ? children[place] : nil
        }
    }

    /// The entries of all layers whose path's last component the condition holds for, lower layers first: each name is
    /// looked at once, however many paths have it.
    public func entries(named condition: (Span<UInt8>) -> Bool) -> [EntryReference] {
        var holds = [Bool](repeating: false, count: nameCount)
        forEachName { number, name in holds[number] = condition(name) }
        var entries: [EntryReference] = []
        for (number, layer) in layers.enumerated() {
            guard let layer else { continue }
            for (index, path) in layer.paths.enumerated()
            where holds[Int(arena.nameNumbers[Int(path)])] && layer.columns.marks[index].contains(.entry) {
                entries.append(EntryReference(layer: number + 1, index: index))
            }
        }
        return entries
    }
}

extension NameTable {
    /// How a name stands to another one by their bytes: below 0 where it comes before, 0 where they are equal.
    fileprivate func order(of name: UInt32, against other: UnsafeBufferPointer<UInt8>) -> Int {
        let range = range(of: name)
        let order = bytes.withUnsafeBufferPointer { bytes in
            zip(bytes[range], other).first { $0 != $1 }.map { Int($0) - Int($1) }
        }
        return order ?? range.count - other.count
    }
}
