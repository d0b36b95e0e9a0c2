extension Compression {
    /// Tells how the bytes of `window` are compressed by their first bytes; what is not known counts as `none`.
    public static func sniff(_ window: FileWindow) throws(ArchiveError) -> Compression {
        var position: Int64 = 0
        // Skippable frames (RFC 8878, 3.1.2) may stand before the first frame of zstd and of lz4.
        for _ in 0..<16 {
            let start = try window.bytes(at: position, count: 8)
            guard let length = skippableFrameLength(start) else { return sniff(start) }
            position += 8 + length
        }
        return .none
    }

    /// Tells how bytes that begin so are compressed.
    public static func sniff(_ start: [UInt8]) -> Compression {
        magics.first { start.starts(with: $0.magic) }?.compression ?? .none
    }

    private static let magics: [(magic: [UInt8], compression: Compression)] = [
        ([0x1f, 0x8b], .gzip),
        ([0x28, 0xb5, 0x2f, 0xfd], .zstd),
        ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], .xz),
        ([0x42, 0x5a, 0x68], .bzip2),
        ([0x04, 0x22, 0x4d, 0x18], .lz4),
    ]

    private static func skippableFrameLength(_ start: [UInt8]) -> Int64? {
        guard start.count == 8, start[0] & 0xf0 == 0x50, Array(start[1...3]) == [0x2a, 0x4d, 0x18] else { return nil }
        return start[4...7].reversed().reduce(0) { $0 << 8 | Int64($1) }
    }
}
