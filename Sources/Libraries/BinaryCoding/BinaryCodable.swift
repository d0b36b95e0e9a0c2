/// A value that goes into bytes and comes back the same.
public protocol BinaryCodable {
    /// Writes it.
    func encode(to encoder: inout BinaryEncoder)
    /// Reads what `encode` wrote.
    init(from decoder: inout BinaryDecoder) throws(BinaryFault)
    /// Writes several, one after another.
    static func encode(_ values: [Self], to encoder: inout BinaryEncoder)
    /// Reads several.
    static func decode(_ count: Int, from decoder: inout BinaryDecoder) throws(BinaryFault) -> [Self]
}

extension BinaryCodable {
    /// Writes each by itself.
    public static func encode(_ values: [Self], to encoder: inout BinaryEncoder) {
        for value in values { value.encode(to: &encoder) }
    }

    /// Reads each by itself.
    public static func decode(_ count: Int, from decoder: inout BinaryDecoder) throws(BinaryFault) -> [Self] {
        var values: [Self] = []
        values.reserveCapacity(min(count, 1 << 16))
        for _ in 0..<count { values.append(try Self(from: &decoder)) }
        return values
    }
}

/// A number, which is written as it is, and several at once.
public protocol BinaryNumber: BinaryCodable, FixedWidthInteger {}

extension BinaryNumber {
    /// Writes it.
    public func encode(to encoder: inout BinaryEncoder) { encoder.write(number: self) }
    /// Reads it.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) { self = try decoder.number() }
    /// Writes all at once.
    public static func encode(_ values: [Self], to encoder: inout BinaryEncoder) { encoder.write(numbers: values) }
    /// Reads all at once.
    public static func decode(_ count: Int, from decoder: inout BinaryDecoder) throws(BinaryFault) -> [Self] {
        try decoder.numbers(count)
    }
}

extension UInt8: BinaryNumber {}
extension UInt16: BinaryNumber {}
extension UInt32: BinaryNumber {}
extension UInt64: BinaryNumber {}
extension Int64: BinaryNumber {}
extension Int: BinaryNumber {}

extension Bool: BinaryCodable {
    /// Writes one byte.
    public func encode(to encoder: inout BinaryEncoder) { encoder.write(number: UInt8(self ? 1 : 0)) }
    /// Reads one byte, 0 or 1.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        switch try decoder.number(UInt8.self) {
        case 0: self = false
        case 1: self = true
        default: throw BinaryFault()
        }
    }
}

extension String: BinaryCodable {
    /// Writes its length and its UTF-8.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(number: UInt32(clamping: utf8.count))
        encoder.write(raw: utf8)
    }

    /// Reads it; bytes that are no UTF-8 are a fault.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        guard let text = String(validating: try decoder.raw(try decoder.count()), as: UTF8.self) else {
            throw BinaryFault()
        }
        self = text
    }
}

extension Array: BinaryCodable where Element: BinaryCodable {
    /// Writes the number of elements, and these.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(number: UInt32(clamping: count))
        Element.encode(self, to: &encoder)
    }

    /// Reads them.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        self = try Element.decode(try decoder.count(), from: &decoder)
    }
}

extension Optional: BinaryCodable where Wrapped: BinaryCodable {
    /// Writes whether there is one, and it.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(self != nil)
        if let self { encoder.write(self) }
    }

    /// Reads it.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        self = try decoder.value(Bool.self) ? try decoder.value(Wrapped.self) : nil
    }
}

extension BinaryCodable where Self: RawRepresentable, RawValue: BinaryCodable {
    /// Writes the raw value.
    public func encode(to encoder: inout BinaryEncoder) { encoder.write(rawValue) }

    /// Reads it; one that no case has is a fault.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        guard let value = Self(rawValue: try decoder.value()) else { throw BinaryFault() }
        self = value
    }
}
