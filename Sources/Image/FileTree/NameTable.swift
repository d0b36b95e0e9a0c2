import BinaryCoding

/// Names of files, each stored once and numbered from 0. Number 0 is the empty name.
struct NameTable: Sendable {
    private(set) var bytes: [UInt8] = []
    private var ends: [UInt32] = [0]
    /// By number, what a name is made of.
    private(set) var letters: [LetterSet] = [[]]
    private var slots: [UInt32] = []
    /// Unlike from one process to the next, so that no archive can be made whose names all collide.
    private let seed = UInt64.random(in: .min ... .max) | 1

    var count: Int { ends.count }

    func range(of name: UInt32) -> Range<Int> {
        let end = Int(ends[Int(name)])
        return (name == 0 ? 0 : Int(ends[Int(name) - 1]))..<end
    }

    /// The name's number, new or known; nil when four gigabytes of names are full.
    mutating func intern(_ name: UnsafeBufferPointer<UInt8>) -> UInt32? {
        if name.isEmpty { return 0 }
        if ends.count * 4 >= slots.count * 3 { index(in: Swift.max(64, ends.count * 2)) }
        let slot = slot(of: name)
        if slots[slot] != 0 { return slots[slot] }
        guard bytes.count + name.count < Int(UInt32.max) else { return nil }
        bytes.append(contentsOf: name)
        let number = UInt32(ends.count)
        ends.appendSparingly(UInt32(bytes.count))
        letters.appendSparingly(LetterSet(name))
        slots[slot] = number
        return number
    }

    func find(_ name: UnsafeBufferPointer<UInt8>) -> UInt32? {
        if name.isEmpty { return 0 }
        if slots.isEmpty { return nil }
        let number = slots[slot(of: name)]
        return number == 0 ? nil : number
    }

    /// Gives back what only growth needs; names can be read, not found, until the next `intern`.
    mutating func trim() {
        slots = []
        bytes = bytes.trimmed()
        ends = ends.trimmed()
        letters = letters.trimmed()
    }

    var memory: Int {
        bytes.capacity + (ends.capacity + letters.capacity + slots.capacity) * MemoryLayout<UInt32>.size
    }

    /// The slot that holds the name, or the empty one where it belongs.
    private func slot(of name: UnsafeBufferPointer<UInt8>) -> Int {
        var slot = hash(name).slot(among: slots.count)
        return bytes.withUnsafeBufferPointer { bytes in
            while slots[slot] != 0 {
                let range = range(of: slots[slot])
                if range.count == name.count, name.elementsEqual(UnsafeBufferPointer(rebasing: bytes[range])) {
                    return slot
                }
                slot = slot + 1 == slots.count ? 0 : slot + 1
            }
            return slot
        }
    }

    /// Makes the look-up table anew, with so many slots: more than there are names.
    private mutating func index(in capacity: Int) {
        slots = [UInt32](repeating: 0, count: capacity)
        for number in 1..<UInt32(Swift.max(1, ends.count)) {
            let range = range(of: number)
            let key = bytes.withUnsafeBufferPointer { hash(UnsafeBufferPointer(rebasing: $0[range])) }
            var slot = key.slot(among: capacity)
            while slots[slot] != 0 { slot = slot + 1 == capacity ? 0 : slot + 1 }
            slots[slot] = number
        }
    }

    private func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(name)
        var hash = seed ^ UInt64(raw.count)
        var offset = 0
        while offset + 8 <= raw.count {
            hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < raw.count {
            rest = rest << 8 | UInt64(raw[offset])
            offset += 1
        }
        return mix(hash ^ rest)
    }

    private func mix(_ value: UInt64) -> UInt64 {
        let product = (value ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}

extension NameTable: BinaryCodable {
    /// Writes the names; what finds them by their bytes is made anew where it is wanted.
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(bytes)
        encoder.write(ends)
        encoder.write(numbers: letters.map(\.rawValue))
    }

    /// Reads the names; none can be found by its bytes.
    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        bytes = try decoder.value()
        ends = try decoder.value()
        letters = try decoder.numbers(ends.count, of: UInt32.self).map(LetterSet.init(rawValue:))
        guard ends.first == 0, ends.last == UInt32(exactly: bytes.count), ends.isAscending else { throw BinaryFault() }
    }
}

extension UInt64 {
    /// Where a look-up table of any number of slots begins to look for what has this hash.
    func slot(among count: Int) -> Int {
        Int(truncatingIfNeeded: multipliedFullWidth(by: UInt64(count)).high)
    }
}

extension Array {
    /// The same elements without spare capacity.
    func trimmed() -> [Element] {
        withUnsafeBufferPointer { [Element]($0) }
    }

    /// Appends, growing by a quarter at a time: doubling would waste half of a large arena.
    mutating func appendSparingly(_ element: Element) {
        if count == capacity { reserveCapacity(count + count / 4 + 16) }
        append(element)
    }
}
