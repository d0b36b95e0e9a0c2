/// How many files, directories and changed paths are at and below each path of a view. Most paths are files, of which the
/// path itself says it: only the others have a row.
struct ViewCounts: Sendable {
    struct Row: Sendable, Hashable {
        /// Paths that are no directories.
        var files: UInt32 = 0
        /// Directories, itself apart.
        var directories: UInt32 = 0
        /// Paths that the range of layers changed.
        var changed: UInt32 = 0
    }

    private var rows: [Row] = []
    /// By path, whether it has a row: 64 paths a word.
    private var hasRow: [UInt64] = []
    /// By word, how many rows come before those of its paths.
    private var rowsBefore: [UInt32] = []

    init() {}

    /// - Parameters:
    ///   - all: The counts of each path.
    ///   - alone: What a path counts by itself, and has no row for.
    init(_ all: [Row], alone: (Int) -> Row) {
        hasRow = Array(repeating: 0, count: (all.count + 63) / 64)
        for (path, row) in all.enumerated() {
            if path % 64 == 0 { rowsBefore.append(UInt32(rows.count)) }
            guard row != alone(path) else { continue }
            hasRow[path / 64] |= 1 << UInt64(path % 64)
            rows.append(row)
        }
        (rows, rowsBefore) = (rows.trimmed(), rowsBefore.trimmed())
    }

    /// The row of a path; nil where it counts what it does by itself.
    subscript(path: Int) -> Row? {
        guard path / 64 < hasRow.count else { return nil }
        let (word, bit) = (hasRow[path / 64], UInt64(1) << UInt64(path % 64))
        guard word & bit != 0 else { return nil }
        return rows[Int(rowsBefore[path / 64]) + (word & (bit - 1)).nonzeroBitCount]
    }
}
