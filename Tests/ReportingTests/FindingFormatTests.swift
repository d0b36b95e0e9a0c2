import Foundation
import ImageAnalysis
import Reporting
import TestSupport
import Testing

/// The formats that other programs read.
@Suite struct FindingFormatTests {
    private let sample: FindingsSample

    init() throws { sample = try FindingsSample() }

    private var report: FindingsReport {
        sample.report([Removed(), Token(), Hostile()]) {
            $0.ignored = IgnoreList([.init(rule: "test-removed", origin: "x")])
        }
    }

    @Test func sarif() {
        let text = report.sarif(toolVersion: "1.2.3").pretty
            .replacingOccurrences(of: report.image.source.path, with: "PATH")
        assertSnapshot(text, named: "findings-sarif")
    }

    @Test func sarifKnowsAFindingAgainWhateverItWeighs() {
        func fingerprints(_ report: FindingsReport) -> [String] {
            report.sarif(toolVersion: "1").pretty.split(separator: "\n").filter { $0.contains("strataFinding/v2") }
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let twice = fingerprints(sample.report([Token(), Token()]))
        #expect(Set(twice).count == 2)
        #expect(twice.map { $0.suffix(3) } == [":1\"", ":2\""])
        #expect(fingerprints(sample.report([Token()])) == [twice[0]])
        let heavy = fingerprints(sample.report([Removed(weight: 5)]))
        #expect(heavy == fingerprints(sample.report([Removed()])))
    }

    @Test func gitHub() {
        #expect(
            report.gitHubAnnotations == """
                ::error title=test-token (critical)::a token (layer 2: /app/\\x1b[31mb). abcd… (40). Revoke it.
                ::notice title=test-hostile (low)::100%25 <b>|\\n::error::x. "&". Do.
                ::error title=strata check::no findings of high or worse, but 1.
                ::error title=strata check::at most 999 B wasted, but 1.0 kB.

                """)
    }

    @Test func junit() throws {
        assertSnapshot(report.junit, named: "findings-junit")
        let program = """
            import sys, collections, xml.etree.ElementTree as tree
            elements = tree.fromstring(sys.stdin.buffer.read()).iter()
            print(sorted(collections.Counter(element.tag for element in elements).items()))
            """
        let result = try Shell.run("/usr/bin/env", ["python3", "-c", program], input: Array(report.junit.utf8))
        #expect(
            result.text
                == "[('failure', 3), ('skipped', 2), ('testcase', 7), ('testsuite', 4), ('testsuites', 1)]\n")
    }

    @Test func markdown() {
        assertSnapshot(report.markdown, named: "findings-markdown")
    }
}

/// A finding whose texts mean something to every format.
private struct Hostile: ImageRule {
    let rule = Rule(id: "test-hostile", category: .bloat, severity: .low, title: "Odd", why: "Why <b>?", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        [Finding(rule, title: "100% <b>|\n::error::x", evidence: "\"&\".")]
    }
}
