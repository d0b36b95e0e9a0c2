import DisplayText
import ImageAnalysis

extension FindingsReport {
    /// The report for people: findings by category, how many there are, and the gates.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - isVerbose: Whether each finding has its evidence, its remedy and its largest files below it.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, isVerbose: Bool = false, palette: TextStyle.Palette = .plain) -> String {
        var lines = [heading(palette)]
        lines += findingLines(width: width, isVerbose: isVerbose, palette: palette)
        lines += ["", totalsLine]
        if !gates.isEmpty { lines += [""] + gateTable.lines(width: width, palette: palette) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func heading(_ palette: TextStyle.Palette) -> String {
        let name = image.image.references.first ?? image.image.id
        let size = ByteCount(image.totals.layerBytes)
        let layers = image.totals.layers == 1 ? "1 layer" : "\(image.totals.layers) layers"
        return palette.apply(.heading, to: Printable.escape(name)) + "  \(layers), \(size)"
    }

    /// One table for all, so that its columns stand in line, cut into categories by headings.
    private func findingLines(width: Int?, isVerbose: Bool, palette: TextStyle.Palette) -> [String] {
        let groups = findingsByCategory
        var table = FindingTable(groups.flatMap(\.findings)).lines(width: width, palette: palette)[...]
        guard let headings = table.popFirst() else { return [] }
        var lines = ["", headings]
        for group in groups {
            let name = group.category?.heading ?? "Other"
            lines.append(palette.apply(.heading, to: "\(name) (\(group.findings.count))"))
            for finding in group.findings {
                if let line = table.popFirst() { lines.append(line) }
                if isVerbose { lines += details(of: finding, palette: palette) }
            }
        }
        return lines
    }

    /// The listed findings by category; the category with the worst finding comes first.
    var findingsByCategory: [(category: Rule.Category?, findings: [Finding])] {
        var groups: [(category: Rule.Category?, findings: [Finding])] = []
        for finding in findings {
            let category = rule(of: finding)?.category
            if let place = groups.firstIndex(where: { $0.category == category }) {
                groups[place].findings.append(finding)
            } else {
                groups.append((category, [finding]))
            }
        }
        return groups
    }

    private func details(of finding: Finding, palette: TextStyle.Palette) -> [String] {
        func line(_ text: String) -> String { palette.apply(.dim, to: "    " + Printable.escape(text)) }
        var lines: [String] = []
        if !finding.evidence.isEmpty { lines.append(line("found: \(finding.evidence)")) }
        if let state = finding.state { lines.append(line("stands: \(state.sentence)")) }
        if let confidence = finding.confidence { lines.append(line("sure: \(confidence.rawValue)")) }
        if !finding.remedy.isEmpty { lines.append(line("do: \(finding.remedy)")) }
        let shown = finding.items.count > 1 ? finding.items.prefix(FindingsReport.shownItems) : []
        for item in shown {
            let path = String(decoding: stack.path(of: item.path), as: UTF8.self)
            let note = item.note.isEmpty ? "" : ", \(item.note)"
            lines.append(line("  \(ByteCount(item.bytes))  \(path) (layer \(item.entry.layer)\(note))"))
        }
        let rest = finding.items.count - shown.count
        if rest > 0, !shown.isEmpty { lines.append(line("  and \(rest) more")) }
        return lines
    }

    private static let shownItems = 10

    /// How many findings there are, of which severity, and what they weigh.
    var totalsLine: String {
        let counts = Severity.allCases.compactMap { severity in
            let count = count(of: severity)
            return count > 0 ? "\(count) \(severity.rawValue)" : nil
        }
        let number = findings.isEmpty ? "no findings" : findings.count == 1 ? "1 finding" : "\(findings.count) findings"
        var parts = [counts.isEmpty ? number : "\(number): \(counts.joined(separator: ", "))"]
        if reclaimableBytes > 0 { parts.append("\(ByteCount(reclaimableBytes)) reclaimable") }
        if omittedCount > 0 { parts.append("\(omittedCount) lesser ones not listed") }
        if !ignored.isEmpty { parts.append("\(ignored.count) ignored") }
        return parts.joined(separator: "; ")
    }

    private var gateTable: TextTable {
        var table = TextTable([.init("GATE"), .init("LIMIT"), .init("IMAGE"), .init("SET BY", minimumWidth: 8)])
        for result in gates {
            table.append([
                .init(result.hasPassed ? "pass" : "FAIL", result.hasPassed ? .added : .removed),
                .init(result.limitText), .init(result.actualText), .init(Printable.escape(result.gate.origin), .dim),
            ])
        }
        return table
    }
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
