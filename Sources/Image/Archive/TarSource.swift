import CArchive

/// What libarchive's tar reader pulls from: a stream of bytes, then as many zeros as complete a tar.
///
/// Some writers leave out the padding of the last body and the end blocks; with the zeros, those read like any other.
final class TarSource {
    let stream: ByteStream
    private(set) var failure: ArchiveError?
    /// Bytes of the stream without the zeros behind it; nil until its end is known.
    private(set) var length: Int64?
    private var position: Int64 = 0
    private var padding = 0
    private let buffer: UnsafeMutableRawBufferPointer
    private let isCancelled: () -> Bool

    init(_ stream: ByteStream, isCancelled: @escaping () -> Bool) {
        self.stream = stream
        self.isCancelled = isCancelled
        length = stream.knownLength
        // Headers of a plain tar lie between bodies that are passed over: read little. The rest is read whole.
        buffer = .allocate(byteCount: stream.knownLength == nil ? 256 << 10 : 16 << 10, alignment: 64)
    }

    deinit {
        buffer.deallocate()
    }

    func next() -> (UnsafeRawPointer?, Int) {
        guard !isCancelled() else { return fail(ArchiveError(.cancelled, "cancelled")) }
        do throws(ArchiveError) {
            var count = try stream.read(into: buffer)
            position += Int64(count)
            if count == 0 { count = pad() }
            return (UnsafeRawPointer(buffer.baseAddress), count)
        } catch {
            return fail(error)
        }
    }

    func skip(_ count: Int64) -> Int64 {
        let skipped = stream.skip(count)
        position += skipped
        return skipped
    }

    private func pad() -> Int {
        if length == nil { length = position }
        guard padding == 0 else { return 0 }
        padding = 1024 + Int((512 - position % 512) % 512)
        buffer.prefix(padding).initializeMemory(as: UInt8.self, repeating: 0)
        return padding
    }

    private func fail(_ error: ArchiveError) -> (UnsafeRawPointer?, Int) {
        failure = error
        return (nil, Int(ARCHIVE_FATAL))
    }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate func prefix(_ count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: self[..<Swift.min(count, self.count)])
    }
}
