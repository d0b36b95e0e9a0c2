import Glibc

/// A regular file while its contents are written. Runs of zeros become holes, so that a sparse file with a huge size
/// takes no more room than it did in the container.
struct ExtractedFile: ~Copyable {
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Appends a piece of the contents.
    func write(_ bytes: UnsafeRawBufferPointer) throws(ExtractionDirectory.Refusal) {
        if bytes.count >= 4096, bytes.allSatisfy({ $0 == 0 }) {
            guard lseek(descriptor, bytes.count, SEEK_CUR) >= 0 else {
                throw ExtractionDirectory.Refusal.system("cannot be written")
            }
            return
        }
        try writeAll(bytes, to: descriptor) { number in ExtractionDirectory.Refusal.system("cannot be written", number)
        }
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
