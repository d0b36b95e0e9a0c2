import ImageAnalysis

extension ReportedFindings {
    /// The report as Markdown, for a comment on a pull request: totals, gates, and a table of findings for each category,
    /// in the order of the report for people.
    public var markdown: String {
        var lines = ["## \(command): \(Markdown.code(subject))", "", Markdown.text(totalsLine) + "."]
        if !verdicts.isEmpty {
            lines += ["", "| gate | limit | actual |", "|---|---|---|"]
            for verdict in verdicts {
                let cells = [
                    verdict.hasPassed ? "pass" : "**FAIL**", Markdown.text(verdict.limit),
                    Markdown.text(verdict.actual),
                ]
                lines.append("| " + cells.joined(separator: " | ") + " |")
            }
        }
        for group in byCategory(findings) {
            lines += ["", "### \(group.category.heading) (\(group.findings.count))", ""]
            lines += ["| severity | rule | size | where | finding | remedy |", "|---|---|---:|---|---|---|"]
            lines += group.findings.map(row)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func row(of finding: Finding) -> String {
        let place = placeInImage(of: finding).map { Markdown.code($0) }
        let line = finding.line.map { "line \($0)" }
        let cells = [
            finding.severity.rawValue, Markdown.code(finding.rule.id),
            finding.bytes.map { ByteCount($0).description } ?? "",
            [place, line].compactMap(\.self).joined(separator: ", "), Markdown.text(finding.title),
            Markdown.text(finding.remedy),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
