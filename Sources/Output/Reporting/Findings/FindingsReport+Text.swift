import DisplayText
import ImageAnalysis

extension FindingsReport {
    /// The report for people: findings by category, how many there are, and the gates.
    ///
    /// Waste and bloat of severity info below a megabyte are only counted, unless it is verbose: every image has them.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - isVerbose: Whether all findings are listed, each with its evidence, its remedy and its largest files below it.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, isVerbose: Bool = false, palette: TextStyle.Palette = .plain) -> String {
        var lines = [heading(palette)]
        lines += findingLines(width: width, isVerbose: isVerbose, palette: palette)
        lines += ["", totalsLine] + [growthLine].compactMap(\.self)
        let small = findings.filter(\.isSmall)
        if !isVerbose, !small.isEmpty {
            let bytes = ByteCount(small.reduce(0) { $0 + ($1.bytes ?? 0) })
            let (verb, all) = small.count == 1 ? ("is", "") : ("are", " together")
            lines.append("\(small.count) of them \(verb) not listed: info, \(bytes)\(all); -v lists all")
        }
        if !gates.isEmpty { lines += [""] + gateTable.lines(width: width, palette: palette) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func heading(_ palette: TextStyle.Palette) -> String {
        let size = ByteCount(image.totals.layerBytes)
        let layers = Count.text(image.totals.layers, "layer")
        return palette.apply(.heading, to: Printable.escape(subject)) + "  \(layers), \(size)"
    }

    /// One table for all, so that its columns stand in line, cut into categories by headings.
    private func findingLines(width: Int?, isVerbose: Bool, palette: TextStyle.Palette) -> [String] {
        let groups = byCategory(isVerbose ? findings : findings.filter { !$0.isSmall })
        var table = FindingTable(groups.flatMap(\.findings)).blocks(width: width, palette: palette)[...]
        guard let headings = table.popFirst() else { return [] }
        var lines = [""] + headings
        for group in groups {
            let name = group.category.heading
            lines.append(palette.apply(.heading, to: "\(name) (\(group.findings.count))"))
            for finding in group.findings {
                lines += table.popFirst() ?? []
                if isVerbose { lines += details(of: finding, width: width, palette: palette) }
            }
        }
        return lines
    }

    private func details(of finding: Finding, width: Int?, palette: TextStyle.Palette) -> [String] {
        func line(_ text: String, indentation: Int = 4) -> [String] {
            palette.paragraph(Printable.escape(text), .dim, indentation: indentation, width: width)
        }
        var lines: [String] = []
        if !finding.evidence.isEmpty { lines += line("found: \(finding.evidence)") }
        if let state = finding.state { lines += line("stands: \(state.sentence)") }
        if let confidence = finding.confidence { lines += line("sure: \(confidence.rawValue)") }
        if !finding.remedy.isEmpty { lines += line("do: \(finding.remedy)") }
        let shown = finding.items.prefix(finding.items.count > 1 ? FindingsReport.shownItems : 0)
        for item in shown {
            let path = String(decoding: stack.path(of: item.path), as: UTF8.self)
            let note = item.note.isEmpty ? "" : ", \(item.note)"
            lines += line("\(ByteCount(item.bytes))  \(path) (layer \(item.entry.layer)\(note))", indentation: 6)
        }
        let rest = finding.items.count - shown.count
        if rest > 0, !shown.isEmpty { lines += line("and \(rest) more", indentation: 6) }
        return lines
    }

    private static let shownItems = 10

    private var gateTable: TextTable {
        var table = TextTable([
            .init("GATE"), .init("LIMIT", minimumWidth: 12, wraps: true), .init("IMAGE", minimumWidth: 12, wraps: true),
            .init("SET BY", minimumWidth: 8, wraps: true),
        ])
        for result in gates {
            table.append([
                .init(result.hasPassed ? "pass" : "FAIL", result.hasPassed ? .added : .removed),
                .init(result.limitText), .init(result.actualText), .init(Printable.escape(result.gate.origin), .dim),
            ])
        }
        return table
    }
}

extension [FindingsReport] {
    /// Several reports for people, one after the other, and the verdict on each; of one report only itself.
    public func text(width: Int?, isVerbose: Bool = false, palette: TextStyle.Palette = .plain) -> String {
        let texts = map { $0.text(width: width, isVerbose: isVerbose, palette: palette) }
        guard count > 1 else { return texts.joined() }
        var verdicts = TextTable([.init("VERDICT"), .init("IMAGE", minimumWidth: 12, wraps: true)])
        for report in self {
            verdicts.append([
                .init(report.hasPassed ? "pass" : "FAIL", report.hasPassed ? .added : .removed),
                .init(Printable.escape(report.subject)),
            ])
        }
        let last = verdicts.lines(width: width, palette: palette).map { $0 + "\n" }.joined()
        return (texts + [last]).joined(separator: "\n")
    }
}

extension Finding {
    /// Whether it is a matter of few bytes and nothing else.
    fileprivate var isSmall: Bool { severity == .info && (bytes.map { $0 < 1_000_000 } ?? false) }
}

extension SecretState {
    /// Where the secret stands, for people.
    public var sentence: String {
        switch self {
        case .live: "in the final tree"
        case .deleted(let layer): "deleted by layer \(layer), recoverable from the layer that stored it"
        case .overwritten(let layer): "overwritten by layer \(layer), recoverable from the layer that stored it"
        case .config: "in the configuration"
        case .history: "in the history"
        case .label: "in a label or an annotation"
        case .attestation: "in an attestation"
        }
    }
}

extension Rule.Category {
    /// What it is called above a list.
    public var heading: String {
        switch self {
        case .waste: "Waste"
        case .bloat: "Bloat"
        case .lesson: "Multi-stage builds"
        case .secret: "Secrets"
        case .hardening: "Hardening"
        case .dockerfile: "Dockerfile"
        case .vulnerability: "Vulnerabilities"
        }
    }
}
