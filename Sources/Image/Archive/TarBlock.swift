/// A block of a tar: a header, maybe (POSIX pax, "ustar Interchange Format").
package struct TarBlock {
    /// Tars are made of blocks of so many bytes.
    static let size = 512

    /// What a body of so many bytes takes, whole blocks.
    static func padded(_ count: Int64) -> Int64 { count + (Int64(size) - count % Int64(size)) % Int64(size) }

    /// The block's bytes.
    let bytes: [UInt8]

    /// A block of its bytes; nil when there are too few.
    init?(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        guard self.bytes.count == TarBlock.size else { return nil }
    }

    /// The header of a nameless file of that size.
    init(fileOf size: Int64) {
        var bytes = [UInt8](repeating: 0, count: TarBlock.size)
        bytes[0] = UInt8(ascii: "x")
        // A number too large for octal digits is binary, with the first bit set (GNU tar).
        let field = TarBlock.sizeField
        for place in 0..<8 {
            bytes[field.upperBound - 1 - place] = UInt8(truncatingIfNeeded: size >> (8 * Int64(place)))
        }
        bytes[field.lowerBound] = 0x80
        bytes[TarBlock.typePlace] = UInt8(ascii: "0")
        bytes.replaceSubrange(257..<265, with: Array("ustar".utf8) + [0, 0x30, 0x30])
        let sum = String(bytes.span.bytes.headerChecksum, radix: 8)
        let digits = String(repeating: "0", count: max(0, 6 - sum.count)) + sum
        bytes.replaceSubrange(TarBlock.checksumField, with: Array(digits.utf8) + [0, 0x20])
        self.bytes = bytes
    }

    /// Whether a file can be a tar: nothing, NULs, or a header whose checksum is right.
    package static func canBegin(_ window: FileWindow) throws(ArchiveError) -> Bool {
        let start = try window.bytes(at: 0, count: size)
        return start.allSatisfy { $0 == 0 } || TarBlock(start)?.isHeader ?? false
    }

    /// Whether it is zeros alone: the end of a tar.
    var isEnd: Bool { bytes.allSatisfy { $0 == 0 } }

    /// Whether its checksum is right, of bytes or, as old writers took them, of signed ones.
    var isHeader: Bool {
        let field = TarBlock.checksumField
        guard bytes[field].contains(where: { (0x30...0x37).contains($0) }) else { return false }
        let claimed = number(at: field)
        let checksum = bytes.span.bytes.headerChecksum
        // A byte from 128 on counts 256 less where it is signed; those of the field itself do not count.
        let negative = bytes.indices.count { !field.contains($0) && bytes[$0] >= 0x80 }
        return claimed == checksum || claimed == checksum - 256 * Int64(negative)
    }

    /// The size that it claims.
    var size: Int64 { max(0, number(at: TarBlock.sizeField)) }

    /// What it is the header of, a letter or a digit.
    var type: UInt8 { bytes[TarBlock.typePlace] }

    /// Whether its type is that of a file with contents, `0` or `7`; the old type NUL leaves it to the name.
    var isFile: Bool { type == UInt8(ascii: "0") || type == UInt8(ascii: "7") }

    static let sizeField = 124..<136
    static let checksumField = 148..<156
    static let typePlace = 156

    private func number(at range: Range<Int>) -> Int64 {
        let field = bytes[range]
        if let first = field.first, first & 0x80 != 0 {
            return field.dropFirst().reduce(Int64(first & 0x3f)) { $0 > Int64.max >> 8 ? .max : $0 << 8 | Int64($1) }
        }
        let digits = field.drop { $0 == 0x20 }.prefix { $0 >= 0x30 && $0 <= 0x37 }
        return digits.reduce(0) { $0 << 3 | Int64($1 - 0x30) }
    }
}
