/// The rows of a list whose entries unfold to rows of their own. An entry of a million rows takes no more room than its
/// number.
struct FoldedRows {
    /// A row by what it stands for.
    enum Row: Hashable {
        /// An entry, by its place in the list.
        case entry(Int)
        /// What an entry unfolds to, by its place below that.
        case below(Int, of: Int)
    }

    /// The row of each entry, and at the end the number of rows.
    private let starts: [Int]

    /// - Parameter counts: How many rows stand below each entry; 0 where it is folded.
    init(below counts: [Int]) {
        var starts = [0]
        for count in counts { starts.append((starts.last ?? 0) + 1 + count) }
        self.starts = starts
    }

    /// How many rows there are.
    var count: Int { starts.last ?? 0 }

    /// A row by its number, from 0; nil for one that there is not.
    subscript(row: Int) -> Row? {
        guard row >= 0, row < count else { return nil }
        var (low, high) = (0, starts.count - 2)
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= row { low = middle } else { high = middle - 1 }
        }
        return row == starts[low] ? .entry(low) : .below(row - starts[low] - 1, of: low)
    }

    /// The row of an entry by its place in the list.
    func row(of entry: Int) -> Int { starts[entry] }
}
