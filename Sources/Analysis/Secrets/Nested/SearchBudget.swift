import Archive

/// How far one file of a layer is unpacked. Beyond that, it is searched as it lies there, and the results say so.
final class SearchBudget {
    /// Larger archives are not unpacked, in bytes.
    static let archiveSize = 32 << 20
    /// Archives inside of archives are not unpacked where they are larger, in bytes.
    static let memberSize = 8 << 20
    /// All that comes out of one file of a layer may have so many bytes.
    static let unpackedSize = 256 << 20
    /// An archive in an archive in an archive is unpacked; what lies deeper is not.
    static let depth = 3

    private let pool: UnpackingPool
    private var isCut = false
    private var room: UnpackingBudget?

    /// For a file that draws from a pool with the files beside it.
    init(from pool: UnpackingPool) { self.pool = pool }

    /// Whether something was not unpacked.
    var isExceeded: Bool { isCut || room?.isExceeded == true }

    /// Whether nothing has drawn from it.
    var isUntouched: Bool { !isCut && room == nil }

    /// Tells that something was not unpacked.
    func exceed() { isCut = true }

    /// What all archives in one file draw from: made for the file, whose size is known when it is through.
    func room(for size: Int) -> UnpackingBudget {
        let room = room ?? UnpackingBudget(file: Int64(size), most: SearchBudget.unpackedSize, from: pool)
        self.room = room
        return room
    }

    /// How large an archive may be at that depth, from 0 for a file of the layer.
    static func size(at depth: Int) -> Int {
        depth == 0 ? archiveSize : depth < SearchBudget.depth ? memberSize : 0
    }
}
