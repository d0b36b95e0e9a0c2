import Archive

/// Numbers of an ELF file in its own byte order and width. Nothing outside of the file is ever read.
struct ELFReader {
    /// Whether addresses and offsets take eight bytes.
    let is64: Bool
    let isBigEndian: Bool
    private let contents: SpooledBytes

    /// The reader of a file with a sound identification (`e_ident`); nil for all else.
    init?(_ contents: SpooledBytes) {
        guard let start = contents.bytes(in: 0..<16).map(Array.init), start.starts(with: Executable.magic),
            start[4] == 1 || start[4] == 2, start[5] == 1 || start[5] == 2
        else { return nil }
        self.contents = contents
        is64 = start[4] == 2
        isBigEndian = start[5] == 2
    }

    /// How many bytes the file has.
    var count: Int { contents.count }

    /// An unsigned number; nil where the file ends before.
    ///
    /// - Parameters:
    ///   - offset: Where it begins, in bytes.
    ///   - width: 2, 4 or 8 bytes.
    func number(at offset: UInt64, width: Int) -> UInt64? {
        bytes(at: offset, count: UInt64(width)).map { piece in
            isBigEndian ? piece.reduce(0) { $0 << 8 | UInt64($1) } : piece.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// A number as wide as an address.
    func address(at offset: UInt64) -> UInt64? { number(at: offset, width: is64 ? 8 : 4) }

    /// The text from an offset to the next zero byte, at most 4096 bytes of it; nil when there is none.
    func text(at offset: UInt64) -> String? {
        guard let start = Int(exactly: offset), start < count,
            let piece = contents.bytes(in: start..<start + min(4097, count - start)), let end = piece.firstIndex(of: 0)
        else { return nil }
        return String(decoding: piece[..<end], as: UTF8.self)
    }

    /// Bytes of the file, which whoever asks holds in memory; nil when the file does not have all of them.
    func bytes(at offset: UInt64, count: UInt64) -> ArraySlice<UInt8>? {
        range(at: offset, count: count).flatMap { contents.bytes(in: $0) }
    }

    /// The range in the file; nil when the file does not have all of it.
    func range(at offset: UInt64, count: UInt64) -> Range<Int>? {
        let (end, overflow) = offset.addingReportingOverflow(count)
        guard !overflow, end <= UInt64(contents.count) else { return nil }
        return Int(offset)..<Int(end)
    }
}
