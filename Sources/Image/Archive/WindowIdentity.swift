import Glibc

/// Which bytes a window shows, told without reading them, as git tells it of its files: the file by device and number, its
/// size and times, and the place in it.
public struct WindowIdentity: Sendable, Hashable {
    /// A time of the file system.
    public struct Time: Sendable, Hashable, Comparable {
        /// Since 1970.
        public var seconds: Int64
        /// Below a second.
        public var nanoseconds: Int64

        /// A time.
        public init(seconds: Int64, nanoseconds: Int64 = 0) {
            (self.seconds, self.nanoseconds) = (seconds, nanoseconds)
        }

        /// What the clock says.
        public static var now: Time {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Time(time)
        }

        fileprivate init(_ time: timespec) {
            self.init(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
        }

        /// The earlier first.
        public static func < (left: Time, right: Time) -> Bool {
            (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
        }
    }

    private let device: UInt64
    private let number: UInt64
    private let fileSize: Int64
    private let modified: Time
    private let changed: Time
    private let offset: Int64
    private let length: Int64

    init(_ status: stat, offset: Int64, length: Int64) {
        (device, number, fileSize) = (UInt64(status.st_dev), UInt64(status.st_ino), Int64(status.st_size))
        (modified, changed) = (Time(status.st_mtim), Time(status.st_ctim))
        (self.offset, self.length) = (offset, length)
    }

    /// Whether the file would have got other times had it been written to since: not where it was changed within two seconds
    /// before that time, since a clock of files may stand still so long.
    public func isSettled(at time: Time) -> Bool {
        let latest = max(modified, changed)
        return latest < Time(seconds: time.seconds - 2, nanoseconds: time.nanoseconds)
    }

    /// All of it as numbers.
    public var numbers: [Int64] {
        [
            Int64(bitPattern: device), Int64(bitPattern: number), fileSize, modified.seconds, modified.nanoseconds,
            changed.seconds, changed.nanoseconds, offset, length,
        ]
    }
}
