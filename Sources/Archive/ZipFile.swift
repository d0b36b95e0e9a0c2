/// A zip archive on disk, member by member: its directory and one member at a time are in memory, never all of it.
///
/// Archives of more than 65,535 members and of more than 4 GiB are read (APPNOTE.TXT 4.3.14, zip64).
public struct ZipFile: Sendable {
    /// One member as the central directory tells it.
    public struct Member: Sendable, Hashable {
        /// Its path as stored.
        public let name: [UInt8]
        /// The bytes that its contents claim to have.
        public let size: Int64
        /// The bytes that its contents take in the archive.
        public let compressedSize: Int64
        /// 0 for stored, 8 for deflated.
        let method: Int
        let isEncrypted: Bool
        let offset: Int64
    }

    private let window: FileWindow
    private let directory: Range<Int64>
    /// The directory is read in pieces of so many bytes; an entry of it is never longer.
    private static let pieceSize = 1 << 18

    /// Finds the central directory.
    ///
    /// - Throws: `corrupt` where there is none, or where it does not lie in the file.
    public init(_ window: FileWindow) throws(ArchiveError) {
        self.window = window
        directory = try ZipFile.directory(of: window)
    }

    /// Goes through the members in the order of the central directory, until `body` says false.
    public func forEachMember(_ body: (Member) throws -> Bool) throws {
        var position = directory.lowerBound
        var piece: [UInt8] = []
        var place = 0
        while position < directory.upperBound {
            if piece.count - place < ZipFile.longestEntry, position + Int64(piece.count - place) < directory.upperBound
            {
                let count = Int(min(Int64(ZipFile.pieceSize), directory.upperBound - position))
                piece = try window.bytes(at: position, count: count)
                place = 0
            }
            guard let (member, length) = ZipFile.member(in: piece, at: place) else { return }
            place += length
            position += Int64(length)
            guard try body(member) else { return }
        }
    }

    /// The contents of a member.
    ///
    /// - Parameter limit: The most bytes that are given.
    /// - Throws: `tooLarge` where there are more, `corrupt` where they cannot be read.
    public func contents(of member: Member, limit: Int) throws(ArchiveError) -> [UInt8] {
        guard member.size <= Int64(limit), member.compressedSize <= Int64(limit) + 1024 else {
            throw ArchiveError(.tooLarge, "a member of the zip archive is too large")
        }
        let header = try window.bytes(at: member.offset, count: 30)
        guard !member.isEncrypted, member.offset >= 0, header.count == 30, ZipReader.isMagic(header) else {
            throw ArchiveError(.corrupt, "a member of the zip archive cannot be read")
        }
        let skipped = 30 + header.integer(at: 26, bytes: 2) + header.integer(at: 28, bytes: 2)
        let bytes = try window.bytes(at: member.offset + Int64(skipped), count: Int(member.compressedSize))
        guard bytes.count == Int(member.compressedSize) else {
            throw ArchiveError(.corrupt, "a member of the zip archive cannot be read: the archive ends before it")
        }
        switch member.method {
        case 0: return bytes
        case 8: return try ZipReader.inflated(bytes, bytes.indices, limit: limit)
        default: throw ArchiveError(.corrupt, "a member of the zip archive is compressed in an unknown way")
        }
    }

    /// A header, a name, extra fields and a comment, of at most 65,535 bytes each.
    private static let longestEntry = 46 + 3 * 65_535

    private static func member(in bytes: [UInt8], at place: Int) -> (Member, length: Int)? {
        guard place <= bytes.count - 46, bytes[place...].starts(with: [0x50, 0x4b, 1, 2]) else { return nil }
        let nameEnd = place + 46 + bytes.integer(at: place + 28, bytes: 2)
        let extraEnd = nameEnd + bytes.integer(at: place + 30, bytes: 2)
        let end = extraEnd + bytes.integer(at: place + 32, bytes: 2)
        guard extraEnd <= bytes.count else { return nil }
        var size = Int64(bytes.integer(at: place + 24, bytes: 4))
        var compressedSize = Int64(bytes.integer(at: place + 20, bytes: 4))
        var offset = Int64(bytes.integer(at: place + 42, bytes: 4))
        readZip64(bytes, nameEnd..<extraEnd, &size, &compressedSize, &offset)
        let member = Member(
            name: Array(bytes[(place + 46)..<nameEnd]), size: size, compressedSize: compressedSize,
            method: bytes.integer(at: place + 10, bytes: 2),
            isEncrypted: bytes.integer(at: place + 8, bytes: 2) & 1 == 1,
            offset: offset)
        return (member, end - place)
    }

    /// The extra field 1 has, in this order, those of the three numbers that are all ones in the header.
    private static func readZip64(
        _ bytes: [UInt8], _ extra: Range<Int>, _ size: inout Int64, _ compressedSize: inout Int64, _ offset: inout Int64
    ) {
        var place = extra.lowerBound
        while place <= extra.upperBound - 4 {
            let end = place + 4 + bytes.integer(at: place + 2, bytes: 2)
            guard end <= extra.upperBound else { return }
            if bytes.integer(at: place, bytes: 2) == 1 {
                var at = place + 4
                func next(_ value: inout Int64) {
                    guard value == 0xFFFF_FFFF, at + 8 <= end else { return }
                    value = bytes.longInteger(at: at)
                    at += 8
                }
                next(&size)
                next(&compressedSize)
                next(&offset)
            }
            place = end
        }
    }

    /// The place of the central directory, by the record at the end of the file, or the zip64 one before it.
    private static func directory(of window: FileWindow) throws(ArchiveError) -> Range<Int64> {
        let tailStart = max(0, window.length - 22 - 65_535 - 20)
        let tail = try window.bytes(at: tailStart, count: 22 + 65_535 + 20)
        let end = stride(from: tail.count - 22, through: 0, by: -1).first { start in
            tail[start...].starts(with: [0x50, 0x4b, 5, 6])
                && tail.integer(at: start + 20, bytes: 2) <= tail.count - start - 22
        }
        guard let end else { throw ArchiveError(.corrupt, "this is not a zip archive, or its end is missing") }
        var size = Int64(tail.integer(at: end + 12, bytes: 4))
        var start = Int64(tail.integer(at: end + 16, bytes: 4))
        if end >= 20, tail[(end - 20)...].starts(with: [0x50, 0x4b, 6, 7]) {
            let record = try window.bytes(at: max(0, tail.longInteger(at: end - 12)), count: 56)
            if record.count == 56, record.starts(with: [0x50, 0x4b, 6, 6]) {
                size = record.longInteger(at: 40)
                start = record.longInteger(at: 48)
            }
        }
        let (limit, overflow) = start.addingReportingOverflow(size)
        guard start >= 0, size >= 0, !overflow, limit <= window.length else {
            throw ArchiveError(.corrupt, "the zip archive's directory does not lie in the archive")
        }
        return start..<limit
    }
}

extension [UInt8] {
    /// A little-endian number of eight bytes, which must lie in the array; those above `Int64.max` are that.
    fileprivate func longInteger(at start: Int) -> Int64 {
        let value = self[start..<(start + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(clamping: value)
    }
}
