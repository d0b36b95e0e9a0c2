import DisplayText
import ImageAnalysis

extension LintReport {
    /// The report for people: a row for each finding, in order of lines, and how many there are.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - isVerbose: Whether each finding has its evidence, its remedy and the ids of other tools below it.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, isVerbose: Bool = false, palette: TextStyle.Palette = .plain) -> String {
        var table = TextTable([
            .init("LINE", .right), .init("COLUMN", .right), .init("SEVERITY"),
            .init("RULE", minimumWidth: 12, wraps: true), .init("FINDING", minimumWidth: 16, wraps: true),
            .init("KNOWN AS", minimumWidth: 6, wraps: true),
        ])
        for finding in findings {
            table.append([
                .init(finding.line.map(String.init) ?? ""), .init(finding.column.map(String.init) ?? ""),
                .init(finding.severity.rawValue, finding.severity.style), .init(finding.rule.id),
                .init(Printable.escape(finding.title)),
                .init(finding.rule.knownAs.joined(separator: " "), .dim),
            ])
        }
        var lines: [String] = []
        if !findings.isEmpty {
            let rows = table.blocks(width: width, palette: palette)
            lines = rows.first ?? []
            for (row, finding) in zip(rows.dropFirst(), findings) {
                lines += row
                if isVerbose { lines += details(of: finding, width: width, palette: palette) }
            }
            lines.append("")
        }
        lines.append(Printable.escape(path) + ": " + totalsLine)
        return lines.map { $0 + "\n" }.joined()
    }

    private func details(of finding: Finding, width: Int?, palette: TextStyle.Palette) -> [String] {
        [("found", finding.evidence), ("do", finding.remedy)].filter { !$0.1.isEmpty }.flatMap { name, text in
            palette.paragraph("\(name): " + Printable.escape(text), .dim, indentation: 4, width: width)
        }
    }
}
