import Archive

/// The first block of a tar, looked at before anything reads it as one.
enum TarBlock {
    static let length = 512

    /// Whether `window` can be a tar: nothing, NULs, or a header whose checksum is right.
    static func canBegin(_ window: FileWindow) throws(ArchiveError) -> Bool {
        let block = try window.bytes(at: 0, count: length)
        if block.allSatisfy({ $0 == 0 }) { return true }
        guard block.count == length else { return false }
        let field = 148..<156
        let digits = block[field].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
        guard !digits.isEmpty else { return false }
        let claimed = digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
        let bytes = block.enumerated().map { field.contains($0.offset) ? UInt8(ascii: " ") : $0.element }
        return claimed == bytes.reduce(0) { $0 + Int($1) }
            || claimed == bytes.reduce(0) { $0 + Int(Int8(bitPattern: $1)) }
    }
}
