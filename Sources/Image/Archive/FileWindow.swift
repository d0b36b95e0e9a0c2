import Glibc

/// The bytes of an open file, or a part of them.
///
/// Cheap to copy, and readable from any thread: reads name their position. The file closes with the last copy.
public struct FileWindow: Sendable {
    /// Where the window starts in its file, in bytes.
    public let offset: Int64
    /// How many bytes it has.
    public let length: Int64
    private let file: OpenFile
    /// What hashes the bytes while they are read; nil where nobody wants that.
    private var hash: PassingHash?

    /// Opens a regular file as one window; throws `cannotOpen` when it cannot be read or is something else.
    public init(opening path: String) throws(ArchiveError) {
        // Without blocking: a pipe in the file's place would wait for somebody who writes.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError(.cannotOpen, "\(path): \(systemMessage(errno))") }
        let file = OpenFile(descriptor: descriptor)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ArchiveError(.cannotOpen, "\(path): not a regular file")
        }
        self.init(file: file, offset: 0, length: Int64(status.st_size))
    }

    /// Takes over an open descriptor whose file has `length` bytes.
    public init(descriptor: Int32, length: Int64) {
        self.init(file: OpenFile(descriptor: descriptor), offset: 0, length: length)
    }

    /// A part of an open file.
    init(file: OpenFile, offset: Int64, length: Int64) {
        self.file = file
        self.offset = offset
        self.length = length
    }

    /// A part of this window, cut to what the window has.
    public func window(at start: Int64, length wanted: Int64) -> FileWindow {
        let start = min(max(start, 0), length)
        return FileWindow(file: file, offset: offset + start, length: min(max(wanted, 0), length - start))
    }

    /// The same window, whose bytes are hashed while they are read.
    public func hashed(by hash: PassingHash) -> FileWindow {
        var window = self
        window.hash = hash
        return window
    }

    private var unhashed: FileWindow {
        var window = self
        window.hash = nil
        return window
    }

    /// Which bytes the window shows; nil for a file that has no name, such as a stream's, and where the system does not tell.
    public var identity: WindowIdentity? {
        var status = stat()
        guard fstat(file.descriptor, &status) == 0, status.st_nlink > 0 else { return nil }
        return WindowIdentity(status, offset: offset, length: length)
    }

    /// Reads up to `buffer.count` bytes that start at `position`; gives how many, 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer, at position: Int64) throws(ArchiveError) -> Int {
        guard position >= 0, position < length else { return 0 }
        let wanted = Int(min(Int64(buffer.count), length - position))
        while true {
            let count = pread(file.descriptor, buffer.baseAddress, wanted, off_t(offset + position))
            if count >= 0 {
                hash?.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), at: position, of: unhashed)
                return count
            }
            if errno != EINTR { throw ArchiveError(.unreadable, "cannot read: \(systemMessage(errno))") }
        }
    }

    /// Up to `count` bytes that start at `position`; fewer only where the window ends.
    public func bytes(at position: Int64, count: Int) throws(ArchiveError) -> [UInt8] {
        let available = Int(min(Int64(max(count, 0)), max(0, length - max(position, 0))))
        var result = [UInt8](repeating: 0, count: available)
        var filled = 0
        while filled < available {
            var failure: ArchiveError?
            let got = result.withUnsafeMutableBytes { buffer -> Int in
                do throws(ArchiveError) {
                    return try read(into: .init(rebasing: buffer[filled...]), at: position + Int64(filled))
                } catch {
                    failure = error
                    return 0
                }
            }
            if let failure { throw failure }
            if got == 0 { break }
            filled += got
        }
        result.removeLast(available - filled)
        return result
    }
}

/// A descriptor that closes when nobody uses it any more.
final class OpenFile: Sendable {
    let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
