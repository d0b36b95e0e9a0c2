import Dispatch
import Synchronization

/// Reads a stream on a thread of its own, a few pieces ahead of whoever takes them: decompressing and what is done with
/// the bytes go on at once.
final class ReadAhead {
    /// How many compressed bytes were read for what was given out so far.
    private(set) var position: Int64 = 0
    private let pieces: Pieces
    private var piece: Piece?
    private var given = 0

    /// Begins to read at once. Only the thread of its own reads the stream from now on.
    init(_ stream: sending ByteStream) {
        pieces = Pieces(stream)
        // A queue of its own gets a thread however many others wait.
        DispatchQueue(label: "strata.read-ahead").async { [pieces] in pieces.fill() }
    }

    deinit {
        pieces.stop()
    }

    /// Fills `buffer` as far as the current piece goes; gives how many bytes, 0 at the end. What the stream throws is
    /// thrown behind the bytes before it.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        let piece = self.piece ?? next()
        let part = piece.copy(from: given, into: buffer)
        if let failure = part.failure { throw failure }
        given += part.count
        // The last piece, which is empty, stays.
        if part.isAll, part.count > 0 {
            pieces.giveBack(piece)
            self.piece = nil
        }
        return part.count
    }

    private func next() -> Piece {
        let next = pieces.next()
        (piece, given, position) = (next, 0, next.position)
        return next
    }
}

/// A stretch of the stream. An object, so that its memory goes round and is never copied.
private final class Piece: Sendable {
    private struct Contents {
        var bytes = [UInt8](repeating: 0, count: 256 << 10)
        /// How many of the bytes are the stream's; none where nothing follows.
        var count = 0
        var position: Int64 = 0
        /// Why nothing follows, where that is not the stream's end.
        var failure: ArchiveError?
    }

    private let contents = Mutex(Contents())

    /// How many compressed bytes were read up to its end.
    var position: Int64 { contents.withLock { $0.position } }

    /// Reads on; says whether more may follow.
    func fill(from stream: ByteStream) -> Bool {
        contents.withLock { contents in
            do throws(ArchiveError) {
                contents.count = try contents.bytes.withUnsafeMutableBufferPointer { bytes throws(ArchiveError) in
                    try stream.read(into: UnsafeMutableRawBufferPointer(bytes))
                }
            } catch {
                (contents.count, contents.failure) = (0, error)
            }
            contents.position = stream.compressedBytesRead
            return contents.count > 0
        }
    }

    /// Copies its bytes from a place on, as far as there is room.
    func copy(
        from start: Int, into buffer: UnsafeMutableRawBufferPointer
    ) -> (count: Int, isAll: Bool, failure: ArchiveError?) {
        contents.withLock { contents in
            let count = min(buffer.count, contents.count - start)
            contents.bytes.withUnsafeBytes { bytes in
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
            }
            return (count, start + count == contents.count, contents.failure)
        }
    }
}

/// The pieces that are read and not yet taken.
private final class Pieces: Sendable {
    private struct Rows {
        var filled: [Piece] = []
        var empty = [Piece(), Piece(), Piece(), Piece()]
        var isStopped = false
    }

    private let stream: Mutex<ByteStream>
    private let rows = Mutex(Rows())
    private let filled = DispatchSemaphore(value: 0)
    // Made with 0: a semaphore may not end with less than it began with.
    private let empty = DispatchSemaphore(value: 0)

    init(_ stream: sending ByteStream) {
        self.stream = Mutex(stream)
        for _ in 0..<rows.withLock({ $0.empty.count }) { empty.signal() }
    }

    /// Reads pieces until the end, as long as they are taken.
    func fill() {
        var mayFollow = true
        while mayFollow {
            empty.wait()
            guard let piece = rows.withLock({ $0.isStopped ? nil : $0.empty.popLast() }) else { return }
            mayFollow = stream.withLock { piece.fill(from: $0) }
            rows.withLock { $0.filled.append(piece) }
            filled.signal()
        }
    }

    /// The next piece, as soon as it is there.
    func next() -> Piece {
        filled.wait()
        return rows.withLock { $0.filled.removeFirst() }
    }

    /// Has a piece filled anew that was taken.
    func giveBack(_ piece: Piece) {
        rows.withLock { $0.empty.append(piece) }
        empty.signal()
    }

    /// Ends the reading soon.
    func stop() {
        rows.withLock { $0.isStopped = true }
        empty.signal()
    }
}
