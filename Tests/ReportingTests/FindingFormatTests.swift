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

    @Test func whatPassesHasNothingToDo() {
        let text = sample.report([Removed()]) { $0.gates = [Gate(.findings(below: .high), origin: "--fail-on")] }
            .markdown
        #expect(text.hasPrefix("## ✅ `shop:1` passes\n"))
        #expect(text.contains("| ✅ | no findings of high or worse | none |"))
        #expect(!text.contains("### What to do"))
        #expect(text.contains("<details><summary>Waste: 1 finding: 1 medium, 1.0 kB</summary>\n\n| severity |"))
    }

    @Test func markdownNamesWhatWeighsMostWhereALimitOnBytesFails() {
        let text = sample.report([Removed()]) { $0.gates = [Gate(.wastedBytes(atMost: 9), origin: "--max-wasted")] }
            .markdown
        #expect(
            text.contains("### What to do\n\n- **medium** 2 files are removed by layer 3 (1.0 kB), `layer 2: /app`"))
    }

    @Test func aRemedyIsSaidOnceWhereItIsTheSame() {
        let text = sample.report([Hostile(), Hostile()]).markdown
        #expect(text.components(separatedBy: "| Do. |").count - 1 == 1)
        #expect(text.components(separatedBy: "| as above |").count - 1 == 1)
    }

    /// GitHub refuses a comment of more than 65,536 characters.
    @Test func markdownFitsIntoAComment() {
        let text = sample.report(Array(repeating: Hostile(), count: 5_000)).markdown
        #expect(text.count < 62_000)
        let rows = text.components(separatedBy: "| low |").count - 1
        #expect(rows > 100)
        #expect(text.contains("\n\(5_000 - rows) findings did not fit: `strata check` lists all.\n"))
        #expect(text.components(separatedBy: "<details>").count == text.components(separatedBy: "</details>").count)
    }

    @Test func markdownNotifiesNobody() {
        let text = sample.report([Mentioning()]).markdown
        #expect(text.contains("for @<!-- -->someone, #<!-- -->12 and <span>$</span>x<span>$</span>"))
    }
}

/// A finding whose texts mean something to every format.
private struct Hostile: ImageRule {
    let rule = Rule(id: "test-hostile", category: .bloat, severity: .low, title: "Odd", why: "Why <b>?", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        [Finding(rule, title: "100% <b>|\n::error::x", evidence: "\"&\".")]
    }
}

/// A finding whose texts mean something to forges.
private struct Mentioning: ImageRule {
    let rule = Rule(id: "test-mention", category: .bloat, severity: .low, title: "M", why: "Why.", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        [Finding(rule, title: "for @someone, #12 and $x$", evidence: "x")]
    }
}
