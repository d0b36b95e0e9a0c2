import FileTree
import ImageAnalysis

/// A row of the advice.
enum AdviceRow: Hashable {
    /// A remedy, an option or what was left out, by its place in `WhatIf.rows`.
    case row(Int)
    /// A directory or file that one of them takes.
    case node(ByteTreeFolding.Row)

    /// The place in `WhatIf.rows` of what it belongs to.
    var owner: Int {
        switch self {
        case .row(let index): index
        case .node(let row): row.owner
        }
    }

    /// How deep it stands in the list, from 0.
    var depth: Int {
        switch self {
        case .row: 0
        case .node(let row): row.depth + 1
        }
    }

    /// The directory in that; `root` for all of it.
    var path: PathID {
        switch self {
        case .row: .root
        case .node(let row): row.node.path
        }
    }
}

extension AdvicePlan {
    /// The rows as far as they are unfolded.
    func list(_ folding: ByteTreeFolding) -> [AdviceRow] {
        whatIf.rows.indices.flatMap { index -> [AdviceRow] in
            let below = tree(of: index).map { folding.rows(of: index, $0) } ?? []
            return [.row(index)] + below.map(AdviceRow.node)
        }
    }

    /// Whether a row can be unfolded.
    func hasEntries(_ row: AdviceRow) -> Bool {
        if case .row(let index) = row, tree(of: index) == nil { return hasFiles(whatIf.rows[index]) }
        return tree(of: row.owner)?.hasEntries(row.path) == true
    }

    /// What was left out has files where it takes anything.
    private func hasFiles(_ row: WhatIf.Row) -> Bool {
        switch row.subject {
        case .remedy(let remedy), .option(let remedy): !remedy.items.isEmpty
        case .leftOut: row.saving.files > 0
        }
    }

    /// The lesson that teaches what a row advises; nil for none.
    func lesson(of row: AdviceRow) -> Lesson? {
        guard whatIf.rows.indices.contains(row.owner) else { return nil }
        return switch whatIf.rows[row.owner].subject {
        case .remedy(let remedy), .option(let remedy): remedy.lesson
        case .leftOut: nil
        }
    }

    func isUnfolded(_ row: AdviceRow, _ folding: ByteTreeFolding) -> Bool {
        tree(of: row.owner) != nil && folding.isUnfolded(row.owner, row.path)
    }
}

extension Confidence {
    /// How sure advice is, in a word.
    var word: String {
        switch self {
        case .high: "sure"
        case .medium: "likely"
        case .low: "guess"
        }
    }
}
