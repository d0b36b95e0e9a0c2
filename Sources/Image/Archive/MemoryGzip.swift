import CISAL

/// The decompressed bytes of a gzip file in memory (RFC 1952) through ISA-L, as libarchive's filter gives them: member
/// after member, with checksums that nobody compares, up to what is no member. What comes before damage is given out.
final class MemoryGzip {
    private let bytes: [UInt8]
    private var position = 0
    private var isInMember = false
    private var isDamaged = false
    private let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)

    /// A file at whose start a member stands; nil for all else.
    init?(_ bytes: [UInt8]) {
        guard MemoryGzip.endOfHeader(at: 0, in: bytes) != nil else { return nil }
        self.bytes = bytes
        isal_inflate_init(state)
        state.pointee.crc_flag = UInt32(ISAL_DEFLATE)
    }

    deinit {
        state.deallocate()
    }

    /// Fills `buffer` as far as the file goes; gives how many bytes, 0 at the end, nil where damage keeps it from being
    /// filled.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        guard !isDamaged else { return nil }
        state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = UInt32(clamping: buffer.count)
        while state.pointee.avail_out > 0, isInMember || startMember() {
            // The decoder sees damage before it has given out all that stands before it.
            isDamaged = !inflate()
            if isDamaged { return state.pointee.avail_out == 0 ? buffer.count : nil }
        }
        return buffer.count - Int(state.pointee.avail_out)
    }

    private func startMember() -> Bool {
        guard let start = MemoryGzip.endOfHeader(at: position, in: bytes) else { return false }
        (position, isInMember) = (start, true)
        isal_inflate_reset(state)
        return true
    }

    /// Reads on in a member and, at its end, passes over its trailer; false where it is damaged.
    private func inflate() -> Bool {
        let room = state.pointee.avail_out
        let (status, used) = bytes.withUnsafeBytes { bytes in
            let input = bytes[min(position, bytes.count)...]
            // The decoder only reads its input.
            state.pointee.next_in = UnsafeMutablePointer(
                mutating: UnsafeRawBufferPointer(rebasing: input).baseAddress?.assumingMemoryBound(to: UInt8.self))
            state.pointee.avail_in = UInt32(clamping: input.count)
            defer { state.pointee.next_in = nil }
            return (isal_inflate(state), input.count - Int(state.pointee.avail_in))
        }
        position += used
        guard status >= 0 else { return false }
        guard state.pointee.block_state == ISAL_BLOCK_FINISH else {
            // Where nothing goes in or comes out, it was cut off.
            return used > 0 || state.pointee.avail_out < room
        }
        // What was read ahead and not used is still in the decoder's bits; then its checksum and its size follow.
        position += 8 - Int(state.pointee.read_in_length) / 8
        isInMember = false
        return position <= bytes.count
    }

    /// Where the header of a member ends that starts at `start` (RFC 1952, section 2.3); nil where there is none.
    private static func endOfHeader(at start: Int, in bytes: [UInt8]) -> Int? {
        guard start + 10 <= bytes.count, bytes[start...].starts(with: [0x1f, 0x8b, 0x08]) else { return nil }
        let flags = bytes[start + 3]
        guard flags & 0xe0 == 0 else { return nil }
        var end = start + 10
        if flags & 4 != 0 {
            guard end + 2 <= bytes.count else { return nil }
            end += 2 + Int(bytes[end]) + Int(bytes[end + 1]) << 8
        }
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard end < bytes.count, let zero = bytes[end...].firstIndex(of: 0) else { return nil }
            end = zero + 1
        }
        if flags & 2 != 0 { end += 2 }
        // Extra data that ends behind the file are the header of a member that was cut off.
        return flags & 2 == 0 || end <= bytes.count ? end : nil
    }
}
