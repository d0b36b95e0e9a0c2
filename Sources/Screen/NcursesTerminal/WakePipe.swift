import Glibc

/// Wakes a thread that waits in `poll`, from any thread. Closes with its last reference.
public final class WakePipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    /// A pipe that nobody has written to.
    public init() throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw TerminalError(kind: .system, message: "no pipe could be made: too many files are open; close some.")
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Makes the wait return. Several calls before it does count as one.
    public func wake() {
        var byte: UInt8 = 1
        // A full pipe is as good as one more byte.
        _ = write(writeEnd, &byte, 1)
    }

    func drain() {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while read(readEnd, &bytes, 32) > 0 {}
    }
}
