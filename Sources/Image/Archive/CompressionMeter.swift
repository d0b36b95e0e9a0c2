import CArchive

/// Compresses bytes and counts what comes out, without keeping it: gzip at level 6, zstd at level 3, as engines push
/// layers.
public final class CompressionMeter {
    /// A way to compress that can be measured.
    public enum Method: String, Sendable, CaseIterable {
        /// zlib's usual level.
        case gzip
        /// zstd's usual level.
        case zstd
    }

    private let archive: OpaquePointer
    private let entry: OpaquePointer
    private let count = Count()
    private var isClosed = false

    /// Starts a stream; throws where libarchive cannot compress so.
    public init(_ method: Method) throws(ArchiveError) {
        guard let archive = archive_write_new(), let entry = archive_entry_new() else {
            throw ArchiveError(.unreadable, "libarchive has no memory")
        }
        (self.archive, self.entry) = (archive, entry)
        let added =
            switch method {
            case .gzip: archive_write_add_filter_gzip(archive)
            case .zstd: archive_write_add_filter_zstd(archive)
            }
        try check(added)
        let level = method == .gzip ? "6" : "3"
        try check(archive_write_set_filter_option(archive, method.rawValue, "compression-level", level))
        try check(archive_write_set_format_raw(archive))
        try check(archive_write_set_bytes_in_last_block(archive, 1))
        let context = Unmanaged.passUnretained(count).toOpaque()
        try check(archive_write_open(archive, context, nil, { Count.write($1, $3) }, nil))
        archive_entry_set_filetype(entry, 0o100_000)
        try check(archive_write_header(archive, entry))
    }

    deinit {
        archive_entry_free(entry)
        archive_write_free(archive)
    }

    /// Compresses some bytes more.
    public func add(_ bytes: UnsafeRawBufferPointer) throws(ArchiveError) {
        guard bytes.count > 0 else { return }
        guard archive_write_data(archive, bytes.baseAddress, bytes.count) == bytes.count else { throw failure }
    }

    /// Ends the stream.
    ///
    /// - Returns: How many bytes came out in all.
    public func finish() throws(ArchiveError) -> Int64 {
        if !isClosed { try check(archive_write_close(archive)) }
        isClosed = true
        return count.bytes
    }

    private func check(_ status: Int32) throws(ArchiveError) {
        if status < ARCHIVE_WARN || status == ARCHIVE_FATAL { throw failure }
    }

    private var failure: ArchiveError {
        let message = archive_error_string(archive).map { String(cString: $0) } ?? "unknown failure"
        return ArchiveError(.unreadable, "cannot compress: \(message)")
    }

    /// What libarchive's callback counts in.
    private final class Count {
        var bytes: Int64 = 0

        static func write(_ context: UnsafeMutableRawPointer?, _ count: Int) -> Int {
            guard let context else { return -1 }
            Unmanaged<Count>.fromOpaque(context).takeUnretainedValue().bytes += Int64(count)
            return count
        }
    }
}

extension CompressionMeter {
    /// How many bytes some bytes become as a stream of their own.
    public static func size(of bytes: ArraySlice<UInt8>, _ method: Method) throws(ArchiveError) -> Int64 {
        let meter = try CompressionMeter(method)
        var failure: ArchiveError?
        bytes.withUnsafeBytes { buffer in
            do throws(ArchiveError) { try meter.add(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        return try meter.finish()
    }
}
