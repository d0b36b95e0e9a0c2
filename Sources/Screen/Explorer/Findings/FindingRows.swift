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

/// The rows of a list of findings. A finding of a million files takes no more room than its number.
struct FindingRows {
    /// The findings that are listed.
    let findings: [Int]
    /// The row of each, and at the end the number of rows.
    private let starts: [Int]

    init(_ findings: [Int], unfolded: Set<Int>, of image: ImageFindings) {
        self.findings = findings
        var starts = [0]
        for index in findings {
            let items = unfolded.contains(index) ? image.all[index].finding.items.count : 0
            starts.append((starts.last ?? 0) + 1 + items)
        }
        self.starts = starts
    }

    /// How many rows there are.
    var count: Int { starts.last ?? 0 }

    /// A row by its number, from 0; nil for one that there is not.
    subscript(row: Int) -> FindingRow? {
        guard row >= 0, row < count else { return nil }
        var (low, high) = (0, findings.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= row { low = middle } else { high = middle - 1 }
        }
        let offset = row - starts[low]
        return offset == 0 ? .finding(findings[low]) : .item(offset - 1, of: findings[low])
    }

    /// The row of a finding; nil where it is not listed.
    func row(of finding: Int) -> Int? { findings.firstIndex(of: finding).map { starts[$0] } }
}
