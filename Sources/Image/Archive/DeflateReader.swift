import CISAL

/// Raw deflate (RFC 1951) that comes piece by piece, and whose end only the stream itself tells.
public final class DeflateReader {
    /// Whether the stream has ended.
    public private(set) var isFinished = false
    /// Whether it is none; nothing more comes out of it.
    public private(set) var isDamaged = false
    private let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)

    /// A stream of which nothing has come.
    public init() {
        isal_inflate_init(state)
        state.pointee.crc_flag = UInt32(ISAL_DEFLATE)
    }

    deinit {
        state.deallocate()
        block.deallocate()
    }

    /// Reads a piece.
    ///
    /// - Parameters:
    ///   - input: The next bytes; those behind the stream's end may be among them.
    ///   - body: Gets what comes out, in pieces; false when that is enough.
    /// - Returns: How many of the bytes are the stream's.
    public func read(_ input: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool) -> Int {
        guard !isFinished, !isDamaged, let start = input.baseAddress else { return 0 }
        // The decoder only reads its input.
        state.pointee.next_in = UnsafeMutablePointer(mutating: start.assumingMemoryBound(to: UInt8.self))
        state.pointee.avail_in = UInt32(clamping: input.count)
        var isWanted = true
        repeat {
            state.pointee.next_out = block.baseAddress?.assumingMemoryBound(to: UInt8.self)
            state.pointee.avail_out = UInt32(block.count)
            guard isal_inflate(state) >= 0 else {
                isDamaged = true
                break
            }
            let count = block.count - Int(state.pointee.avail_out)
            isFinished = state.pointee.block_state == ISAL_BLOCK_FINISH
            if count > 0 { isWanted = body(UnsafeRawBufferPointer(rebasing: block[..<count])) }
            // Room was left: all that came in is used up.
            if count < block.count { break }
        } while isWanted && !isFinished
        // What was read ahead and not used is still in the decoder's bits.
        let ahead = isFinished ? Int(state.pointee.read_in_length) / 8 : 0
        return max(0, input.count - Int(state.pointee.avail_in) - ahead)
    }
}
