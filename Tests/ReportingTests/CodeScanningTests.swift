import ImageAnalysis
import Reporting
import TestSupport
import Testing

/// The formats that code scanning and code quality read: their limits, and their names for findings.
@Suite struct CodeScanningTests {
    private let sample: FindingsSample

    init() throws { sample = try FindingsSample() }

    private func count(_ text: String, in json: JSONValue) -> Int {
        json.compact.components(separatedBy: text).count - 1
    }

    @Test func sarifHasTheWorstFiveThousandResultsAndSaysSo() {
        let report = sample.report([Numbered(count: 5200), Token()])
        let log = SARIFDocument([report], toolVersion: "1")
        #expect(count(#""ruleId":"#, in: log.json) == 5000)
        #expect(count(#""ruleId":"test-token""#, in: log.json) == 1, "the worst stays")
        #expect(
            log.json.compact.contains(
                #""message":{"text":"201 results are left out, the lightest: 5201 were found."}"#))
        #expect(
            log.remarks == [
                "SARIF: 201 of 5201 results on shop:1 are left out, the lightest: code scanning shows 5000 and takes 10 MB"
            ])
        let whole = SARIFDocument([sample.report()], toolVersion: "1")
        #expect(whole.remarks.isEmpty && !whole.json.compact.contains("invocations"))
    }

    @Test func sarifIsNotLargerThanMayBe() throws {
        let report = sample.report([Numbered(count: 400, noise: 300)])
        let whole = SARIFDocument([report], toolVersion: "1")
        #expect(count(#""ruleId":"#, in: whole.json) == 400)
        let cut = SARIFDocument([report], toolVersion: "1", byteLimit: 20_000)
        let kept = count(#""ruleId":"#, in: cut.json)
        #expect(kept > 0 && kept < 400)
        #expect(cut.remarks.first?.hasPrefix("SARIF: \(400 - kept) of 400 results") == true)
        let program = "import sys, zlib; print(len(zlib.compress(sys.stdin.buffer.read(), 6)) <= 20100)"
        let packed = try Shell.run(
            "/usr/bin/env", ["python3", "-c", program], input: Array(cut.json.pretty.utf8))
        #expect(packed.text == "True\n")
        #expect(count(#""ruleId":"#, in: SARIFDocument([report], toolVersion: "1", byteLimit: 10).json) == 0)
    }

    @Test func sarifKeepsTenTags() {
        let rule = Numbered(count: 1, names: (1...30).map { "NAME-\($0)" })
        let json = SARIFDocument([sample.report([rule])], toolVersion: "1").json
        #expect(json.compact.contains(#""tags":["bloat","NAME-1","NAME-2""#))
        #expect(json.compact.contains(#""NAME-9"]"#))
    }

    @Test func severalImagesAreRunsThatAreToldApart() {
        let json = SARIFDocument([sample.report(), sample.report()], toolVersion: "1").json
        #expect(count(#""automationDetails":{"id":"strata/shop:1/"}"#, in: json) == 2)
        #expect(count("automationDetails", in: SARIFDocument([sample.report()], toolVersion: "1").json) == 0)
        let many = SARIFDocument(Array(repeating: sample.report([]), count: 21), toolVersion: "1")
        #expect(many.remarks == ["SARIF: code scanning takes 20 images in one file, this has 21"])
    }

    @Test func gitLabHasWhatItAsksFor() {
        let report = sample.report([Removed(), Token()])
        let fingerprints = report.findings.map(\.fingerprint)
        #expect(
            [report as any ReportedFindings].gitLabCodeQuality.pretty == """
                [
                  {
                    "description": "a token (layer 2: /app/\\u001b[31mb)",
                    "check_name": "test-token",
                    "fingerprint": "\(fingerprints[0])",
                    "severity": "blocker",
                    "location": {
                      "path": "app/\\u001b[31mb",
                      "lines": {
                        "begin": 1
                      }
                    }
                  },
                  {
                    "description": "2 files are removed by layer 3 (layer 2: /app)",
                    "check_name": "test-removed",
                    "fingerprint": "\(fingerprints[1])",
                    "severity": "major",
                    "location": {
                      "path": "app",
                      "lines": {
                        "begin": 1
                      }
                    }
                  }
                ]
                """)
    }

    @Test func gitLabsIssuesOfTwoImagesAreTwo() {
        let reports: [any ReportedFindings] = [sample.report([Token()]), sample.report([Token()])]
        #expect(reports.gitLabCodeQuality.compact.contains("\"description\":\"shop:1: a token"))
    }

    @Test func aLineAFinding() {
        let lines = sample.report([Many(), Token()]).jsonLines().split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix(#"{"image":"shop:1","rule":"test-token","severity":"critical""#))
        #expect(lines[1].components(separatedBy: #"{"path":"#).count == 101, "the largest hundred files")
    }

    @Test func junitOfSeveralImagesNamesThem() {
        let text = [sample.report([]), sample.report([])].map { $0 as any ReportedFindings }.junit
        #expect(text.components(separatedBy: #"<testsuite name="shop:1: gates""#).count == 3)
        #expect(text.contains(#"<testsuites name="strata check" tests="8" failures="2">"#))
    }

    /// Accepted ones have fingerprints too, the same as when they were not.
    @Test func fingerprintsOfAcceptedFindingsStay() {
        let open = sample.report()
        let accepted = sample.report { $0.ignored = IgnoreList([.init(rule: "test-token", origin: "x")]) }
        #expect(Set((accepted.findings + accepted.ignored).map(\.fingerprint)) == Set(open.findings.map(\.fingerprint)))
    }
}

/// Finds so many things, each with so much that does not compress.
private struct Numbered: ImageRule {
    let count: Int
    var noise = 0
    var names: [String] = []

    var rule: Rule {
        Rule(
            id: "test-numbered", category: .bloat, severity: .low, title: "N", why: "Why.", remedy: "Do.",
            knownAs: names)
    }

    func findings(in image: AnalyzedImage) -> [Finding] {
        var random = SeededRandom(seed: 7)
        return (0..<count).map { number in
            let text = (0..<noise).map { _ in String(UInt8.random(in: 0...255, using: &random), radix: 16) }.joined()
            return Finding(rule, title: "a thing", path: Array("thing/\(number)".utf8), evidence: "x\(text)")
        }
    }
}
