import ImageAnalysis

/// A row of a list of findings.
enum FindingRow: Hashable {
    /// A finding, by its index in `ImageFindings.all`.
    case finding(Int)
    /// A file of a finding, by its index among the finding's items.
    case item(Int, of: Int)

    /// The finding that it belongs to.
    var finding: Int {
        switch self {
        case .finding(let index), .item(_, let index): index
        }
    }
}

/// The rows of a list of findings.
struct FindingRows {
    /// The findings that are listed.
    let findings: [Int]
    private let rows: FoldedRows

    init(_ findings: [Int], unfolded: Set<Int>, of image: ImageFindings) {
        self.findings = findings
        rows = FoldedRows(
            below: findings.map { unfolded.contains($0) ? image.all[$0].finding.items.count : 0 })
    }

    /// How many rows there are.
    var count: Int { rows.count }

    /// A row by its number, from 0; nil for one that there is not.
    subscript(row: Int) -> FindingRow? {
        switch rows[row] {
        case .entry(let place): .finding(findings[place])
        case .below(let item, let place): .item(item, of: findings[place])
        case nil: nil
        }
    }

    /// The row of a finding; nil where it is not listed.
    func row(of finding: Int) -> Int? { findings.firstIndex(of: finding).map(rows.row) }
}
