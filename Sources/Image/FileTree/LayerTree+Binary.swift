import BinaryCoding

// How an index has a layer's tree: column by column. What is read back has passed all checks that other code rests on.

extension LayerTree: BinaryCodable {
    /// Writes a tree that is whole: a fault is not written.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(totals)
        encoder.write(warnings)
        encoder.write(arena)
        encoder.write(columns)
    }

    /// Reads a tree.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        let totals = try decoder.value(Totals.self)
        let warnings = try decoder.value([String].self)
        let arena = try decoder.value(PathArena.self)
        let columns = try decoder.value(LayerColumns.self)
        guard columns.count == arena.count else { throw BinaryFault() }
        self.init(arena: arena, columns: columns, totals: totals, warnings: warnings)
    }

    /// The tree as it is where contents were not read.
    public var withoutHashes: LayerTree {
        var tree = self
        tree.columns.dropHashes()
        return tree
    }
}

extension LayerTree.Totals: BinaryCodable {
    /// Writes the counts.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(numbers: [Int64(files), Int64(directories), Int64(whiteouts), size])
    }

    /// Reads the counts.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        let numbers = try decoder.numbers(4, of: Int64.self)
        guard numbers.allSatisfy({ $0 >= 0 }) else { throw BinaryFault() }
        self.init()
        (files, directories, whiteouts, size) = (Int(numbers[0]), Int(numbers[1]), Int(numbers[2]), numbers[3])
    }
}
