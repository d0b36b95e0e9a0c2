/// Numbers of 32 bits that take two bytes each until one needs more.
struct ShortColumn: Sendable, Hashable {
    private var low: [UInt16]
    /// Empty as long as all numbers fit without it.
    private var high: [UInt16] = []

    /// So many zeros.
    init(zeros count: Int = 0) {
        low = Array(repeating: 0, count: count)
    }

    var count: Int { low.count }

    subscript(index: Int) -> UInt32 {
        get { high.isEmpty ? UInt32(low[index]) : UInt32(high[index]) << 16 | UInt32(low[index]) }
        set {
            low[index] = UInt16(truncatingIfNeeded: newValue)
            if newValue > UInt16.max, high.isEmpty { high = Array(repeating: 0, count: low.count) }
            if !high.isEmpty { high[index] = UInt16(truncatingIfNeeded: newValue >> 16) }
        }
    }

    mutating func append(_ value: UInt32) {
        low.appendSparingly(0)
        if !high.isEmpty { high.appendSparingly(0) }
        if value != 0 { self[low.count - 1] = value }
    }

    mutating func trim() {
        low = low.trimmed()
        high = high.trimmed()
    }

    var memory: Int { (low.capacity + high.capacity) * 2 }
}
