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

    /// How many bytes may still come out.
    private(set) var left = SearchBudget.unpackedSize
    /// Whether something was not unpacked.
    var isExceeded = false

    /// Takes so many bytes off.
    func use(_ count: Int) {
        left = max(0, left - count)
        if left == 0 { isExceeded = true }
    }

    /// How large an archive may be at that depth, from 0 for a file of the layer.
    static func size(at depth: Int) -> Int {
        depth == 0 ? archiveSize : depth < SearchBudget.depth ? memberSize : 0
    }
}
