import CArchive
import Glibc

/// A throwing cursor over the entries of a tar: v7, ustar, GNU and PAX.
///
/// Entries are read here as long as their headers are common, and by libarchive from the first that is not, which may be
/// the end. Bodies that nobody reads are passed over, by seeking where the tar is not compressed. A tar without end blocks or
/// without the last padding is whole; what follows the end blocks is ignored.
public final class TarReader {
    /// The place of the current entry among all, from 0; −1 before the first.
    public private(set) var ordinal = -1
    /// Where the current entry's body starts in the decompressed stream, in bytes.
    public private(set) var bodyOffset: Int64 = 0
    /// What was odd but could be read, at most 20 sentences.
    public private(set) var warnings: [String] = []
    /// How many bytes of the window were read, compressed as they lie there.
    public var compressedBytesRead: Int64 { source.stream.compressedBytesRead }

    /// Who reads since a header was not common.
    private var archive: OpaquePointer?
    /// Whether the current entry, or the end, was libarchive's to read.
    var isReadByLibarchive: Bool { archive != nil }
    /// Where in the stream libarchive began.
    private var start: Int64 = 0
    private let source: TarSource
    private var current: TarEntry?
    private var isSparse = false
    /// How far the current entry's body was given out in pieces, in bytes.
    private var pieceEnd: Int64 = 0

    /// The largest name that an entry may have, in bytes.
    static let nameLimit = 64 << 10

    /// Opens a tar.
    ///
    /// - Parameters:
    ///   - window: Its bytes.
    ///   - compression: How they are compressed; nil to sniff it.
    ///   - readsAhead: Whether they are decompressed on a thread of its own.
    ///   - isCancelled: Asked before each read.
    public init(
        _ window: FileWindow, compression: Compression? = nil, readsAhead: Bool = false,
        isCancelled: @escaping () -> Bool = { false }
    ) throws(ArchiveError) {
        let compression = if let compression { compression } else { try Compression.sniff(window) }
        let stream =
            readsAhead
            ? try ByteStream(readingAhead: window, compression: compression)
            : try ByteStream(window, compression: compression)
        source = TarSource(stream, isCancelled: isCancelled)
    }

    /// Opens a tar that libarchive reads from the start: what common headers are held against.
    init(wholeByLibarchive window: FileWindow) throws(ArchiveError) {
        source = TarSource(try ByteStream(window, compression: try Compression.sniff(window)), isCancelled: { false })
        archive = try TarReader.open(source)
    }

    private static func open(_ source: TarSource) throws(ArchiveError) -> OpaquePointer {
        guard let archive = archive_read_new() else { throw ArchiveError(.unreadable, "there is no memory left") }
        archive_read_support_format_tar(archive)
        // Apple's metadata entries are entries like others in an image.
        archive_read_set_option(archive, "tar", "mac-ext", nil)
        let client = Unmanaged.passUnretained(source).toOpaque()
        guard archive_read_open2(archive, client, nil, readTar, skipTar, nil) == ARCHIVE_OK else {
            defer { archive_read_free(archive) }
            throw source.failure ?? failure(of: archive, after: 0)
        }
        return archive
    }

    deinit {
        if let archive { archive_read_free(archive) }
    }

    /// The next entry, nil at the end. Throws `notATar`, `truncated` or `corrupt`.
    public func next() throws(ArchiveError) -> TarEntry? {
        if let archive { return try next(of: archive) }
        try passBody()
        guard let entry = try source.takeCommonEntry() else {
            let archive =
                try ordinal < 0 ? TarReader.open(source) : resume(at: source.offset, with: TarBlock(fileOf: 0))
            self.archive = archive
            return try next(of: archive)
        }
        ordinal += 1
        bodyOffset = source.offset
        current = entry
        pieceEnd = 0
        if source.stream.knownLength != nil { try checkBody() }
        return entry
    }

    /// Passes over what is left of the current entry's body, and its padding.
    private func passBody() throws(ArchiveError) {
        guard let current else { return }
        try source.pass(bodyOffset + current.size - source.offset)
        try checkBody()
        try source.pass(TarBlock.padded(current.size) - current.size)
    }

    private func next(of archive: OpaquePointer) throws(ArchiveError) -> TarEntry? {
        let userLocale = uselocale(TarReader.locale)
        defer { uselocale(userLocale) }
        var pointer: OpaquePointer?
        errno = 0  // As in `TarEntry`: an older ENOMEM would end the process.
        let status = archive_read_next_header(archive, &pointer)
        try checkBody()
        switch status {
        case ARCHIVE_EOF: return nil
        case ARCHIVE_OK: break
        case ARCHIVE_WARN: warn(archiveMessage(archive))
        default: throw failure(of: archive)
        }
        guard let pointer else { throw failure(of: archive) }
        ordinal += 1
        bodyOffset = start + archive_filter_bytes(archive, 0)
        var entry = try TarEntry(pointer)
        let headers = start + archive_read_header_position(archive)
        if let blocks = source.bytes(from: headers, to: bodyOffset), TarNames(in: blocks).areCut {
            warn("“\(shown(entry))” has a NUL in its name, and what stands behind it was left out")
        }
        isSparse = archive_entry_sparse_count(pointer) > 0
        if entry.kind != .regularFile { try settleBody(of: &entry, size: archive_entry_size(pointer)) }
        current = entry
        pieceEnd = 0
        if source.stream.knownLength != nil { try checkBody() }
        return entry
    }

    /// Whether a body follows the header of something that has none, though the header claims a size.
    ///
    /// Directories, links and devices have no body whatever their headers say (Go's archive/tar, Python's tarfile, GNU
    /// tar), but libarchive believes a size in PAX records. A "file" whose name ends with a slash is a directory for GNU
    /// tar and libarchive; Go, and so every engine, makes a file of it where its type is `0`: it is one where it has
    /// contents. Some writers let contents follow all the same: GNU tar passes over what is no header, and so do we, as
    /// far as the size goes. libarchive gets the header again, with the right size.
    private func settleBody(of entry: inout TarEntry, size: Int64) throws(ArchiveError) {
        guard let header = source.header(endingAt: bodyOffset) else { return }
        let claimed = max(size, header.size)
        guard claimed > 0 else { return }
        let hasBody = try !source.hasHeader(at: bodyOffset)
        if hasBody, entry.kind == .directory, header.isFile {
            (entry.kind, entry.size) = (.regularFile, claimed)
        } else if hasBody {
            warn("“\(shown(entry))” is no file and has contents, which were passed over")
        }
        archive_read_free(archive)
        archive = nil
        archive = try resume(at: bodyOffset, with: TarBlock(fileOf: hasBody ? claimed : 0))
    }

    /// Lets libarchive read a header, and behind it the stream from a place on.
    private func resume(at offset: Int64, with header: TarBlock) throws(ArchiveError) -> OpaquePointer {
        start = offset - Int64(TarBlock.size)
        source.replay(header, beforeBytesAt: offset)
        let archive = try TarReader.open(source)
        var pointer: OpaquePointer?
        guard archive_read_next_header(archive, &pointer) >= ARCHIVE_WARN else {
            defer { archive_read_free(archive) }
            throw failure(of: archive)
        }
        return archive
    }

    /// Reads on in the current entry's body, holes of a sparse file as zeros; gives how many bytes, 0 at its end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        guard let archive else {
            let piece = try nextCommonPiece(atMost: buffer.count)
            buffer.copyMemory(from: piece)
            return piece.count
        }
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw failure(of: archive) }
        if count == 0 { try checkBody() }
        return count
    }

    /// The XXH3 hash of the current entry's body, which is read to its end.
    ///
    /// A sparse file is hashed as if its holes were zeros; nil where holes claim more than a gibibyte.
    public func hashContents() throws(ArchiveError) -> UInt64? {
        var hasher = ContentHasher(size: current?.size)
        let isWhole = try readPieces { piece in
            piece.withUnsafeBytes { hasher.update($0) }
            return true
        }
        return isWhole ? hasher.finish() : nil
    }

    /// Reads the current entry's body to its end and gives it out in order, in pieces that are only valid inside the
    /// call, holes of a sparse file as zeros.
    ///
    /// - Parameter body: Gets each piece, and says whether it wants more.
    /// - Returns: Whether all was given out; not where `body` wanted no more or holes claim more than a gibibyte.
    public func readPieces(_ body: (RawSpan) -> Bool) throws(ArchiveError) -> Bool {
        var holes: Int64 = 0
        return try readExtents { extent in
            switch extent {
            case .stored(let bytes): return body(bytes.bytes)
            case .hole(let count):
                holes = holes.addingReportingOverflow(count).partialValue
                return (0...(1 << 30)).contains(holes) && give(zeros: count, body)
            }
        }
    }

    /// A stretch of an entry's body.
    public enum Extent {
        /// What the tar stores; only valid inside the call.
        case stored(UnsafeRawBufferPointer)
        /// As many zeros as a sparse file claims, in bytes, none of which is stored.
        case hole(Int64)
    }

    /// Reads the current entry's body to its end and gives it out in order, holes of a sparse file as their lengths.
    ///
    /// - Parameter body: Gets each extent, and says whether it wants more.
    /// - Returns: Whether all was given out.
    public func readExtents(_ body: (Extent) -> Bool) throws(ArchiveError) -> Bool {
        while let block = try nextBlock() {
            if block.offset > pieceEnd, !body(.hole(block.offset - pieceEnd)) { return false }
            guard body(.stored(block.bytes)) else { return false }
            pieceEnd = block.offset + Int64(block.bytes.count)
        }
        let tail = (current?.size ?? 0) - pieceEnd
        return tail <= 0 || body(.hole(tail))
    }

    private func give(zeros count: Int64, _ body: (RawSpan) -> Bool) -> Bool {
        guard count > 0 else { return true }
        let zeros = [UInt8](repeating: 0, count: Int(min(count, 64 << 10)))
        var left = count
        while left > 0 {
            let piece = zeros.span.bytes.extracting(first: Int(min(left, Int64(zeros.count))))
            guard body(piece) else { return false }
            left -= Int64(piece.byteCount)
        }
        return true
    }

    private func nextBlock() throws(ArchiveError) -> (offset: Int64, bytes: UnsafeRawBufferPointer)? {
        guard let archive else {
            let piece = try nextCommonPiece(atMost: .max)
            return piece.isEmpty ? nil : (source.offset - bodyOffset - Int64(piece.count), piece)
        }
        var start: UnsafeRawPointer?
        var count = 0
        var offset: la_int64_t = 0
        let status = archive_read_data_block(archive, &start, &count, &offset)
        guard status >= ARCHIVE_WARN else { throw failure(of: archive) }
        if status == ARCHIVE_EOF {
            try checkBody()
            return nil
        }
        return (max(offset, pieceEnd), UnsafeRawBufferPointer(start: start, count: count))
    }

    /// The next bytes of a common entry's body, none at its end; valid until the next call.
    private func nextCommonPiece(atMost count: Int) throws(ArchiveError) -> UnsafeRawBufferPointer {
        let left = bodyOffset + (current?.size ?? 0) - source.offset
        guard left > 0, count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let piece = try source.take(atMost: min(left, Int64(count)))
        try checkBody()
        return piece
    }

    /// Throws when the current entry's body goes beyond the end of the stream, as soon as that end is known.
    private func checkBody() throws(ArchiveError) {
        if let failure = source.failure { throw failure }
        guard let current, !isSparse, let length = source.length else { return }
        let (end, overflow) = bodyOffset.addingReportingOverflow(current.size)
        guard !overflow, end <= length else {
            throw ArchiveError(.truncated, "the tar ends in the middle of “\(shown(current))”")
        }
    }

    private func warn(_ sentence: String) {
        // Names that are no UTF-8 are kept byte by byte, which is all that anybody wants.
        if warnings.count < 20, !sentence.contains("can't be converted") { warnings.append(sentence) }
    }

    /// An entry's name in a sentence.
    private func shown(_ entry: TarEntry) -> String {
        String(decoding: entry.path.prefix(200), as: UTF8.self)
    }

    private func failure(of archive: OpaquePointer) -> ArchiveError {
        source.failure ?? TarReader.failure(of: archive, after: ordinal + 1)
    }

    private static func failure(of archive: OpaquePointer, after entries: Int) -> ArchiveError {
        let message = archiveMessage(archive)
        if message.contains("Unrecognized archive format") {
            return ArchiveError(.notATar, "this is not a tar")
        }
        if message.lowercased().contains("truncated") { return ArchiveError(.truncated, "the tar ends too early") }
        return ArchiveError(.corrupt, "the tar is damaged after entry \(entries): \(message)")
    }

    /// libarchive converts PAX names, which are UTF-8, into the locale's encoding: for this it must be UTF-8 as well,
    /// whatever the user's is. Nobody changes it once it is made, so that any thread may use it.
    nonisolated(unsafe) static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
}

private func readTar(
    _ archive: OpaquePointer?, _ client: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
    guard let client else { return Int(ARCHIVE_FATAL) }
    let (start, count) = Unmanaged<TarSource>.fromOpaque(client).takeUnretainedValue().next()
    bytes?.pointee = start
    return count
}

private func skipTar(_ archive: OpaquePointer?, _ client: UnsafeMutableRawPointer?, _ count: la_int64_t) -> la_int64_t {
    guard let client else { return 0 }
    return Unmanaged<TarSource>.fromOpaque(client).takeUnretainedValue().skip(count)
}
