import Archive
import Glibc

/// A regular file while its contents are written. Runs of zeros become holes, so that a sparse file with a huge size
/// takes no more room than it did in the container.
struct ExtractedFile: ~Copyable {
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Appends an extent of the contents.
    func write(_ extent: TarReader.Extent) throws(ExtractionDirectory.Refusal) {
        switch extent {
        case .hole(let count): try skip(count)
        case .stored(let bytes) where bytes.count >= 4096 && bytes.allSatisfy({ $0 == 0 }):
            try skip(Int64(bytes.count))
        case .stored(let bytes):
            try writeAll(bytes, to: descriptor) { ExtractionDirectory.Refusal.system("cannot be written", $0) }
        }
    }

    private func skip(_ count: Int64) throws(ExtractionDirectory.Refusal) {
        guard lseek(descriptor, off_t(count), SEEK_CUR) >= 0 else { throw .system("cannot be written") }
    }

    /// Gives the file its full length where it ends in a hole.
    func finish() throws(ExtractionDirectory.Refusal) {
        let length = lseek(descriptor, 0, SEEK_CUR)
        guard length >= 0, ftruncate(descriptor, length) == 0 else {
            throw ExtractionDirectory.Refusal.system("cannot be written")
        }
    }
}

/// Writes all bytes, going on after interruptions; throws what `failure` makes of the error number.
func writeAll<Failure: Error>(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, failure: (Int32) -> Failure
) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if errno != EINTR {
            throw failure(errno)
        }
    }
}
