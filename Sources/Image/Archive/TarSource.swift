import CArchive

/// What a tar is read from, by us or by libarchive: a stream of bytes, then as many zeros as complete a tar.
///
/// Some writers leave out the padding of the last body and the end blocks; with the zeros, those read like any other.
final class TarSource {
    let stream: ByteStream
    private(set) var failure: ArchiveError?
    /// Bytes of the stream without the zeros behind it; nil until its end is known.
    private(set) var length: Int64?
    /// Bytes that were read of the stream or passed over.
    private var position: Int64 = 0
    private var padding = 0
    private let buffer: UnsafeMutableRawBufferPointer
    /// How many bytes of the buffer are the last of the stream so far, and how many of these were given out.
    private var filled = 0
    private var given = 0
    /// What comes before the rest of the buffer.
    private let replayed = UnsafeMutableRawBufferPointer.allocate(byteCount: 4 * TarBlock.size, alignment: 64)
    private var replayedCount = 0
    /// The last bytes of the buffer before this one, in case that headers lie across both.
    private var tail: [UInt8] = []
    private static let tailLength = 16 * TarBlock.size
    /// How many bytes the next reading asks for.
    private var wanted = TarSource.leastRead
    /// Headers of a plain tar lie between bodies that are passed over: behind one little is read.
    private static let leastRead = 4 << 10
    private let isCancelled: () -> Bool

    init(_ stream: ByteStream, isCancelled: @escaping () -> Bool) {
        self.stream = stream
        self.isCancelled = isCancelled
        length = stream.knownLength
        buffer = .allocate(byteCount: 256 << 10, alignment: 64)
    }

    deinit {
        buffer.deallocate()
        replayed.deallocate()
    }

    func next() -> (UnsafeRawPointer?, Int) {
        if replayedCount > 0 {
            defer { replayedCount = 0 }
            return (UnsafeRawPointer(replayed.baseAddress), replayedCount)
        }
        do throws(ArchiveError) {
            if given == filled { try refill(keeping: 0) }
            let rest = UnsafeRawBufferPointer(rebasing: buffer[given..<filled])
            given = filled
            return (rest.baseAddress, rest.count)
        } catch {
            return fail(error)
        }
    }

    func skip(_ count: Int64) -> Int64 {
        if replayedCount > 0 { return 0 }
        if given < filled {
            let passed = Int(min(max(count, 0), Int64(filled - given)))
            given += passed
            return Int64(passed)
        }
        let skipped = stream.skip(count)
        position += skipped
        if skipped > 0 { (filled, given, tail, wanted) = (0, 0, [], TarSource.leastRead) }
        return skipped
    }

    /// Where the next byte that is given out lies in the stream.
    var offset: Int64 { bufferStart + Int64(given) }

    /// The entry whose headers stand next, which are taken; nil where they are not common.
    func takeCommonEntry() throws(ArchiveError) -> TarEntry? {
        var needed = TarBlock.size
        while true {
            while filled - given < needed {
                let rest = filled - given
                try refill(keeping: rest)
                if filled == rest { return nil }
            }
            switch CommonHeaders.read(UnsafeRawBufferPointer(rebasing: buffer[given..<filled]).bytes) {
            case .entry(let entry, let length):
                given += length
                return entry
            case .needs(let count): needed = count
            case .uncommon: return nil
            }
        }
    }

    /// Takes the next bytes, at most so many; valid until the next call. None at the end.
    func take(atMost count: Int64) throws(ArchiveError) -> UnsafeRawBufferPointer {
        if given == filled { try refill(keeping: 0) }
        let end = given + Int(min(count, Int64(filled - given)))
        defer { given = end }
        return UnsafeRawBufferPointer(rebasing: buffer[given..<end])
    }

    /// Passes over bytes, as far as there are some.
    func pass(_ count: Int64) throws(ArchiveError) {
        var left = count
        while left > 0 {
            let passed = skip(left)
            left -= passed
            guard passed == 0 else { continue }
            let taken = try take(atMost: left).count
            if taken == 0 { return }
            left -= Int64(taken)
        }
    }

    /// Reads on behind the last bytes of the buffer, which move to its beginning. What is read at once grows as long as
    /// nothing is passed over.
    private func refill(keeping kept: Int) throws(ArchiveError) {
        guard !isCancelled() else { throw ArchiveError(.cancelled, "cancelled") }
        tail = Array(buffer[max(0, filled - kept - TarSource.tailLength)..<filled - kept])
        if kept > 0 {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[filled - kept..<filled]))
        }
        if stream.knownLength == nil { wanted = buffer.count }
        let space = UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<min(buffer.count, kept + wanted)])
        wanted = min(buffer.count, 2 * wanted)
        var count = try stream.read(into: space)
        position += Int64(count)
        if count == 0 { count = pad(space) }
        (filled, given) = (kept + count, 0)
    }

    private func pad(_ space: UnsafeMutableRawBufferPointer) -> Int {
        if length == nil { length = position }
        guard padding == 0 else { return 0 }
        padding = 1024 + Int((512 - position % 512) % 512)
        space.prefix(padding).initializeMemory(as: UInt8.self, repeating: 0)
        return padding
    }

    /// Where the buffer begins in the stream.
    private var bufferStart: Int64 { position + Int64(padding) - Int64(filled) }

    /// The block of the stream at a place in the buffer, from 0; before it, in the bytes that were kept.
    private func block(at place: Int) -> TarBlock? {
        let end = place + TarBlock.size
        guard place >= -tail.count, end <= filled else { return nil }
        return TarBlock(tail.suffix(max(0, -place)).prefix(TarBlock.size) + buffer[max(0, place)..<max(0, end)])
    }

    /// The block of the stream that ends there, if it was just read.
    func header(endingAt end: Int64) -> TarBlock? {
        block(at: Int(clamping: end - bufferStart) - TarBlock.size)
    }

    /// What lies between two places of the stream, if it was just read and is more than one header.
    func bytes(from start: Int64, to end: Int64) -> [UInt8]? {
        let (first, last) = (Int(clamping: start - bufferStart), Int(clamping: end - bufferStart))
        guard last - first > TarBlock.size, first >= -tail.count, last <= filled else { return nil }
        return Array(tail.suffix(max(0, -first)).prefix(last - first)) + buffer[max(0, first)..<max(0, last)]
    }

    /// Whether an entry's header or the end of the tar stands there, right behind what libarchive has taken.
    func hasHeader(at offset: Int64) throws(ArchiveError) -> Bool {
        while Int(clamping: offset - bufferStart) + TarBlock.size > filled {
            let before = max(0, filled - max(0, Int(clamping: offset - bufferStart)))
            try refill(keeping: before)
            if filled == before { return true }
        }
        return block(at: Int(clamping: offset - bufferStart)).map { $0.isEnd || $0.isHeader } ?? true
    }

    /// Begins anew for another libarchive: with a header instead of what the stream has, then the stream from there on.
    func replay(_ header: TarBlock, beforeBytesAt offset: Int64) {
        let place = Int(clamping: offset - bufferStart)
        let bytes = header.bytes + tail.suffix(max(0, min(-place, 2 * TarBlock.size)))
        replayed.copyBytes(from: bytes)
        replayedCount = bytes.count
        given = min(max(0, place), filled)
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
