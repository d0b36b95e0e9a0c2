import Dispatch
import Synchronization

/// Reads a stream on a thread of its own, a few pieces ahead of whoever takes them: decompressing and what is done with
/// the bytes go on at once.
final class ReadAhead {
    /// How many compressed bytes were read for what was given out so far.
    private(set) var position: Int64 = 0
    private let pieces: Pieces
    private var piece = Piece()
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
        if given == piece.count, !piece.isLast {
            piece = pieces.next(after: piece)
            (given, position) = (0, piece.position)
        }
        if let failure = piece.failure { throw failure }
        let count = min(buffer.count, piece.count - given)
        piece.bytes.withUnsafeBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[given..<given + count]))
        }
        given += count
        return count
    }
}

/// A stretch of the stream, in memory that goes round.
private struct Piece: Sendable {
    static let size = 256 << 10

    var bytes: [UInt8] = []
    /// How many of the bytes are the stream's.
    var count = 0
    /// How many compressed bytes were read up to its end.
    var position: Int64 = 0
    /// Whether nothing follows.
    var isLast = false
    /// Why nothing follows, where that is not the stream's end.
    var failure: ArchiveError?
}

/// The pieces that are read and not yet taken.
private final class Pieces: Sendable {
    /// How many are in memory at any time, besides the one that is given out.
    private static let most = 3

    private struct Rows {
        var filled: [Piece] = []
        var empty: [Piece] = Array(repeating: Piece(), count: Pieces.most)
        var isStopped = false
    }

    private let stream: Mutex<ByteStream>
    private let rows = Mutex(Rows())
    private let filled = DispatchSemaphore(value: 0)
    // Made with 0: a semaphore may not end with less than it began with.
    private let empty = DispatchSemaphore(value: 0)

    init(_ stream: sending ByteStream) {
        self.stream = Mutex(stream)
        for _ in 0..<Pieces.most { empty.signal() }
    }

    /// Reads pieces until the end, as long as they are taken.
    func fill() {
        while true {
            empty.wait()
            guard let piece = rows.withLock({ $0.isStopped ? nil : $0.empty.popLast() }) else { return }
            let next = filling(piece)
            rows.withLock { $0.filled.append(next) }
            filled.signal()
            if next.isLast { return }
        }
    }

    private func filling(_ piece: Piece) -> Piece {
        var piece = piece
        if piece.bytes.isEmpty { piece.bytes = [UInt8](repeating: 0, count: Piece.size) }
        stream.withLock { stream in
            do throws(ArchiveError) {
                piece.count = try piece.bytes.withUnsafeMutableBufferPointer { bytes throws(ArchiveError) in
                    try stream.read(into: UnsafeMutableRawBufferPointer(bytes))
                }
            } catch {
                (piece.count, piece.failure) = (0, error)
            }
            piece.position = stream.compressedBytesRead
        }
        piece.isLast = piece.count == 0
        return piece
    }

    /// The next piece, as soon as it is there; the memory of the one before it is filled anew.
    func next(after taken: Piece) -> Piece {
        filled.wait()
        let next = rows.withLock { rows in
            if !taken.bytes.isEmpty { rows.empty.append(taken) }
            return rows.filled.removeFirst()
        }
        if !taken.bytes.isEmpty { empty.signal() }
        return next
    }

    /// Ends the reading soon.
    func stop() {
        rows.withLock { $0.isStopped = true }
        empty.signal()
    }
}
