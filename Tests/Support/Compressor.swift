import Archive
import CArchive

/// Compresses and decompresses bytes in memory through libarchive's filters.
public enum Compressor {
    /// The compressed bytes; the same for the same input, so without a time in gzip's header.
    public static func compress(_ bytes: [UInt8], _ compression: Compression) throws -> [UInt8] {
        guard compression != .none else { return bytes }
        guard let archive = archive_write_new() else { throw CompressionFailure(message: "libarchive has no memory") }
        defer { archive_write_free(archive) }
        let sink = Sink()
        try check(addFilter(compression, to: archive), archive)
        try check(archive_write_set_format_raw(archive), archive)
        try check(archive_write_set_bytes_in_last_block(archive, 1), archive)
        if compression == .gzip {
            try check(archive_write_set_filter_option(archive, "gzip", "timestamp", nil), archive)
        }
        let context = Unmanaged.passUnretained(sink).toOpaque()
        try check(archive_write_open(archive, context, nil, { Sink.write($1, $2, $3) }, nil), archive)
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        archive_entry_set_filetype(entry, 0o100_000)
        try check(archive_write_header(archive, entry), archive)
        guard archive_write_data(archive, bytes, bytes.count) == bytes.count else { throw failure(archive) }
        try check(archive_write_close(archive), archive)
        return sink.bytes
    }

    /// One gzip member for each part, one after another.
    public static func gzipMembers(_ parts: [[UInt8]]) throws -> [UInt8] {
        try parts.flatMap { try compress($0, .gzip) }
    }

    /// The decompressed bytes, whatever of libarchive's formats they are in.
    public static func decompress(_ bytes: [UInt8]) throws -> [UInt8] {
        guard let archive = archive_read_new() else { throw CompressionFailure(message: "libarchive has no memory") }
        defer { archive_read_free(archive) }
        try check(archive_read_support_filter_all(archive), archive)
        try check(archive_read_support_format_raw(archive), archive)
        try check(archive_read_support_format_empty(archive), archive)
        return try bytes.withUnsafeBytes { source in
            try check(archive_read_open_memory(archive, source.baseAddress, source.count), archive)
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return [] }
            try check(status, archive)
            return try readAll(archive)
        }
    }

    private static func readAll(_ archive: OpaquePointer) throws -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = archive_read_data(archive, &buffer, buffer.count)
            if count < 0 { throw failure(archive) }
            if count == 0 { return result }
            result += buffer.prefix(count)
        }
    }

    private static func addFilter(_ compression: Compression, to archive: OpaquePointer) -> Int32 {
        switch compression {
        case .none: archive_write_add_filter_none(archive)
        case .gzip: archive_write_add_filter_gzip(archive)
        case .zstd: archive_write_add_filter_zstd(archive)
        case .xz: archive_write_add_filter_xz(archive)
        case .bzip2: archive_write_add_filter_bzip2(archive)
        case .lz4: archive_write_add_filter_lz4(archive)
        }
    }

    private static func check(_ status: Int32, _ archive: OpaquePointer) throws {
        if status != ARCHIVE_OK { throw failure(archive) }
    }

    private static func failure(_ archive: OpaquePointer) -> CompressionFailure {
        CompressionFailure(message: archive_error_string(archive).map { String(cString: $0) } ?? "unknown failure")
    }

    /// Where libarchive's callback puts what it has compressed.
    private final class Sink {
        var bytes: [UInt8] = []

        static func write(_ context: UnsafeMutableRawPointer?, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
            guard let context, let buffer else { return -1 }
            let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
            sink.bytes += UnsafeRawBufferPointer(start: buffer, count: count)
            return count
        }
    }
}

/// Bytes that could not be compressed or decompressed.
public struct CompressionFailure: Error, Sendable, CustomStringConvertible {
    /// What libarchive says.
    public let message: String
    /// The message.
    public var description: String { message }
}
