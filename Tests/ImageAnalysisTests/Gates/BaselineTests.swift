import Testing

@testable import ImageAnalysis

/// What was accepted one by one stays accepted, and nothing else.
@Suite struct BaselineTests {
    private let sample: AnalyzedSample

    init() throws { sample = try AnalyzedSample(AnalyzedSample.wasteful) }

    private func report(
        _ rules: [any ImageRule], _ change: (inout FindingsReport.Request) -> Void = { _ in }
    ) -> FindingsReport {
        var request = FindingsReport.Request()
        request.gates = [Gate(.findings(below: .high), origin: "x")]
        change(&request)
        return FindingsReport(
            on: sample.image, report: sample.report, request: request, imageRules: rules, dockerfileRules: [])
    }

    private func baseline(_ rules: [any ImageRule]) -> Baseline {
        Baseline(accepting: report(rules).findings, keeping: Baseline())
    }

    @Test func whatWasFoundIsAcceptedAndWhatIsNewIsNot() {
        let accepted = baseline([Places(["b", "a"])])
        #expect(accepted.entries.map(\.path) == ["a", "b"], "sorted")
        let same = report([Places(["a", "b"])]) { $0.baseline = accepted }
        #expect(same.findings.isEmpty && same.ignored.count == 2 && same.hasPassed)
        let more = report([Places(["a", "b", "c"])]) { $0.baseline = accepted }
        #expect(more.findings.map(\.path) == [Array("c".utf8)])
        #expect(!more.hasPassed)
        #expect(accepted.absent(from: [more.everything]) { _ in true }.isEmpty)
    }

    @Test func whatIsThereNoMoreIsTold() {
        let accepted = baseline([Places(["a", "b"])])
        let less = report([Places(["b"])]) { $0.baseline = accepted }
        #expect(accepted.absent(from: [less.everything]) { _ in true }.map(\.path) == ["a"])
        #expect(accepted.absent(from: [less.everything]) { $0 != "test-places" }.isEmpty, "the rule was not asked")
        let other = report([Places(["a"])])
        #expect(
            accepted.absent(from: [less.everything, other.everything]) { _ in true }.isEmpty, "another image has it")
    }

    @Test func anEntryCountsUntilItsDay() {
        var accepted = baseline([Places(["a"])])
        accepted.entries[0].lastDay = "2026-11-30"
        accepted.entries[0].place = "line 3"
        accepted.name = "file"
        #expect(accepted.current(on: "2026-11-30").baseline == accepted)
        let (left, expired) = accepted.current(on: "2026-12-01")
        #expect(left.entries.isEmpty)
        #expect(expired == ["file, line 3: test-places at /a was accepted until 2026-11-30"])
    }

    @Test func reasonsStayWhenTheFileIsWrittenAnew() {
        var accepted = baseline([Places(["a", "b"])])
        accepted.entries[1].reason = "not ours"
        let again = Baseline(accepting: report([Places(["b", "c"])]).findings, keeping: accepted)
        #expect(again.entries.map(\.reason) == ["not ours", nil])
    }

    /// A package stays accepted while it has no vulnerability that nobody has seen.
    @Test func aNewVulnerabilityIsNotAccepted() {
        let accepted = baseline([Vulnerable(["CVE-1", "CVE-2"])])
        #expect(accepted.entries.map(\.vulnerabilities) == [["CVE-1", "CVE-2"]])
        #expect(report([Vulnerable(["CVE-2"])]) { $0.baseline = accepted }.hasPassed)
        #expect(!report([Vulnerable(["CVE-2", "CVE-3"])]) { $0.baseline = accepted }.hasPassed)
    }

    @Test func onlyWhatThePriorReportLacksCounts() {
        let prior = PriorReport(report([Places(["a", "gone"])]), name: "old")
        func now(_ isNewOnly: Bool) -> FindingsReport {
            report([Places(["a", "c"])]) {
                $0.prior = prior
                $0.isNewOnly = isNewOnly
            }
        }
        #expect(now(true).findings.map(\.path) == [Array("c".utf8)])
        #expect(now(true).gates.map(\.actual) == [.count(1)])
        #expect(now(false).findings.count == 2)
        let growth = now(true).growth
        #expect(growth?.newCount == 1 && growth?.goneCount == 1 && growth?.leftOutCount == 1)
        #expect(now(false).growth?.leftOutCount == 0)
    }
}

/// Finds something at paths.
private struct Places: ImageRule {
    let paths: [String]
    let rule = Rule(id: "test-places", category: .waste, severity: .high, title: "P", why: "Why.", remedy: "Do.")

    init(_ paths: [String]) { self.paths = paths }

    func findings(in image: AnalyzedImage) -> [Finding] {
        paths.map { Finding(rule, title: "a place", path: Array($0.utf8), evidence: "x") }
    }
}

/// Finds a package with vulnerabilities.
private struct Vulnerable: ImageRule {
    let ids: [String]
    let rule = Rule(id: "test-package", category: .vulnerability, severity: .high, title: "V", why: "W.", remedy: "D.")

    init(_ ids: [String]) { self.ids = ids }

    func findings(in image: AnalyzedImage) -> [Finding] {
        var finding = Finding(rule, title: "openssl 3.0: \(ids.count) vulnerabilities", evidence: "x")
        finding.vulnerabilities = ids.map {
            KnownVulnerability(id: $0, severity: .high, package: "openssl", version: "3.0", source: "t")
        }
        return [finding]
    }
}
