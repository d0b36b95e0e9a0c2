import CMalloc
import Glibc

/// How the C library keeps the program's memory (mallopt(3)).
enum Heap {
    private static let keptSize: Int32 = 32 << 20

    /// While an image is read and judged, large arrays come and go: each gets pages of its own, which go back with it. Else
    /// the library raises its bounds with each large block that is freed, and what one file took stays with the thread that
    /// read it.
    static func beginLoading() {
        mallopt(M_MMAP_THRESHOLD, 1 << 20)
        mallopt(M_TRIM_THRESHOLD, 4 << 20)
    }

    /// Gives back what reading and judging have left. From now on each key makes and drops the same arrays: pages that come
    /// anew for each of them would take half of its time.
    static func endLoading() {
        malloc_trim(0)
        mallopt(M_MMAP_THRESHOLD, keptSize)
        mallopt(M_TRIM_THRESHOLD, 2 * keptSize)
    }

    /// Has threads share two pools a core. The library makes up to eight, each of which keeps what it had at its peak.
    static func sharePools() {
        mallopt(M_ARENA_MAX, Int32(clamping: 2 * sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}
