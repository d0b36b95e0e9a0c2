import CArchive

/// The decompressed bytes of a file, through libarchive's filters.
final class FilteredStream {
    /// How many compressed bytes were read.
    var position: Int64 { source.position }
    private let source: WindowSource
    private let archive: OpaquePointer
    private var started = false

    init(_ window: FileWindow, compression: Compression) throws(ArchiveError) {
        guard let archive = archive_read_new() else { throw ArchiveError(.unreadable, "there is no memory left") }
        self.archive = archive
        source = WindowSource(window)
        archive_read_support_format_raw(archive)
        archive_read_support_format_empty(archive)
        // Naming the filter skips libarchive's own guess, which would not look behind skippable frames.
        archive_read_append_filter(archive, compression.filterCode)
        let client = Unmanaged.passUnretained(source).toOpaque()
        let status = archive_read_open(archive, client, nil, readWindow, nil)
        // Where the first bytes cannot be decompressed, libarchive takes the stream for an empty one, with an error set.
        guard status == ARCHIVE_OK, archive_errno(archive) == 0 else { throw failure() }
    }

    deinit {
        archive_read_free(archive)
    }

    /// Fills `buffer` as far as one read of libarchive goes; gives how many bytes, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        if !started {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return 0 }
            guard status >= ARCHIVE_WARN else { throw failure() }
            started = true
        }
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw failure() }
        return count
    }

    private func failure() -> ArchiveError {
        if let failure = source.failure { return failure }
        let message = archiveMessage(archive)
        let isCut = source.isAtEnd || message.lowercased().contains("truncated")
        return ArchiveError(isCut ? .truncated : .corrupt, "the compressed stream is damaged: \(message)")
    }
}

/// What libarchive reads compressed bytes from.
private final class WindowSource {
    private(set) var position: Int64 = 0
    private(set) var failure: ArchiveError?
    var isAtEnd: Bool { position >= window.length }
    private let window: FileWindow
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

    init(_ window: FileWindow) {
        self.window = window
    }

    deinit {
        buffer.deallocate()
    }

    func next() -> (UnsafeRawPointer?, Int) {
        do throws(ArchiveError) {
            let count = try window.read(into: buffer, at: position)
            position += Int64(count)
            return (UnsafeRawPointer(buffer.baseAddress), count)
        } catch {
            failure = error
            return (nil, Int(ARCHIVE_FATAL))
        }
    }
}

private func readWindow(
    _ archive: OpaquePointer?, _ client: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
    guard let client else { return Int(ARCHIVE_FATAL) }
    let (start, count) = Unmanaged<WindowSource>.fromOpaque(client).takeUnretainedValue().next()
    bytes?.pointee = start
    return count
}

extension Compression {
    /// libarchive's number for this filter.
    fileprivate var filterCode: Int32 {
        switch self {
        case .none: ARCHIVE_FILTER_NONE
        case .gzip: ARCHIVE_FILTER_GZIP
        case .zstd: ARCHIVE_FILTER_ZSTD
        case .xz: ARCHIVE_FILTER_XZ
        case .bzip2: ARCHIVE_FILTER_BZIP2
        case .lz4: ARCHIVE_FILTER_LZ4
        }
    }
}

/// libarchive's own words for its last error.
func archiveMessage(_ archive: OpaquePointer) -> String {
    archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
}
