import DisplayText
import ImageAnalysis

extension [any ReportedFindings] {
    /// Reports as one page, one below the other: of each the verdict and the findings, folded under their titles.
    ///
    /// - Parameter toolVersion: The version of the program that asks.
    public func html(toolVersion: String) -> String {
        HTMLPage(
            title: HTMLPage.title(self), sections: flatMap { [$0.verdictSection, $0.findingsSection] },
            toolVersion: toolVersion
        ).text
    }
}

extension HTMLPage {
    /// `app:1: strata check`, of several `3 reports: strata check`.
    static func title(_ reports: [any ReportedFindings]) -> String {
        let subject = reports.count == 1 ? reports[0].subject : Count.text(reports.count, "report")
        return "\(subject): \(reports.first?.command ?? "strata")"
    }
}

extension ReportedFindings {
    /// The report as one page.
    ///
    /// - Parameter toolVersion: The version of the program that asks.
    public func html(toolVersion: String) -> String { [self as any ReportedFindings].html(toolVersion: toolVersion) }

    /// What it is, whether it may pass, and how it keeps each limit.
    var verdictSection: HTML {
        let rows = verdicts.map { verdict in
            HTML.row([
                HTML("td", ["class": verdict.hasPassed ? "pass" : "fail"], verdict.hasPassed ? "pass" : "FAIL"),
                .cell(verdict.limit), .cell(verdict.actual),
            ])
        }
        let gates = HTML.table("gates", [("Gate", false), ("Limit", false), ("Here", false)], rows)
        return HTML(
            "header",
            [
                HTML("p", ["class": "dim"], command), HTML("h1", subject),
                HTML("p", ["class": "verdict \(hasPassed ? "pass" : "fail")"], verdictSentence),
                HTML("p", totalsLine + "."),
            ] + (verdicts.isEmpty ? [] : [gates]))
    }

    /// The findings under their categories.
    var findingsSection: HTML {
        let groups = byCategory(findings)
        let (pieces, omitted) = HTML.first(
            of: groups.flatMap(\.findings), atMost: HTML.maximumFindings, bytes: 3 << 20, details)
        var rest = pieces[...]
        var content: [HTML] = []
        for group in groups where !rest.isEmpty {
            content.append(HTML("h3", "\(group.category.heading) (\(group.findings.count))"))
            content += rest.prefix(group.findings.count)
            rest = rest.dropFirst(group.findings.count)
        }
        if findings.isEmpty { content.append(HTML("p", "Nothing was found.")) }
        return HTML.section(
            "Findings", content + HTML.rest(omitted, "finding", where: "\(command) lists all"))
    }

    private func details(of finding: Finding) -> HTML {
        let place = [placeInImage(of: finding), finding.line.map { "line \($0)" }].compactMap(\.self)
        let size = finding.bytes.map { [HTML("span", ["class": "bytes"], "\(ByteCount($0))")] } ?? []
        let severity = finding.severity.rawValue
        let summary = HTML(
            "summary",
            size + [
                HTML("span", ["class": "severity \(severity)"], severity), HTML(text: finding.title),
                HTML("span", ["class": "path"], place.joined(separator: ", ")),
            ])
        let facts = facts(of: finding).flatMap { [HTML("dt", $0), HTML("dd", $1)] } + files(of: finding)
        return HTML("details", [summary, HTML("dl", facts)])
    }

    private func facts(of finding: Finding) -> [(String, String)] {
        let rule = finding.rule
        let others = rule.knownAs.isEmpty ? "" : " (\(rule.knownAs.joined(separator: ", ")))"
        let facts = [
            ("What to do", finding.remedy), ("Why", rule.why), ("Found", finding.evidence),
            ("Stands", finding.state?.sentence ?? ""), ("Sure", finding.confidence?.rawValue ?? ""),
            ("Rule", "\(rule.id): \(rule.title)\(others)"), ("Lesson", rule.lesson?.description ?? ""),
        ]
        return facts.filter { !$0.1.isEmpty }
    }

    private func files(of finding: Finding) -> [HTML] {
        guard finding.items.count > 1 else { return [] }
        let shown = finding.items.prefix(HTML.maximumFiles).map { item in
            let path = "/" + String(decoding: path(of: item), as: UTF8.self)
            let note = item.note.isEmpty ? "" : ", \(item.note)"
            return HTML(
                "li",
                [
                    HTML("span", ["class": "path"], path),
                    HTML(text: " \(ByteCount(item.bytes)), layer \(item.entry.layer)\(note)"),
                ])
        }
        let rest = finding.items.count - shown.count
        let more = rest > 0 ? [HTML("li", ["class": "dim"], "and \(rest) more")] : []
        return [HTML("dt", "Files"), HTML("dd", [HTML("ul", shown + more)])]
    }
}

extension HTML {
    /// More findings are only counted.
    fileprivate static let maximumFindings = 500
    /// More files of one finding are only counted.
    fileprivate static let maximumFiles = 20
}
