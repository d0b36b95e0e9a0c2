/// Values by path of which most follow from the path itself: what lies in directories is mostly files, of which each counts
/// one. Only the other values are kept.
public struct SparseColumn<Value: Hashable & Sendable>: Hashable, Sendable {
    @usableFromInline private(set) var values: [Value] = []
    /// By path, whether its value is kept: 64 paths a word.
    @usableFromInline private(set) var isKept: [UInt64] = []
    /// By word, how many values come before those of its paths.
    @usableFromInline private(set) var valuesBefore: [UInt32] = []

    /// No values.
    @inlinable public init() {}

    /// - Parameters:
    ///   - all: The value of each path, by its index.
    ///   - usual: The value that follows from the path, and is not kept where the path has it.
    @inlinable public init(_ all: [Value], usual: (Int) -> Value) {
        isKept = Array(repeating: 0, count: (all.count + 63) / 64)
        valuesBefore.reserveCapacity(isKept.count)
        for (path, value) in all.enumerated() {
            if path % 64 == 0 { valuesBefore.append(UInt32(values.count)) }
            guard value != usual(path) else { continue }
            isKept[path / 64] |= 1 << UInt64(path % 64)
            values.append(value)
        }
        values = values.withUnsafeBufferPointer { Array($0) }
    }

    /// Bytes that the columns take.
    var memory: Int {
        values.capacity * MemoryLayout<Value>.stride + isKept.capacity * 8 + valuesBefore.capacity * 4
    }

    /// The value of a path; nil where it is the usual one.
    @inlinable public subscript(path: Int) -> Value? {
        guard path / 64 < isKept.count else { return nil }
        let (word, bit) = (isKept[path / 64], UInt64(1) << UInt64(path % 64))
        guard word & bit != 0 else { return nil }
        return values[Int(valuesBefore[path / 64]) + (word & (bit - 1)).nonzeroBitCount]
    }
}
