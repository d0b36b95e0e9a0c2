import CISAL

/// The decompressed bytes of a gzip file (RFC 1952) through ISA-L: one member after another.
final class GzipStream {
    /// How many compressed bytes were read.
    private(set) var position: Int64 = 0
    private let window: FileWindow
    // The decoder keeps pointers into its input between calls, so both live at a fixed address.
    private let state: UnsafeMutablePointer<inflate_state>
    private let input: UnsafeMutableRawBufferPointer
    private var ended = false

    init(_ window: FileWindow) {
        self.window = window
        state = .allocate(capacity: 1)
        input = .allocate(byteCount: 64 << 10, alignment: 16)
        isal_inflate_init(state)
        state.pointee.avail_in = 0
        state.pointee.crc_flag = UInt32(ISAL_GZIP)
    }

    deinit {
        state.deallocate()
        input.deallocate()
    }

    /// Fills `buffer` as far as the stream goes; gives how many bytes, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = UInt32(buffer.count)
        while !ended, state.pointee.avail_out > 0 {
            if state.pointee.avail_in == 0, try !refill() {
                guard state.pointee.block_state == ISAL_BLOCK_FINISH else {
                    throw ArchiveError(.truncated, "the gzip stream ends too early")
                }
                ended = true
            } else if state.pointee.block_state == ISAL_BLOCK_FINISH {
                startNextMember()
            } else {
                try inflate()
            }
        }
        return buffer.count - Int(state.pointee.avail_out)
    }

    private func refill() throws(ArchiveError) -> Bool {
        let count = try window.read(into: input, at: position)
        position += Int64(count)
        state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_in = UInt32(count)
        return count > 0
    }

    /// Padding by zeros may follow a member, and then another member; anything else is not ours, as for gzip itself.
    private func startNextMember() {
        while state.pointee.avail_in > 0, state.pointee.next_in.pointee == 0 {
            state.pointee.next_in += 1
            state.pointee.avail_in -= 1
        }
        guard state.pointee.avail_in > 0 else { return }
        guard state.pointee.next_in.pointee == 0x1f else {
            ended = true
            return
        }
        isal_inflate_reset(state)
        state.pointee.crc_flag = UInt32(ISAL_GZIP)
    }

    private func inflate() throws(ArchiveError) {
        let before = (state.pointee.avail_in, state.pointee.avail_out, state.pointee.block_state)
        let status = isal_inflate(state)
        guard status >= 0 else { throw ArchiveError(.corrupt, "the gzip stream is corrupt") }
        let after = (state.pointee.avail_in, state.pointee.avail_out, state.pointee.block_state)
        guard before != after else { throw ArchiveError(.corrupt, "the gzip stream makes no progress") }
    }
}
