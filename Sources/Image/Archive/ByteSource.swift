/// Bytes that can be read from anywhere in them: an array, or a file that is never whole in memory.
enum ByteSource: Sendable {
    case memory([UInt8])
    case file(FileWindow)

    /// How many bytes it has.
    var count: Int64 {
        switch self {
        case .memory(let bytes): Int64(bytes.count)
        case .file(let window): window.length
        }
    }

    /// Up to `count` bytes that start at `position`; fewer only where the source ends, none outside of it.
    func bytes(at position: Int64, count wanted: Int) throws(ArchiveError) -> ArraySlice<UInt8> {
        guard position >= 0, position < count, wanted > 0 else { return [] }
        switch self {
        case .memory(let bytes):
            let start = Int(position)
            return bytes[start..<(start + min(wanted, bytes.count - start))]
        case .file(let window):
            return try window.bytes(at: position, count: wanted)[...]
        }
    }
}
