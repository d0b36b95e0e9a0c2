import BinaryCoding

/// Names of files, each stored once and numbered from 0. Number 0 is the empty name.
struct NameTable: Sendable {
    private(set) var bytes: [UInt8] = []
    private var ends: [UInt32] = [0]
    /// By number, what a name is made of.
    private(set) var letters: [LetterSet] = [[]]
    /// Finds names by their bytes.
    private var numbers = HashIndex()
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
        if let slots = numbers.growth(for: count) { index(in: slots) }
        let hash = hash(name)
        let slot = slot(of: hash, name)
        if numbers[slot] != 0 { return numbers[slot] }
        guard bytes.count + name.count < Int(UInt32.max) else { return nil }
        bytes.append(contentsOf: name)
        let number = UInt32(ends.count)
        ends.appendSparingly(UInt32(bytes.count))
        letters.appendSparingly(LetterSet(name))
        numbers.set(number, hash: hash, at: slot)
        return number
    }

    func find(_ name: UnsafeBufferPointer<UInt8>) -> UInt32? {
        if name.isEmpty { return 0 }
        if numbers.isEmpty { return nil }
        let number = numbers[slot(of: hash(name), name)]
        return number == 0 ? nil : number
    }

    /// Gives back what only growth needs; names can be read, not found, until the next `intern`.
    mutating func trim() {
        numbers = HashIndex()
        bytes = bytes.trimmed()
        ends = ends.trimmed()
        letters = letters.trimmed()
    }

    var memory: Int {
        bytes.capacity + (ends.capacity + letters.capacity) * MemoryLayout<UInt32>.size + numbers.memory
    }

    /// The slot that holds the name, or the empty one where it belongs.
    private func slot(of hash: UInt64, _ name: UnsafeBufferPointer<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            numbers.slot(of: hash) { number in
                let range = range(of: number)
                return range.count == name.count && name.elementsEqual(UnsafeBufferPointer(rebasing: bytes[range]))
            }
        }
    }

    /// Makes the look-up table anew, with so many slots: more than there are names.
    private mutating func index(in slots: Int) {
        numbers = HashIndex(slots: slots)
        bytes.withUnsafeBufferPointer { bytes in
            for number in 1..<UInt32(Swift.max(1, count)) {
                numbers.insert(number, hash: hash(UnsafeBufferPointer(rebasing: bytes[range(of: number)])))
            }
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
