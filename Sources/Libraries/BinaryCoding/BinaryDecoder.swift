/// Bytes that are not what was written: too few, or with a value that cannot be.
public struct BinaryFault: Error, Sendable, Hashable {
    /// A fault.
    public init() {}
}

/// Reads what a `BinaryEncoder` wrote. Nothing is allocated that the bytes left do not fill.
public struct BinaryDecoder: Sendable {
    private let bytes: [UInt8]
    private var place: Int
    private let end: Int

    /// Reads these bytes from their beginning.
    public init(_ bytes: [UInt8]) {
        self.init(bytes, in: bytes.indices)
    }

    /// Reads a part of these bytes.
    public init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        (place, end) = (range.lowerBound, range.upperBound)
    }

    /// How many bytes were not read yet.
    public var left: Int { end - place }

    /// Throws where bytes are left.
    public func finish() throws(BinaryFault) {
        guard left == 0 else { throw BinaryFault() }
    }

    /// The next number.
    public mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(BinaryFault) -> Number {
        let start = try take(MemoryLayout<Number>.size)
        return Number(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: Number.self) })
    }

    /// The next numbers, so many.
    public mutating func numbers<Number: FixedWidthInteger>(
        _ count: Int, of type: Number.Type = Number.self
    ) throws(BinaryFault) -> [Number] {
        let (size, isTooLarge) = count.multipliedReportingOverflow(by: MemoryLayout<Number>.size)
        guard count >= 0, !isTooLarge else { throw BinaryFault() }
        let start = try take(size)
        // The empty array is one object for all threads, to which its making would write.
        guard count > 0 else { return [] }
        let numbers = [Number](unsafeUninitializedCapacity: count) { numbers, filled in
            bytes.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(numbers).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: $0[start..<start + size]))
            }
            filled = count
        }
        return UInt16(littleEndian: 1) == 1 ? numbers : numbers.map { Number(littleEndian: $0) }
    }

    /// The next bytes, so many.
    public mutating func raw(_ count: Int) throws(BinaryFault) -> ArraySlice<UInt8> {
        let start = try take(count)
        return bytes[start..<start + count]
    }

    /// How many elements follow, each of at least so many bytes.
    public mutating func count(ofAtLeast size: Int = 1) throws(BinaryFault) -> Int {
        let count = Int(try number(UInt32.self))
        guard count <= left / max(1, size) else { throw BinaryFault() }
        return count
    }

    /// The next value.
    public mutating func value<Value: BinaryCodable>(_ type: Value.Type = Value.self) throws(BinaryFault) -> Value {
        try Value(from: &self)
    }

    private mutating func take(_ count: Int) throws(BinaryFault) -> Int {
        guard count >= 0, count <= left else { throw BinaryFault() }
        defer { place += count }
        return place
    }
}
