import CMalloc
import Glibc

/// How the C library's memory is held (mallopt(3)).
enum Memory {
    /// Blocks and free ends from this size on go back to the system at once, in bytes.
    ///
    /// The library raises its own bounds with each large block that is freed, up to 32 MiB: then what one file took stays
    /// with the thread that read it.
    private static let large: Int32 = 4 << 20

    /// Has freed memory given back early. Two pools a core are enough for threads that share the work; the library makes up
    /// to eight, each of which keeps what it had at its peak.
    static func giveBackWhatIsFreed() {
        mallopt(M_MMAP_THRESHOLD, large)
        mallopt(M_TRIM_THRESHOLD, large)
        mallopt(M_ARENA_MAX, Int32(clamping: 2 * sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}
