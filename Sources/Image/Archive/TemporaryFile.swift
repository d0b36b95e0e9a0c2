import Glibc

/// A file that has no name, in `TMPDIR` or where temporary files lie. It is gone with the last copy.
struct TemporaryFile: Sendable {
    /// How many bytes were written, one after the other.
    private(set) var length: Int64 = 0
    private let file: OpenFile

    private static let blockSize = 64 << 10

    /// An empty one; throws `noSpace` where none can be made.
    init() throws(ArchiveError) {
        let named = getenv("TMPDIR").map { String(cString: $0) }
        for directory in [named, "/tmp", "/var/tmp"].compactMap({ $0 }) {
            // O_TMPFILE, which the importer does not see: the file never has a name.
            let descriptor = open(directory, O_RDWR | O_CLOEXEC | 0o20000000 | O_DIRECTORY, 0o600)
            if descriptor >= 0 {
                file = OpenFile(descriptor: descriptor)
                return
            }
            var template = Array("\(directory)/strata-XXXXXX".utf8CString)
            let fallback = mkstemp(&template)
            if fallback >= 0 {
                unlink(template)
                file = OpenFile(descriptor: fallback)
                return
            }
        }
        throw ArchiveError(.noSpace, "no temporary file can be made; set TMPDIR to a directory that can be written")
    }

    /// What was written so far.
    var window: FileWindow { FileWindow(file: file, offset: 0, length: length) }

    /// Writes bytes behind those before, block by block: blocks of zeros stay holes, which costs neither time nor disk.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(ArchiveError) {
        if length >> 26 != (length + Int64(bytes.count)) >> 26 { try checkSpace() }
        var isHole = false
        for start in stride(from: 0, to: bytes.count, by: TemporaryFile.blockSize) {
            let end = min(start + TemporaryFile.blockSize, bytes.count)
            let block = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            isHole = block.isZero
            if !isHole { try write(block, at: length + Int64(start)) }
        }
        length += Int64(bytes.count)
        if isHole, ftruncate(file.descriptor, off_t(length)) != 0 { throw TemporaryFile.failure() }
    }

    private func write(_ block: UnsafeRawBufferPointer, at position: Int64) throws(ArchiveError) {
        var written = 0
        while written < block.count {
            let start = block.baseAddress?.advanced(by: written)
            let count = pwrite(file.descriptor, start, block.count - written, off_t(position) + off_t(written))
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw TemporaryFile.failure()
            }
        }
    }

    private static func failure() -> ArchiveError {
        let reason = systemMessage(errno)
        return ArchiveError(.noSpace, "cannot write the temporary file: \(reason); set TMPDIR to a larger disk")
    }

    /// A hostile stream may decompress without end: the disk must not fill up with it.
    private func checkSpace() throws(ArchiveError) {
        var system = statvfs()
        guard fstatvfs(file.descriptor, &system) == 0 else { return }
        let free = UInt64(system.f_bavail) * UInt64(system.f_frsize)
        guard free > 256 << 20 else {
            throw ArchiveError(.noSpace, "the temporary file fills the disk; set TMPDIR to a larger one")
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether all bytes are 0: the first is, and each equals the one after it.
    fileprivate var isZero: Bool {
        guard let start = baseAddress, count > 0 else { return true }
        return first == 0 && memcmp(start, start.advanced(by: 1), count - 1) == 0
    }
}
