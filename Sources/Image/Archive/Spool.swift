import Glibc

/// Streams that cannot be read twice, kept in a temporary file that has no name.
public enum Spool {
    /// Copies what `descriptor` gives until its end. `progress` hears the bytes so far.
    public static func spool(
        descriptor: Int32, progress: (Int64) -> Void = { _ in }, isCancelled: () -> Bool = { false }
    ) throws(ArchiveError) -> FileWindow {
        try copy(progress: progress, isCancelled: isCancelled) { buffer throws(ArchiveError) in
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count >= 0 { return count }
                if errno != EINTR { throw ArchiveError(.unreadable, "cannot read on: \(systemMessage(errno))") }
            }
        }
    }

    /// Decompresses a window. `progress` hears the compressed bytes read so far.
    public static func decompress(
        _ window: FileWindow, compression: Compression, progress: (Int64) -> Void = { _ in },
        isCancelled: () -> Bool = { false }
    ) throws(ArchiveError) -> FileWindow {
        let stream = try ByteStream(window, compression: compression)
        return try copy(
            progress: { _ in progress(stream.compressedBytesRead) }, isCancelled: isCancelled
        ) { buffer throws(ArchiveError) in
            try stream.read(into: buffer)
        }
    }

    private static func copy(
        progress: (Int64) -> Void, isCancelled: () -> Bool,
        read: (UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int
    ) throws(ArchiveError) -> FileWindow {
        let descriptor = try temporaryFile()
        var isKept = false
        defer { if !isKept { close(descriptor) } }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { buffer.deallocate() }
        var length: Int64 = 0
        while true {
            guard !isCancelled() else { throw ArchiveError(.cancelled, "cancelled") }
            let count = try read(buffer)
            if count == 0 { break }
            try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: descriptor, at: length)
            if (length + Int64(count)) >> 26 != length >> 26 { try checkSpace(descriptor) }
            length += Int64(count)
            progress(length)
        }
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw writeFailure() }
        isKept = true
        return FileWindow(descriptor: descriptor, length: length)
    }

    /// Writes at a position, block by block: blocks of zeros stay holes, which costs neither time nor disk.
    private static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at position: Int64
    ) throws(ArchiveError) {
        var start = 0
        while start < bytes.count {
            let end = min(start + blockSize, bytes.count)
            let block = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            if !block.isZero { try writeBlock(block, to: descriptor, at: position + Int64(start)) }
            start = end
        }
    }

    private static func writeBlock(
        _ block: UnsafeRawBufferPointer, to descriptor: Int32, at position: Int64
    ) throws(ArchiveError) {
        var written = 0
        while written < block.count {
            let start = block.baseAddress?.advanced(by: written)
            let count = pwrite(descriptor, start, block.count - written, off_t(position) + off_t(written))
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw writeFailure()
            }
        }
    }

    private static let blockSize = 64 << 10

    private static func writeFailure() -> ArchiveError {
        let reason = systemMessage(errno)
        return ArchiveError(.noSpace, "cannot write the temporary file: \(reason); set TMPDIR to a larger disk")
    }

    /// A hostile stream may decompress without end: the disk must not fill up with it.
    private static func checkSpace(_ descriptor: Int32) throws(ArchiveError) {
        var system = statvfs()
        guard fstatvfs(descriptor, &system) == 0 else { return }
        let free = UInt64(system.f_bavail) * UInt64(system.f_frsize)
        guard free > 256 << 20 else {
            throw ArchiveError(.noSpace, "the temporary file fills the disk; set TMPDIR to a larger one")
        }
    }

    private static func temporaryFile() throws(ArchiveError) -> Int32 {
        let named = getenv("TMPDIR").map { String(cString: $0) }
        for directory in [named, "/tmp", "/var/tmp"].compactMap({ $0 }) {
            // O_TMPFILE, which the importer does not see: the file never has a name.
            let descriptor = open(directory, O_RDWR | O_CLOEXEC | 0o20000000 | O_DIRECTORY, 0o600)
            if descriptor >= 0 { return descriptor }
            var template = Array("\(directory)/strata-XXXXXX".utf8CString)
            let fallback = mkstemp(&template)
            if fallback >= 0 {
                unlink(template)
                return fallback
            }
        }
        throw ArchiveError(.noSpace, "no temporary file can be made; set TMPDIR to a directory that can be written")
    }
}

extension UnsafeRawBufferPointer {
    /// Whether all bytes are 0: the first is, and each equals the one after it.
    fileprivate var isZero: Bool {
        guard let start = baseAddress, count > 0 else { return true }
        return first == 0 && memcmp(start, start.advanced(by: 1), count - 1) == 0
    }
}
