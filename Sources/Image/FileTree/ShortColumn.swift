/// Numbers of 32 bits that take one byte each until one needs more, and two until one needs four.
package struct ShortColumn: Sendable, Hashable {
    private var low: [UInt8]
    /// The next eight bits. Empty as long as all numbers fit without them.
    private var middle: [UInt8] = []
    /// The upper half. Empty as long as all numbers fit without it.
    private var high: [UInt16] = []

    /// So many zeros.
    package init(zeros count: Int = 0) {
        low = Array(repeating: 0, count: count)
    }

    package var count: Int { low.count }

    package subscript(index: Int) -> UInt32 {
        get {
            var value = UInt32(low[index])
            if !middle.isEmpty { value |= UInt32(middle[index]) << 8 }
            if !high.isEmpty { value |= UInt32(high[index]) << 16 }
            return value
        }
        set {
            if newValue > UInt8.max, middle.isEmpty { middle = Array(repeating: 0, count: low.count) }
            if newValue > UInt16.max, high.isEmpty { high = Array(repeating: 0, count: low.count) }
            low[index] = UInt8(truncatingIfNeeded: newValue)
            if !middle.isEmpty { middle[index] = UInt8(truncatingIfNeeded: newValue >> 8) }
            if !high.isEmpty { high[index] = UInt16(truncatingIfNeeded: newValue >> 16) }
        }
    }

    mutating func append(_ value: UInt32) {
        low.appendSparingly(0)
        if !middle.isEmpty { middle.appendSparingly(0) }
        if !high.isEmpty { high.appendSparingly(0) }
        if value != 0 { self[low.count - 1] = value }
    }

    mutating func trim() {
        low = low.trimmed()
        middle = middle.trimmed()
        high = high.trimmed()
    }

    var memory: Int { low.capacity + middle.capacity + high.capacity * 2 }
}
