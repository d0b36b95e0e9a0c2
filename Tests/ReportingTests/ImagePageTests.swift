import Foundation
import ImageAnalysis
import Reporting
import TestSupport
import Testing

/// The page of `strata check`.
@Suite struct ImagePageTests {
    private let sample: FindingsSample

    init() throws { sample = try FindingsSample() }

    private func page(_ rules: [any ImageRule] = [Removed(), Token(), Odd()]) -> String {
        let advice = Advice(on: sample.image, findings: [])
        return ImagePage(sample.report(rules), on: sample.image, advice: advice).html(toolVersion: "1.2.3")
    }

    /// The tags of a page in order, all of which are closed.
    private func tags(_ page: String) throws -> [String] {
        let tags = try HTMLTags(of: page)
        #expect(tags.fault.isEmpty, "\(tags.fault)")
        return tags.names
    }

    @Test func nothingIsLoadedAndNothingRuns() throws {
        let page = page()
        let tags = Set(try tags(page))
        #expect(
            tags.isDisjoint(with: ["script", "link", "img", "iframe", "object", "embed", "form", "base", "a", "svg"]))
        #expect(!tags.contains { $0.hasPrefix("@on") || ["@src", "@href", "@srcset", "@action"].contains($0) })
        #expect(page.contains("Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src"))
        #expect(!page.contains("url(") && !page.contains("@import") && !page.contains("http://"))
    }

    @Test func namesThatMeanSomethingAreOnlyText() throws {
        let page = page()
        #expect(!page.contains("<b>") && page.contains("&lt;b&gt;&lt;script&gt;x&lt;/script&gt;"))
        #expect(page.contains("\\x1b[31mb"))
        let hidden = page.unicodeScalars.contains { scalar in
            (scalar.value < 0x20 && scalar != "\n") || scalar.value == 0x202e
        }
        #expect(!hidden)
        #expect(page.contains("\\u{202e}"))
    }

    @Test func theVerdictComesFirstThenAllElse() throws {
        let page = page()
        #expect(
            page.contains(
                "<p class=\"verdict fail\">Does not pass: no findings of high or worse, but 1; at most 999 B wasted"))
        var rest = page[...]
        for heading in ["<h1>shop:1</h1>", "Where the bytes are", "The final tree, by layer", "Layers", "Findings"] {
            let found = rest.range(of: heading)
            #expect(found != nil, "\(heading) in its place")
            if let found { rest = rest[found.upperBound...] }
        }
        #expect(page.contains("<dt>What to do</dt><dd>Remove it there.</dd><dt>Why</dt><dd>Why.</dd>"))
    }

    @Test func whatPassesSaysSo() {
        let report = sample.report([]) { $0.gates = [Gate(.findings(below: .high), origin: "--fail-on")] }
        let page = report.html(toolVersion: "1")
        #expect(page.contains("<p class=\"verdict pass\">Passes: 1 gate holds</p>"))
        #expect(page.contains("<p>Nothing was found.</p>"))
        #expect(sample.report([]) { $0.gates = [] }.html(toolVersion: "1").contains("No gate is set"))
    }

    @Test func thousandsOfFindingsAreCutAndCounted() throws {
        let page = page([Crowd(count: 5_000)])
        #expect(page.utf8.count < 4_000_000)
        #expect(page.components(separatedBy: "a crowd").count - 1 == 500)
        #expect(page.contains("4500 more findings: strata check lists all"))
        _ = try tags(page)
    }

    @Test func aComparisonIsAPageToo() throws {
        let comparison = Comparison(
            ComparedImage(sample.image, named: "<old>"), ComparedImage(sample.image, named: "new"))
        let page = ComparisonPage(comparison).html(toolVersion: "1")
        #expect(page.contains("<h1>&lt;old&gt; → new</h1>"))
        #expect(page.contains("<td>same</td>"))
        #expect(try tags(page).contains("table"))
    }
}

/// A finding whose texts mean something to HTML, or to who reads it.
private struct Odd: ImageRule {
    let rule = Rule(id: "test-odd", category: .bloat, severity: .low, title: "Odd", why: "Why <b>?", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        [Finding(rule, title: "\"'<b><script>x</script>", evidence: "a\u{202e}b\u{0}")]
    }
}

/// So many findings.
private struct Crowd: ImageRule {
    let count: Int
    let rule = Rule(id: "test-crowd", category: .bloat, severity: .low, title: "Crowd", why: "Why.", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        (0..<count).map { Finding(rule, title: "a crowd", line: $0 + 1, evidence: "x") }
    }
}
