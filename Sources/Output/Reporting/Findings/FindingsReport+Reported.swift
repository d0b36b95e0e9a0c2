import DisplayText
import ImageAnalysis

extension FindingsReport: ReportedFindings {
    /// `strata check`.
    public var command: String { "strata check" }

    /// The image's first name, else its id.
    public var subject: String { image.image.references.first ?? image.image.id }

    /// An image.
    public var subjectKey: String { "image" }

    /// The archive or directory.
    public var sourcePath: String { image.source.path }

    /// The Dockerfile that was given or found; a name for one that came with the image.
    public var dockerfilePath: String? {
        switch image.stages.source {
        case .given(let path), .found(let path): path
        case .provenance: "Dockerfile"
        case nil: nil
        }
    }

    /// The gates.
    public var verdicts: [Verdict] {
        gates.map { Verdict(limit: $0.gate.limitText, actual: $0.actualText, hasPassed: $0.hasPassed) }
    }

    /// Its size in layers, as stored, as a container sees it, and what of it is wasted.
    public var figures: [(name: String, value: String)] {
        let totals = image.totals
        let shares = (
            GateResult.percent(totals.efficiency, .down), GateResult.percent(1 - totals.efficiency, .up)
        )
        var figures: [(name: String, value: String)] = [
            ("size", "\(ByteCount(totals.layerBytes)) in \(Count.text(totals.layers, "layer"))"),
            ("stored", "\(ByteCount(totals.blobBytes))"),
            ("visible", "\(ByteCount(totals.visibleBytes)), \(shares.0)"),
            ("wasted", "\(ByteCount(totals.wastedBytes)), \(shares.1)"),
            ("files", "\(totals.files)"),
        ]
        if let growthLine { figures.append(("growth", growthLine)) }
        return figures
    }

    /// The image's layers.
    public var layers: [ImageReport.Layer] { image.layers }

    /// The severity of the gate on findings.
    public var failingSeverity: Severity? {
        for result in gates {
            if case .findings(let severity) = result.gate.limit { return severity }
        }
        return nil
    }

    /// How many findings there are, of which severity, and what they weigh.
    public var totalsLine: String {
        var parts = [Severity.totals(of: findings)]
        if reclaimableBytes > 0 { parts.append("\(ByteCount(reclaimableBytes)) reclaimable") }
        if omittedCount > 0 { parts.append("\(omittedCount) below --min-severity") }
        if !ignored.isEmpty { parts.append("\(ignored.count) ignored") }
        if skippedCount > 0 { parts.append("\(skippedCount) on skipped paths") }
        if let growth, growth.leftOutCount > 0 { parts.append("\(growth.leftOutCount) known before, not listed") }
        if let accepted = acceptedVulnerabilities { parts.append(accepted) }
        return parts.joined(separator: "; ")
    }

    /// How many vulnerabilities are accepted by what: `3 vulnerabilities accepted: 2 by .trivyignore, 1 by vex.json`.
    private var acceptedVulnerabilities: String? {
        let all = ignored.flatMap(\.vulnerabilities).filter { !$0.acceptances.isEmpty }
        guard !all.isEmpty else { return nil }
        var sources: [String] = []
        var counts: [String: Int] = [:]
        for source in all.compactMap({ $0.acceptances.first?.source }) {
            if counts[source] == nil { sources.append(source) }
            counts[source, default: 0] += 1
        }
        let number = Count.text(all.count, "vulnerability", "vulnerabilities")
        return "\(number) accepted: \(sources.map { "\(counts[$0] ?? 0) by \($0)" }.joined(separator: ", "))"
    }

    /// How much larger the image is than the one that it is held against, and how many findings are new; nil where there
    /// is none.
    public var growthLine: String? {
        guard let growth else { return nil }
        func change(_ before: Int64, _ now: Int64) -> String {
            "\(ByteCount(before)) → \(ByteCount(now)) (\(ByteCount(now - before).signed))"
        }
        let (prior, totals) = (growth.prior, image.totals)
        var parts = ["against \(Printable.escape(prior.name)): \(change(prior.layerBytes, totals.layerBytes))"]
        if let before = prior.compressedBytes, let now = image.compressedBytes {
            parts.append("compressed \(change(before, now))")
        }
        let new = growth.newCount == 0 ? "no new findings" : Count.text(growth.newCount, "new finding")
        return parts.joined(separator: ", ") + "; \(new), \(growth.goneCount) gone"
    }

    /// The path of one of a finding's files.
    public func path(of item: Finding.Item) -> [UInt8] {
        stack.path(of: item.path)
    }
}
