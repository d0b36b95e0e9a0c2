/// How much may be unpacked out of one file, with all that lies in it: members that share their bytes, streams that are
/// refused in the end, and archives in archives can make terabytes of kilobytes.
///
/// Whoever unpacks draws from it, also for what fails: what goes in and what comes out count. So the cost is linear in the
/// file's size. It is shared by the readers of one file and those of the archives inside, and draws from a pool that the
/// files of one layer share: a million small files that are packed very well are a bomb as one large file is.
public final class UnpackingBudget {
    /// Each stream costs time, even where nothing comes out: as much as so many bytes.
    private static let streamCost = 256

    private let pool: UnpackingPool
    private var own: Int
    /// Whether something was not unpacked for want of room.
    public private(set) var isExceeded = false

    /// For a file of so many bytes.
    ///
    /// - Parameters:
    ///   - most: The most that is unpacked, however large the file is.
    ///   - pool: What the files beside it draw from as well.
    public init(file size: Int64, most: Int = .max, from pool: UnpackingPool = UnpackingPool()) {
        pool.add(file: size)
        (self.pool, own) = (pool, most)
    }

    /// How many bytes there still is room for.
    public var left: Int { min(own, pool.left) }

    /// Takes up room for one stream or member: for the bytes that went in, and for those that came out.
    @discardableResult
    public func spend(in packed: Int, out unpacked: Int) -> Bool {
        spend(packed + unpacked + UnpackingBudget.streamCost)
    }

    /// Takes up room for so many bytes; tells whether it was there.
    @discardableResult
    public func spend(_ count: Int) -> Bool {
        guard count <= own, pool.take(count) else {
            own = 0
            isExceeded = true
            return false
        }
        own -= count
        return true
    }
}
