/// How much may be unpacked out of one file, with all that lies in it: members that share their bytes, streams that are
/// refused in the end, and archives in archives can make terabytes of kilobytes.
///
/// Whoever unpacks draws from it, also for what fails: what goes in and what comes out count. So the cost is linear in the
/// file's size. It is shared by the readers of one file and those of the archives inside.
public final class UnpackingBudget {
    /// What is packed well becomes twenty times as large, logs fifty times; deflate's most is 1032 times.
    private static let factor = 64
    /// A small file may be one that is packed very well.
    private static let least = 8 << 20
    /// Each stream costs time, even where nothing comes out: as much as so many bytes.
    private static let streamCost = 256

    /// How many bytes there still is room for.
    public private(set) var left: Int
    /// Whether something was not unpacked for want of room.
    public private(set) var isExceeded = false

    /// For a file of so many bytes.
    ///
    /// - Parameter most: The most that is unpacked, however large the file is.
    public init(file size: Int64, most: Int = .max) {
        // No file is so large that this overflows.
        let size = Int(max(0, min(size, 1 << 48)))
        left = min(UnpackingBudget.least + size * UnpackingBudget.factor, most)
    }

    /// Takes up room for one stream or member: for the bytes that went in, and for those that came out.
    @discardableResult
    public func spend(in packed: Int, out unpacked: Int) -> Bool {
        spend(packed + unpacked + UnpackingBudget.streamCost)
    }

    /// Takes up room for so many bytes; tells whether it was there.
    @discardableResult
    public func spend(_ count: Int) -> Bool {
        guard count <= left else {
            left = 0
            isExceeded = true
            return false
        }
        left -= count
        return true
    }
}
