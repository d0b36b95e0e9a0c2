import ImageAnalysis
import Reporting
import Testing

/// The file of accepted findings.
@Suite struct BaselineFileTests {
    private var baseline: Baseline {
        var odd = Baseline.Entry(
            rule: "test-token", path: "app/\u{1b}[31m\u{e0041}b", title: "a “token”: 1 \"x\" # no\n- comment",
            fingerprint: "0123:1")
        odd.reason = "ours"
        odd.lastDay = "2026-12-31"
        var package = Baseline.Entry(rule: "test-v", path: nil, title: "openssl", fingerprint: "4567:1")
        package.vulnerabilities = ["CVE-1", "CVE-2"]
        return Baseline([odd, package])
    }

    @Test func isWhatPeopleReview() {
        #expect(
            baseline.yaml(of: "app:1") == """
                # Findings of app:1 that are accepted. An entry may say why (reason) and until when
                # (until: 2026-12-31); without it the finding counts again. strata baseline keeps both.
                schemaVersion: 1
                findings:
                  - rule: test-token
                    path: "app/\\\\x1b[31m\\\\u{e0041}b"
                    title: "a “token”: 1 \\"x\\" # no\\\\n- comment"
                    reason: "ours"
                    until: 2026-12-31
                    fingerprint: "0123:1"
                  - rule: test-v
                    title: "openssl"
                    vulnerabilities: ["CVE-1", "CVE-2"]
                    fingerprint: "4567:1"

                """)
        #expect(Baseline().yaml(of: "a\nb").contains("# Findings of a\\nb that"))
    }

    @Test func isReadAsItWasWritten() throws {
        let read = try Baseline(parsing: Array(baseline.yaml(of: "x").utf8), name: "file")
        #expect(read.entries.map(\.fingerprint) == baseline.entries.map(\.fingerprint))
        #expect(read.entries.map(\.vulnerabilities) == baseline.entries.map(\.vulnerabilities))
        #expect(read.entries.map(\.reason) == ["ours", nil])
        #expect(read.entries.map(\.lastDay) == ["2026-12-31", nil])
        #expect(read.entries.map(\.place) == ["line 5", "line 11"])
        // What is written again is the same text.
        #expect(read.yaml(of: "x") == baseline.yaml(of: "x"))
        #expect(try Baseline(parsing: Array(Baseline().yaml(of: "x").utf8), name: "file").entries.isEmpty)
    }

    @Test(arguments: [
        ("", " is no baseline of this version: strata baseline writes one"),
        ("schemaVersion: 2\nfindings: []", " is no baseline of this version: strata baseline writes one"),
        ("findings: [", " is no YAML: "),
        ("schemaVersion: 1\nfindngs: []\nfindings: []", ", line 2: there is no key “findngs”: did you mean findings?"),
        (
            "schemaVersion: 1\nfindings:\n  - rul: a\n    fingerprint: b",
            ", line 3: there is no key “rul”: did you mean rule?"
        ),
        ("schemaVersion: 1\nfindings:\n  - rule: a", ", line 3: an entry needs rule and fingerprint"),
        (
            "schemaVersion: 1\nfindings:\n  - {rule: a, fingerprint: b, until: soon}",
            ", line 3: a day such as 2026-12-31 is expected"
        ),
        ("\u{1b}", " is no YAML: "),
    ])
    func thatIsWrongIsToldWithTheLine(text: String, words: String) {
        let fault = #expect(throws: Baseline.Fault.self) { try Baseline(parsing: Array(text.utf8), name: "f") }
        #expect(fault?.description.hasPrefix(words) == true, "\(fault?.description ?? "")")
    }
}
