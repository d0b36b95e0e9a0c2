import Archive
import Glibc

/// Glibc declares it for GNU sources only, which Swift's import of it is not.
@_silgen_name("memfd_create")
private func createMemoryFile(_ name: UnsafePointer<CChar>, _ flags: UInt32) -> Int32

/// A file that lies in memory alone, with the bytes of one input: a path for those who open, a window for those who read.
final class MemoryFile {
    private let descriptor: Int32
    private let length: Int

    init(_ bytes: [UInt8]) {
        descriptor = createMemoryFile("input", 0)
        length = bytes.count
        var written = 0
        while written < length {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { fatalError("cannot write the input into memory") }
            written += count
        }
    }

    deinit { close(descriptor) }

    var path: String { "/proc/self/fd/\(descriptor)" }

    /// Closes by itself, and so has a descriptor of its own.
    var window: FileWindow { FileWindow(descriptor: dup(descriptor), length: Int64(length)) }
}
