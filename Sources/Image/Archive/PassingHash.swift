import Synchronization

/// The keyed hash of a window's bytes, made while somebody else reads them from the first on.
///
/// What is passed over in small steps is read for it; where more is passed over there is no hash.
public final class PassingHash: Sendable {
    private struct State {
        var hasher: KeyedHasher?
        /// The first byte that was not seen yet.
        var position: Int64 = 0
    }

    /// A gap up to this is read, in bytes: what pads a file in a tar.
    private static let longestGap: Int64 = 511
    /// So much is read behind the last byte that somebody wanted, in bytes.
    private static let longestRest: Int64 = 16 << 20
    private let state: Mutex<State>

    /// Nothing was seen yet.
    public init(key: [UInt8]) {
        state = Mutex(State(hasher: KeyedHasher(key: key)))
    }

    /// Bytes of the window were read. Those that were seen already count once.
    func take(_ bytes: UnsafeRawBufferPointer, at position: Int64, of window: FileWindow) {
        state.withLock { state in
            guard let hasher = state.hasher, !bytes.isEmpty else { return }
            let isNear = position - state.position <= PassingHash.longestGap
            guard isNear, PassingHash.read(window, from: &state.position, to: position, into: hasher) else {
                state.hasher = nil
                return
            }
            let seen = state.position - position
            guard seen < Int64(bytes.count) else { return }
            hasher.update(UnsafeRawBufferPointer(rebasing: bytes[Int(seen)...]))
            state.position = position + Int64(bytes.count)
        }
    }

    /// The hash of all bytes of the window, the rest of which is read; nil where some were passed over or cannot be read.
    public func finish(_ window: FileWindow) -> [UInt8]? {
        state.withLock { state in
            guard let hasher = state.hasher else { return nil }
            state.hasher = nil
            let isNear = window.length - state.position <= PassingHash.longestRest
            guard isNear, PassingHash.read(window, from: &state.position, to: window.length, into: hasher) else {
                return nil
            }
            return hasher.finish()
        }
    }

    /// The hash of all bytes of a window; nil where they cannot be read.
    public static func hash(of window: FileWindow, key: [UInt8], isCancelled: @Sendable () -> Bool = { false })
        -> [UInt8]?
    {
        guard let hasher = KeyedHasher(key: key) else { return nil }
        var position: Int64 = 0
        guard read(window, from: &position, to: window.length, into: hasher, isCancelled) else { return nil }
        return hasher.finish()
    }

    private static func read(
        _ window: FileWindow, from position: inout Int64, to end: Int64, into hasher: KeyedHasher,
        _ isCancelled: @Sendable () -> Bool = { false }
    ) -> Bool {
        guard position < end else { return true }
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Int(min(256 << 10, end - position)), alignment: 64)
        defer { buffer.deallocate() }
        while position < end {
            let space = UnsafeMutableRawBufferPointer(
                rebasing: buffer[..<Int(min(Int64(buffer.count), end - position))])
            guard !isCancelled(), let count = try? window.read(into: space, at: position), count > 0 else {
                return false
            }
            hasher.update(UnsafeRawBufferPointer(rebasing: space[..<count]))
            position += Int64(count)
        }
        return true
    }
}
