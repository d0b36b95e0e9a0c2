import CISAL

/// The members of a zip archive in memory, by its central directory (APPNOTE.TXT 4.3): jars, wheels, archives.
///
/// Bytes before the archive are allowed: programs that unpack themselves have a head. Members that are encrypted, that
/// are compressed in another way than by deflate, or that need the 64-bit extension are listed but cannot be read.
public struct ZipReader: Sendable {
    /// One member as the central directory tells it.
    public struct Member: Sendable, Hashable {
        /// Its path as stored.
        public let name: [UInt8]
        /// The bytes that its contents claim to have.
        public let size: Int
        /// The bytes that its contents take in the archive.
        public let compressedSize: Int
        /// 0 for stored, 8 for deflated.
        let method: Int
        let isEncrypted: Bool
        /// Where its local header starts in the archive's bytes; may lie outside of them.
        let offset: Int
    }

    /// The members in the order of the central directory.
    public let members: [Member]
    private let bytes: [UInt8]

    /// Reads the central directory.
    ///
    /// - Throws: `corrupt` where there is none, or where it does not lie in the bytes.
    public init(_ bytes: [UInt8]) throws(ArchiveError) {
        guard let end = ZipReader.endRecord(in: bytes) else {
            throw ArchiveError(.corrupt, "this is not a zip archive, or its end is missing")
        }
        let size = bytes.integer(at: end + 12, bytes: 4)
        let claimed = bytes.integer(at: end + 16, bytes: 4)
        let start = end - size
        guard start >= 0, claimed <= start else {
            throw ArchiveError(.corrupt, "the zip archive's directory does not lie in the archive")
        }
        self.bytes = bytes
        members = ZipReader.members(in: bytes, start..<end, shift: start - claimed)
    }

    /// Whether bytes start as most zip archives do: with a member's local header.
    public static func isMagic(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x50, 0x4b, 0x03, 0x04])
    }

    /// The contents of a member.
    ///
    /// - Parameter limit: The most bytes that are given.
    /// - Throws: `tooLarge` where there are more than `limit`, whatever the archive claims; `corrupt` where they cannot
    ///   be read.
    public func contents(of member: Member, limit: Int) throws(ArchiveError) -> [UInt8] {
        guard member.size <= limit else { throw ArchiveError(.tooLarge, "a member of the zip archive is too large") }
        guard !member.isEncrypted, let range = place(of: member) else {
            throw ArchiveError(.corrupt, "a member of the zip archive cannot be read")
        }
        switch member.method {
        case 0: return range.count <= limit ? Array(bytes[range]) : []
        case 8: return try ZipReader.inflated(bytes, range, limit: limit)
        default: throw ArchiveError(.corrupt, "a member of the zip archive is compressed in an unknown way")
        }
    }

    /// Where a member's compressed contents lie: behind its local header, whose name and extra field may differ in
    /// length from those of the directory.
    private func place(of member: Member) -> Range<Int>? {
        let header = member.offset
        guard header >= 0, header <= bytes.count - 30, bytes[header...].starts(with: [0x50, 0x4b, 3, 4]) else {
            return nil
        }
        let start = header + 30 + bytes.integer(at: header + 26, bytes: 2) + bytes.integer(at: header + 28, bytes: 2)
        guard start <= bytes.count, member.compressedSize <= bytes.count - start else { return nil }
        return start..<(start + member.compressedSize)
    }

    /// Raw deflate (RFC 1951), at most `limit` bytes of it.
    static func inflated(_ bytes: [UInt8], _ range: Range<Int>, limit: Int) throws(ArchiveError) -> [UInt8] {
        // Deflate cannot make more than 1032 bytes of one.
        let most = min(limit, range.count * 1032)
        var status: Int32 = 0
        var isFinished = false
        let contents = [UInt8](unsafeUninitializedCapacity: most) { output, count in
            bytes.withUnsafeBufferPointer { input in
                let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
                defer { state.deallocate() }
                isal_inflate_init(state)
                state.pointee.crc_flag = UInt32(ISAL_DEFLATE)
                state.pointee.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + range.lowerBound) }
                state.pointee.avail_in = UInt32(clamping: range.count)
                state.pointee.next_out = output.baseAddress
                state.pointee.avail_out = UInt32(clamping: most)
                status = isal_inflate(state)
                isFinished = state.pointee.block_state == ISAL_BLOCK_FINISH
                count = most - Int(state.pointee.avail_out)
            }
        }
        guard status >= 0, isFinished else {
            let isTooLarge = status >= 0 && contents.count == limit
            throw ArchiveError(isTooLarge ? .tooLarge : .corrupt, "a member of the zip archive cannot be unpacked")
        }
        return contents
    }

    /// The end of central directory record: the last 22 bytes, before a comment of at most 65,535 bytes.
    private static func endRecord(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        return stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65_535), by: -1).first { start in
            bytes[start] == 0x50 && bytes[start + 1] == 0x4b && bytes[start + 2] == 5 && bytes[start + 3] == 6
                && bytes.integer(at: start + 20, bytes: 2) <= bytes.count - start - 22
        }
    }

    private static func members(in bytes: [UInt8], _ directory: Range<Int>, shift: Int) -> [Member] {
        var members: [Member] = []
        var place = directory.lowerBound
        // What counts is what is there, not how many the end claims.
        while place <= directory.upperBound - 46, bytes[place...].starts(with: [0x50, 0x4b, 1, 2]) {
            let nameStart = place + 46
            let nameEnd = nameStart + bytes.integer(at: place + 28, bytes: 2)
            guard nameEnd <= directory.upperBound else { break }
            members.append(
                Member(
                    name: Array(bytes[nameStart..<nameEnd]), size: bytes.integer(at: place + 24, bytes: 4),
                    compressedSize: bytes.integer(at: place + 20, bytes: 4),
                    method: bytes.integer(at: place + 10, bytes: 2),
                    isEncrypted: bytes.integer(at: place + 8, bytes: 2) & 1 == 1,
                    offset: bytes.integer(at: place + 42, bytes: 4) + shift))
            place = nameEnd + bytes.integer(at: place + 30, bytes: 2) + bytes.integer(at: place + 32, bytes: 2)
        }
        return members
    }
}

extension [UInt8] {
    /// A little-endian number of up to seven bytes, which must lie in the array.
    func integer(at start: Int, bytes count: Int) -> Int {
        self[start..<(start + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
