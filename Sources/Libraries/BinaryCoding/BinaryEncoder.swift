/// Writes values one after another: numbers little-endian, lengths before what has one.
public struct BinaryEncoder: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8]

    /// Nothing is written.
    public init() { bytes = [] }

    /// Writes a number.
    public mutating func write(number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes numbers one after another, and nothing before them.
    public mutating func write<Number: FixedWidthInteger>(numbers: [Number]) {
        let isLittleEndian = UInt16(littleEndian: 1) == 1
        (isLittleEndian ? numbers : numbers.map(\.littleEndian)).withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// Writes bytes, and nothing before them.
    public mutating func write(raw other: some Collection<UInt8>) {
        bytes.append(contentsOf: other)
    }

    /// Writes a value.
    public mutating func write(_ value: some BinaryCodable) {
        value.encode(to: &self)
    }
}
