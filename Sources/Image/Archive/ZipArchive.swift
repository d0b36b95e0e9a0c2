/// A zip archive, in memory or on disk, member by member (APPNOTE.TXT 4.3): jars, wheels, databases. Of one on disk, a
/// piece of its directory and one member at a time are in memory.
///
/// Bytes before the archive are allowed: programs that unpack themselves have a head. Archives of more than 65,535
/// members and of more than 4 GiB are read (zip64). Members that are encrypted, or compressed in another way than by
/// deflate, are listed but cannot be read.
public struct ZipArchive: Sendable {
    let source: ByteSource
    let directory: Directory

    /// Finds the central directory of an archive in memory.
    ///
    /// - Throws: `corrupt` where there is none, or where it does not lie in the bytes.
    public init(_ bytes: [UInt8]) throws(ArchiveError) {
        try self.init(.memory(bytes))
    }

    /// Finds the central directory of an archive on disk.
    ///
    /// - Throws: `corrupt` where there is none, or where it does not lie in the file; `unreadable` where reading fails.
    public init(_ window: FileWindow) throws(ArchiveError) {
        try self.init(.file(window))
    }

    private init(_ source: ByteSource) throws(ArchiveError) {
        self.source = source
        directory = try Directory(of: source)
    }

    /// Goes through the members in the order of the central directory, until `body` says false.
    ///
    /// What counts is what is there, not how many the archive claims.
    public func forEachMember(_ body: (ZipMember) throws -> Bool) throws {
        var position = directory.range.lowerBound
        var piece: ArraySlice<UInt8> = []
        while position < directory.range.upperBound {
            let rest = directory.range.upperBound - position
            if piece.count < ZipMember.longestEntry, piece.count < rest {
                piece = try source.bytes(at: position, count: Int(min(ZipArchive.pieceSize, rest)))
            }
            guard let (member, length) = ZipMember.parse(piece, shift: directory.shift) else { return }
            piece = piece.dropFirst(length)
            position += Int64(length)
            guard try body(member) else { return }
        }
    }

    /// The directory is read in pieces of so many bytes; an entry of it is never longer.
    private static let pieceSize: Int64 = 1 << 18

    /// The contents of a member.
    ///
    /// - Parameters:
    ///   - limit: The most bytes that are given.
    ///   - budget: What is unpacked of the file draws from it, also where it fails: members may share their bytes.
    /// - Throws: `tooLarge` where there are more than `limit`, whatever the archive claims, or more than the budget has
    ///   room for; `corrupt` where they cannot be read.
    public func contents(
        of member: ZipMember, limit: Int, within budget: UnpackingBudget
    ) throws(ArchiveError) -> [UInt8] {
        // Deflate makes at most little more of what it cannot make smaller.
        guard member.size <= Int64(limit), member.compressedSize - 1024 <= Int64(limit) else {
            throw ArchiveError(.tooLarge, "a member of the zip archive is too large")
        }
        // Before they are read: of a file on disk that is the work.
        guard budget.spend(in: Int(clamping: member.compressedSize), out: 0) else {
            throw ArchiveError(.tooLarge, "more would come out of the zip archive than there is room for")
        }
        let header = try source.bytes(at: member.offset, count: 30)
        guard !member.isEncrypted, header.count == 30, ZipArchive.isMagic(header) else {
            throw ArchiveError(.corrupt, "a member of the zip archive cannot be read")
        }
        // The local header's name and extra field may differ in length from those of the directory.
        let skipped = 30 + header.littleEndian(at: 26, bytes: 2) + header.littleEndian(at: 28, bytes: 2)
        let bytes = try source.bytes(at: member.offset + Int64(skipped), count: Int(member.compressedSize))
        guard bytes.count == Int(member.compressedSize) else {
            throw ArchiveError(.corrupt, "a member of the zip archive cannot be read: the archive ends before it")
        }
        switch member.method {
        case 0 where bytes.count > limit:
            throw ArchiveError(.tooLarge, "a member of the zip archive is too large")
        case 0: return Array(bytes)
        case 8: return try ZipArchive.inflated(bytes, limit: limit, within: budget)
        default: throw ArchiveError(.corrupt, "a member of the zip archive is compressed in an unknown way")
        }
    }

    /// Whether bytes start as most zip archives do: with a member's local header.
    public static func isMagic(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x50, 0x4b, 3, 4])
    }
}
