import FileTree

/// Shares of sizes: of the directory above, and of the largest entry beside; in a list, of all and of the largest. Worked out once for each directory that is
/// on the screen.
struct LargestSibling {
    private let state: State
    private var largest: [PathID: Int64] = [:]

    init(_ state: State) {
        self.state = state
    }

    mutating func shares(of row: FileRow) -> (ofParent: Double, ofLargest: Double) {
        let amounts = state.derived.amounts
        let size = amounts.size(of: row.path)
        if let list = state.derived.rows.list {
            return (Double(size) / Double(max(1, list.bytes)), Double(size) / Double(max(1, list.largest)))
        }
        guard size > 0, let parent = state.derived.stack.parent(of: row.head) else { return (0, 0) }
        let above = max(1, amounts.size(of: parent))
        let beside = largest[parent] ?? largestChild(of: parent)
        largest[parent] = beside
        return (Double(size) / Double(above), Double(size) / Double(max(1, beside)))
    }

    private func largestChild(of directory: PathID) -> Int64 {
        var largest: Int64 = 0
        for path in state.derived.stack.children(of: directory)
        where state.derived.amounts.isShown(path) && state.derived.view.isPresent(path) {
            largest = max(largest, state.derived.amounts.size(of: path))
        }
        return largest
    }
}
