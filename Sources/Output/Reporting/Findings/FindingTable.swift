import DisplayText
import ImageAnalysis

/// Findings as rows: severity, rule, size, layer, line, and what was found where. Columns that would be empty are left
/// out.
struct FindingTable {
    private let findings: [Finding]

    init(_ findings: [Finding]) {
        self.findings = findings
    }

    /// The headings and the lines of each finding, in order; nothing without findings.
    func blocks(width: Int?, palette: TextStyle.Palette) -> [[String]] {
        guard !findings.isEmpty else { return [] }
        let used = FindingTable.columns.filter { column in
            column.isAlwaysShown || findings.contains { !column.cell($0).text.isEmpty }
        }
        var table = TextTable(used.map(\.column))
        for finding in findings { table.append(used.map { $0.cell(finding) }) }
        return table.blocks(width: width, palette: palette)
    }

    private struct Column {
        var column: TextTable.Column
        var isAlwaysShown = false
        var cell: @Sendable (Finding) -> TextTable.Cell
    }

    private static let columns: [Column] = [
        Column(column: .init("SEVERITY"), isAlwaysShown: true) { .init($0.severity.rawValue, $0.severity.style) },
        Column(column: .init("RULE", minimumWidth: 12, wraps: true), isAlwaysShown: true) { .init($0.rule.id) },
        Column(column: .init("SIZE", .right)) { .init($0.bytes.map { ByteCount($0).description } ?? "") },
        Column(column: .init("LAYER", .right)) { .init($0.layer.map(String.init) ?? "") },
        Column(column: .init("LINE", .right)) { .init($0.line.map(String.init) ?? "") },
        Column(column: .init("PATH", minimumWidth: 12, wraps: true)) {
            .init($0.path.map { Printable.escape($0) } ?? "")
        },
        Column(column: .init("FINDING", minimumWidth: 16, wraps: true), isAlwaysShown: true) {
            .init(Printable.escape($0.title))
        },
    ]
}

extension Severity {
    /// How the word looks.
    public var style: TextStyle {
        switch self {
        case .critical: .critical
        case .high: .high
        case .medium: .medium
        case .low: .low
        case .info: .dim
        }
    }
}
