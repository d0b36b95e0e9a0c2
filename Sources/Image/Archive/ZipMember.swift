/// One member of a zip archive as the central directory tells it.
public struct ZipMember: Sendable, Hashable {
    /// Its path as stored.
    public let name: [UInt8]
    /// The bytes that its contents claim to have.
    public private(set) var size: Int64
    /// The bytes that its contents take in the archive.
    public private(set) var compressedSize: Int64
    /// 0 for stored, 8 for deflated.
    let method: Int
    let isEncrypted: Bool
    /// Where its local header starts in the archive's bytes; may lie outside of them.
    private(set) var offset: Int64

    /// A header, a name, extra fields and a comment, of at most 65,535 bytes each.
    static let longestEntry = 46 + 3 * 65_535

    /// The member whose entry in the directory these bytes start with, and the entry's length (APPNOTE.TXT 4.3.12); nil
    /// where there is none.
    ///
    /// - Parameter shift: How many bytes lie before the archive.
    static func parse(_ bytes: ArraySlice<UInt8>, shift: Int64) -> (member: ZipMember, length: Int)? {
        guard bytes.count >= 46, bytes.starts(with: [0x50, 0x4b, 1, 2]) else { return nil }
        let nameEnd = 46 + bytes.littleEndian(at: 28, bytes: 2)
        let extraEnd = nameEnd + bytes.littleEndian(at: 30, bytes: 2)
        guard nameEnd <= bytes.count else { return nil }
        var member = ZipMember(
            name: Array(bytes.dropFirst(46).prefix(nameEnd - 46)),
            size: Int64(bytes.littleEndian(at: 24, bytes: 4)),
            compressedSize: Int64(bytes.littleEndian(at: 20, bytes: 4)),
            method: bytes.littleEndian(at: 10, bytes: 2),
            isEncrypted: bytes.littleEndian(at: 8, bytes: 2) & 1 == 1,
            offset: Int64(bytes.littleEndian(at: 42, bytes: 4)))
        member.readExtra(bytes.dropFirst(nameEnd).prefix(extraEnd - nameEnd))
        let (offset, overflow) = member.offset.addingReportingOverflow(shift)
        member.offset = overflow ? .max : offset
        return (member, extraEnd + bytes.littleEndian(at: 32, bytes: 2))
    }

    /// The extra field 1 has, in this order, those of the three numbers that are all ones in the header (4.5.3).
    private mutating func readExtra(_ extra: ArraySlice<UInt8>) {
        var rest = extra
        while rest.count >= 4 {
            let length = rest.littleEndian(at: 2, bytes: 2)
            var field = rest.dropFirst(4).prefix(length)
            if rest.littleEndian(at: 0, bytes: 2) == 1, field.count == length {
                for number in [\ZipMember.size, \.compressedSize, \.offset]
                where self[keyPath: number] == 0xFFFF_FFFF && field.count >= 8 {
                    self[keyPath: number] = field.longLittleEndian(at: 0)
                    field = field.dropFirst(8)
                }
            }
            rest = rest.dropFirst(4 + length)
        }
    }
}

extension ArraySlice<UInt8> {
    /// A little-endian number of up to seven bytes, which must lie in the slice.
    ///
    /// - Parameter offset: From 0, the slice's start.
    func littleEndian(at offset: Int, bytes count: Int) -> Int {
        var value = 0
        for place in (0..<count).reversed() { value = value << 8 | Int(self[startIndex + offset + place]) }
        return value
    }

    /// A little-endian number of eight bytes, which must lie in the slice; those above `Int64.max` are that.
    func longLittleEndian(at offset: Int) -> Int64 {
        var value: UInt64 = 0
        for place in (0..<8).reversed() { value = value << 8 | UInt64(self[startIndex + offset + place]) }
        return Int64(clamping: value)
    }
}
