extension LayerStack {
    /// A path that has to find its place among the others of its directory.
    private struct Newcomer {
        let path: UInt32
        let name: UInt32
        /// Tells most names apart at once.
        let prefix: UInt64
    }

    /// Puts new paths where their names belong: whoever shows a directory has it in order without sorting.
    ///
    /// - Parameters:
    ///   - directories: Each directory that has new paths, once. These stand before the others, which are in order.
    ///   - known: The number of the first new path.
    mutating func sortChildren(of directories: [UInt32], from known: UInt32) {
        let names = arena.names
        var newcomers: [Newcomer] = []
        for directory in directories {
            newcomers.removeAll(keepingCapacity: true)
            var next = firstChildren[Int(directory)]
            while next >= known {
                let name = arena.nameNumbers[Int(next)]
                newcomers.append(Newcomer(path: next, name: name, prefix: names.prefix(of: name)))
                next = nextSiblings[Int(next)]
            }
            newcomers.sort { left, right in
                left.prefix == right.prefix ? names.precedes(left.name, right.name) : left.prefix < right.prefix
            }
            link(newcomers, andThen: next, in: directory)
        }
    }

    /// Joins two rows of children, each in order, to one.
    private mutating func link(_ newcomers: [Newcomer], andThen first: UInt32, in directory: UInt32) {
        var (other, last) = (first, UInt32(0))
        firstChildren[Int(directory)] = first
        func isBefore(_ newcomer: Newcomer) -> Bool {
            other != 0 && arena.names.precedes(arena.nameNumbers[Int(other)], newcomer.name)
        }
        for newcomer in newcomers {
            while isBefore(newcomer) {
                last = other
                other = nextSiblings[Int(other)]
            }
            setSibling(newcomer.path, after: last, in: directory)
            nextSiblings[Int(newcomer.path)] = other
            last = newcomer.path
        }
    }

    private mutating func setSibling(_ path: UInt32, after last: UInt32, in directory: UInt32) {
        if last == 0 { firstChildren[Int(directory)] = path } else { nextSiblings[Int(last)] = path }
    }
}

extension NameTable {
    /// The first eight bytes of a name as a number that is ordered as they are.
    func prefix(of name: UInt32) -> UInt64 {
        let range = range(of: name)
        return bytes.withUnsafeBufferPointer { bytes in
            var prefix: UInt64 = 0
            for place in range.prefix(8) { prefix = prefix << 8 | UInt64(bytes[place]) }
            return prefix << UInt64(8 * (8 - Swift.min(8, range.count)))
        }
    }

    /// Whether a name comes before another one by its bytes.
    func precedes(_ name: UInt32, _ other: UInt32) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            UnsafeBufferPointer(rebasing: bytes[range(of: name)])
                .lexicographicallyPrecedes(UnsafeBufferPointer(rebasing: bytes[range(of: other)]))
        }
    }
}
