/// The bytes of a window, decompressed, in one pass from the first to the last. Memory does not grow with them.
public final class ByteStream {
    private enum Source {
        case plain(FileWindow)
        case gzip(GzipStream)
        case filtered(FilteredStream)
        case ahead(ReadAhead)
    }

    private let source: Source
    private var position: Int64 = 0

    /// Starts at the first byte; throws when the decompressor cannot be set up.
    public init(_ window: FileWindow, compression: Compression) throws(ArchiveError) {
        source =
            switch compression {
            case .none: .plain(window)
            case .gzip: .gzip(GzipStream(window))
            default: .filtered(try FilteredStream(window, compression: compression))
            }
    }

    /// The same stream, decompressed on a thread of its own, ahead of whoever reads.
    public init(readingAhead window: FileWindow, compression: Compression) throws(ArchiveError) {
        // Plain bytes are there as soon as they are read, and most of them are passed over.
        source =
            compression == .none
            ? .plain(window) : .ahead(ReadAhead(try ByteStream(window, compression: compression)))
    }

    /// How many bytes of the window were read, compressed as they lie there: the measure of progress.
    public var compressedBytesRead: Int64 {
        switch source {
        case .plain: position
        case .gzip(let stream): stream.position
        case .filtered(let stream): stream.position
        case .ahead(let stream): stream.position
        }
    }

    /// Reads on into `buffer`; gives how many bytes, 0 at the end. Throws `truncated` or `corrupt`.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        switch source {
        case .plain(let window):
            let count = try window.read(into: buffer, at: position)
            position += Int64(count)
            return count
        case .gzip(let stream): return try stream.read(into: buffer)
        case .filtered(let stream): return try stream.read(into: buffer)
        case .ahead(let stream): return try stream.read(into: buffer)
        }
    }

    /// Passes over up to `count` bytes where that costs nothing; gives how many, 0 for a compressed stream.
    func skip(_ count: Int64) -> Int64 {
        guard case .plain(let window) = source else { return 0 }
        let skipped = min(max(count, 0), window.length - position)
        position += skipped
        return skipped
    }

    /// Where the stream is known to end, in decompressed bytes; nil for a compressed one.
    var knownLength: Int64? {
        guard case .plain(let window) = source else { return nil }
        return window.length
    }
}

extension FileWindow {
    /// The bytes, decompressed where their beginning tells how, but no more than `limit` of them.
    public func decompressed(upTo limit: Int) throws(ArchiveError) -> [UInt8] {
        let compression = try Compression.sniff(self)
        guard compression != .none else { return try bytes(at: 0, count: limit) }
        let stream = try ByteStream(self, compression: compression)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let count = try stream.read(into: buffer)
            if count == 0 { break }
            bytes += buffer.prefix(min(count, limit - bytes.count))
        }
        return bytes
    }
}
