import DisplayText
import Dockerfile
import FileTree
import ImageAnalysis

extension ReportedFindings {
    /// The report as Markdown, for a comment on a pull request: the verdict, one table of limits and figures, what to do
    /// about what fails, and all findings by category, folded.
    ///
    /// GitHub takes 65,536 characters a comment: rows that would not fit are counted.
    public var markdown: String {
        var lines = [heading, ""]
        lines += summaryTable
        let urgent = urgentFindings
        if !urgent.isEmpty { lines += ["", "### What to do", ""] + urgent.map(task(for:)) }
        lines += ["", Markdown.posted(totalsLine) + "."]
        var comment = MarkdownComment(lines)
        var omitted = 0
        for group in byCategory(findings) {
            var above = ""
            omitted += comment.fold(
                summary(of: group), ["| severity | finding | where | size | what to do |", "|---|---|---|---:|---|"],
                group.findings
            ) { finding in
                defer { above = finding.remedy }
                return row(of: finding, isAbove: finding.remedy == above)
            }
        }
        if omitted > 0 {
            comment.append(["", "\(Count.text(omitted, "finding")) did not fit: `\(command)` lists all."])
        }
        comment.fold(
            Count.text(layers.count, "layer"), ["| layer | size | stored | instruction |", "|---:|---:|---:|---|"],
            layers, rest: { $0 > 0 ? "\(Count.text($0, "layer")) did not fit." : nil }, row: row)
        return comment.text
    }

    private var heading: String {
        let name = Markdown.code(Markdown.shortened(subject))
        if verdicts.isEmpty { return "## \(name)" }
        return hasPassed ? "## ✅ \(name) passes" : "## ❌ \(name) does not pass"
    }

    /// Limits with how they are kept, then figures.
    private var summaryTable: [String] {
        let limits = verdicts.map { verdict in
            [verdict.hasPassed ? "✅" : "❌", Markdown.posted(verdict.limit), Markdown.posted(verdict.actual)]
        }
        let figures = figures.map { ["", $0.name, Markdown.posted($0.value)] }
        guard !(limits + figures).isEmpty else { return [] }
        return ["| | limit | here |", "|---|---|---|"]
            + (limits + figures).map { "| \($0.joined(separator: " | ")) |" }
    }

    /// What makes it fail; where a limit on bytes does, the findings with most bytes.
    private var urgentFindings: [Finding] {
        guard !hasPassed else { return [] }
        let failing = failingSeverity.map { limit in findings.filter { $0.severity >= limit } } ?? []
        let failed = verdicts.count { !$0.hasPassed }
        let hasOthers = failed > (failing.isEmpty ? 0 : 1)
        let heavy = hasOthers ? findings.filter { $0.bytes ?? 0 > 0 && !failing.contains($0) } : []
        return Array(failing.prefix(Markdown.maximumTasks))
            + heavy.sorted { $0.bytes ?? 0 > $1.bytes ?? 0 }.prefix(Markdown.maximumHeavy)
    }

    /// `Secrets: 2 findings: 1 critical, 1 low, 1.2 MB`.
    private func summary(of group: (category: Rule.Category, findings: [Finding])) -> String {
        let bytes = group.findings.reduce(Int64(0)) { $0.addingSaturated($1.bytes ?? 0) }
        let weight = bytes > 0 ? ", \(ByteCount(bytes))" : ""
        return "\(group.category.heading): \(Severity.totals(of: group.findings))\(weight)"
    }

    private func task(for finding: Finding) -> String {
        // Many titles begin with the bytes.
        let size = finding.bytes.map { "\(ByteCount($0))" }.flatMap { finding.title.contains($0) ? nil : " (\($0))" }
        let place = place(of: finding)
        return "- **\(finding.severity.rawValue)** \(Markdown.cell(finding.title))\(size ?? "")"
            + (place.isEmpty ? "" : ", \(place)") + "  \n  \(Markdown.cell(finding.remedy))"
    }

    /// - Parameter isAbove: Whether the row above has the same remedy.
    private func row(of finding: Finding, isAbove: Bool) -> String {
        Markdown.row([
            finding.severity.rawValue, "\(Markdown.cell(finding.title)) \(Markdown.code(finding.rule.id))",
            place(of: finding), finding.bytes.map { ByteCount($0).description } ?? "",
            isAbove ? "as above" : Markdown.cell(finding.remedy),
        ])
    }

    private func row(of layer: ImageReport.Layer) -> String {
        let instruction = Markdown.shortened(InstructionText.oneLine(layer.text))
        return Markdown.row([
            "\(layer.index)", layer.isLoaded ? "\(ByteCount(layer.size))" : "unknown", "\(ByteCount(layer.blobSize))",
            (layer.isBase ? "base image " : "") + Markdown.code(instruction),
        ])
    }

    private func place(of finding: Finding) -> String {
        let place = placeInImage(of: finding).map { Markdown.code(Markdown.shortened($0)) }
        return [place, finding.line.map { "line \($0)" }].compactMap(\.self).joined(separator: ", ")
    }
}

extension Markdown {
    /// More are found in the lists below.
    fileprivate static let maximumTasks = 10
    /// Of what weighs most so many are named.
    fileprivate static let maximumHeavy = 3
}
