/// Whole numbers of which most lie between 0 and 2³¹, such as sizes and times: four bytes each, and eight more for each
/// other one.
package struct NumberColumn: Sendable, Hashable {
    /// The number, or with the highest bit the place in `others`. There are fewer places than that: paths are numbered
    /// with 32 bits, and a place for every second one would be 16 GB.
    private var numbers: [UInt32]
    private var others: [Int64] = []

    private static let isElsewhere: UInt32 = 1 << 31

    /// So many zeros.
    package init(zeros count: Int = 0) {
        numbers = Array(repeating: 0, count: count)
    }

    /// The same numbers.
    package init(_ values: [Int64]) {
        self.init(zeros: values.count)
        for (index, value) in values.enumerated() where value != 0 { self[index] = value }
    }

    mutating func append(_ value: Int64) {
        numbers.appendSparingly(0)
        if value != 0 { self[numbers.count - 1] = value }
    }

    mutating func trim() {
        numbers = numbers.trimmed()
        others = others.trimmed()
    }

    var memory: Int { numbers.capacity * 4 + others.capacity * 8 }
}

extension NumberColumn: RandomAccessCollection, MutableCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { numbers.count }

    package subscript(index: Int) -> Int64 {
        get {
            let number = numbers[index]
            if number & NumberColumn.isElsewhere == 0 { return Int64(number) }
            return others[Int(number & ~NumberColumn.isElsewhere)]
        }
        set {
            if numbers[index] & NumberColumn.isElsewhere != 0 {
                others[Int(numbers[index] & ~NumberColumn.isElsewhere)] = newValue
            } else if let small = UInt32(exactly: newValue), small & NumberColumn.isElsewhere == 0 {
                numbers[index] = small
            } else {
                numbers[index] = NumberColumn.isElsewhere | UInt32(others.count)
                others.append(newValue)
            }
        }
    }
}
