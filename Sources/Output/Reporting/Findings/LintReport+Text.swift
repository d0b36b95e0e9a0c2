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
            .init("LINE", .right), .init("COLUMN", .right), .init("SEVERITY"), .init("RULE", minimumWidth: 12),
            .init("FINDING", minimumWidth: 24), .init("KNOWN AS", minimumWidth: 6),
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
            let rows = table.lines(width: width, palette: palette)
            lines = Array(rows.prefix(1))
            for (row, finding) in zip(rows.dropFirst(), findings) {
                lines.append(row)
                if isVerbose { lines += details(of: finding, palette: palette) }
            }
            lines.append("")
        }
        lines.append(Printable.escape(path) + ": " + totalsLine)
        return lines.map { $0 + "\n" }.joined()
    }

    private func details(of finding: Finding, palette: TextStyle.Palette) -> [String] {
        [("found", finding.evidence), ("do", finding.remedy)].filter { !$0.1.isEmpty }.map { name, text in
            palette.apply(.dim, to: "    \(name): " + Printable.escape(text))
        }
    }
}
