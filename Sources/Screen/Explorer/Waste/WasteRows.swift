import FileTree

/// A row of the list of waste.
enum WasteRow: Hashable {
    /// Whose bytes follow, and how many they are.
    case heading(isBase: Bool, bytes: Int64)
    /// A cause, by its index.
    case cause(Int)
    /// A directory or file of a cause.
    case node(ByteTreeFolding.Row)

    /// The cause that it belongs to; nil for a heading.
    var cause: Int? {
        switch self {
        case .heading: nil
        case .cause(let index): index
        case .node(let row): row.owner
        }
    }

    /// How deep it stands in the list, from 0.
    var depth: Int {
        switch self {
        case .heading, .cause: 0
        case .node(let row): row.depth + 1
        }
    }
}

extension ByteTreeFolding {
    /// The rows of the causes as far as they are unfolded.
    func rows(of causes: [WasteCause]) -> [WasteRow] {
        var rows: [WasteRow] = []
        for (index, cause) in causes.enumerated() {
            if index == 0 || causes[index - 1].isBase != cause.isBase {
                let bytes = causes.filter { $0.isBase == cause.isBase }.reduce(Int64(0)) {
                    $0.addingSaturated($1.bytes)
                }
                rows.append(.heading(isBase: cause.isBase, bytes: bytes))
            }
            rows.append(.cause(index))
            if let tree = cause.tree { rows += self.rows(of: index, tree).map(WasteRow.node) }
        }
        return rows
    }

    func isUnfolded(_ row: WasteRow) -> Bool {
        switch row {
        case .heading: false
        case .cause(let index): isUnfolded(index)
        case .node(let row): isUnfolded(row.owner, row.node.path)
        }
    }

    /// Unfolds or folds a row that can be.
    mutating func set(_ row: WasteRow, unfolded isUnfolded: Bool) {
        switch row {
        case .heading: break
        case .cause(let index): set(index, unfolded: isUnfolded)
        case .node(let row): set(row.owner, row.node.path, unfolded: isUnfolded)
        }
    }
}
