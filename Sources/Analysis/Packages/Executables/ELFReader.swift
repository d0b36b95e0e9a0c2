/// Numbers of an ELF file in its own byte order and width. Nothing outside of the file is ever read.
struct ELFReader {
    let bytes: [UInt8]
    /// Whether addresses and offsets take eight bytes.
    let is64: Bool
    let isBigEndian: Bool

    /// The reader of a file with a sound identification (`e_ident`); nil for all else.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 16, bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else { return nil }
        guard bytes[4] == 1 || bytes[4] == 2, bytes[5] == 1 || bytes[5] == 2 else { return nil }
        self.bytes = bytes
        is64 = bytes[4] == 2
        isBigEndian = bytes[5] == 2
    }

    /// An unsigned number; nil where the file ends before.
    ///
    /// - Parameters:
    ///   - offset: Where it begins, in bytes.
    ///   - width: 2, 4 or 8 bytes.
    func number(at offset: UInt64, width: Int) -> UInt64? {
        guard let range = range(at: offset, count: UInt64(width)) else { return nil }
        let piece = bytes[range]
        return isBigEndian
            ? piece.reduce(0) { $0 << 8 | UInt64($1) } : piece.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A number as wide as an address.
    func address(at offset: UInt64) -> UInt64? { number(at: offset, width: is64 ? 8 : 4) }

    /// The text from an offset to the next zero byte, at most 4096 bytes of it; nil when there is none.
    func text(at offset: UInt64) -> String? {
        guard let start = Int(exactly: offset), start < bytes.count else { return nil }
        let piece = bytes[start..<min(bytes.count, start + 4097)]
        guard let end = piece.firstIndex(of: 0) else { return nil }
        return String(decoding: piece[..<end], as: UTF8.self)
    }

    /// The range in the file; nil when the file does not have all of it.
    func range(at offset: UInt64, count: UInt64) -> Range<Int>? {
        let (end, overflow) = offset.addingReportingOverflow(count)
        guard !overflow, end <= UInt64(bytes.count) else { return nil }
        return Int(offset)..<Int(end)
    }
}
