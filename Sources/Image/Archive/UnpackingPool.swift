/// How much may be unpacked out of the files of one layer together: in proportion to their bytes, with a little besides,
/// since a small file may be one that is packed very well. A file that takes more than its part leaves less for those that
/// are read after it, but never less than their own part.
public final class UnpackingPool {
    /// What is packed well becomes twenty times as large, logs fifty times; deflate's most is 1032 times.
    private static let factor = 64
    /// What there is besides, once for all files.
    private static let least = 8 << 20

    /// How many bytes there still is room for.
    private(set) var left: Int

    /// A pool that nothing has drawn from.
    ///
    /// - Parameter pools: Among how many pools the files of the layer are divided: so is what there is besides.
    public init(oneOf pools: Int = 1) { left = UnpackingPool.least / max(1, pools) }

    /// Adds the part of a file of so many bytes.
    func add(file size: Int64) {
        // No file is so large that this overflows, and no layer.
        let part = Int(max(0, min(size, 1 << 48))) * UnpackingPool.factor
        left = min(left + part, 1 << 62)
    }

    /// Takes up room for so many bytes; tells whether it was there.
    func take(_ count: Int) -> Bool {
        guard count <= left else { return false }
        left -= count
        return true
    }
}
