import CISAL

/// Streams in zlib's format (RFC 1950) in memory, as git stores its objects.
public enum ZlibStream {
    /// Decompresses the stream at the start of some bytes.
    ///
    /// - Parameters:
    ///   - limit: No more bytes are given out; what is longer is cut.
    ///   - budget: All that is unpacked draws from it, also what is cut, and what fails.
    /// - Returns: The contents and how many bytes the stream takes; nil where there is none, it is damaged, or the budget
    ///   has no room for it.
    public static func decompress(
        _ bytes: ArraySlice<UInt8>, limit: Int, within budget: UnpackingBudget
    ) -> (contents: [UInt8], consumed: Int)? {
        guard budget.spend(in: 0, out: 0) else { return nil }
        guard bytes.count >= 6, bytes[bytes.startIndex] & 0x0f == 8 else { return nil }
        let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
        defer { state.deallocate() }
        isal_inflate_init(state)
        state.pointee.crc_flag = UInt32(ISAL_ZLIB)
        var contents: [UInt8] = []
        let consumed = bytes.withUnsafeBytes { input -> Int? in
            // The decoder only reads its input.
            state.pointee.next_in = UnsafeMutablePointer(
                mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
            state.pointee.avail_in = UInt32(clamping: input.count)
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
            defer { block.deallocate() }
            repeat {
                state.pointee.next_out = block.baseAddress?.assumingMemoryBound(to: UInt8.self)
                state.pointee.avail_out = UInt32(block.count)
                guard isal_inflate(state) == ISAL_DECOMP_OK else { return nil }
                let count = block.count - Int(state.pointee.avail_out)
                guard budget.spend(count) else { return nil }
                contents.append(contentsOf: block.prefix(min(count, limit - contents.count)))
                if count == 0, state.pointee.block_state != ISAL_BLOCK_FINISH { return nil }
            } while state.pointee.block_state != ISAL_BLOCK_FINISH
            // What the decoder has read ahead and not used is still in its bit buffer.
            return input.count - Int(state.pointee.avail_in) - Int(state.pointee.read_in_length) / 8
        }
        return consumed.map { (contents, $0) }
    }
}
