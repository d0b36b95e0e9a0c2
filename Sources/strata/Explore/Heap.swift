import CMalloc

/// How the C library keeps the explorer's memory.
enum Heap {
    private static let keptSize: Int32 = 32 << 20

    /// While an image is read and judged, large arrays come and go: each gets pages of its own, which go back with it. Else
    /// what stays would lie scattered among what does not, and the library keep all of it.
    static func beginLoading() {
        mallopt(M_MMAP_THRESHOLD, 1 << 20)
    }

    /// Gives back what reading and judging have left. From now on each key makes and drops the same arrays: pages that come
    /// anew for each of them would take half of its time.
    static func endLoading() {
        malloc_trim(0)
        mallopt(M_MMAP_THRESHOLD, keptSize)
        mallopt(M_TRIM_THRESHOLD, 2 * keptSize)
    }
}
