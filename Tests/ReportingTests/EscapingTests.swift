import DisplayText
import Dockerfile
import Foundation
import ImageAnalysis
import TestSupport
import Testing

@testable import Reporting

/// Names that hostile images have: quotes and bars with combining marks, so that no character equals them; controls of
/// terminals; what hides and reorders.
@Suite("Each format escapes what it would act on")
struct EscapingTests {
    static let names = [
        "\"\u{301}", "<\u{338}b>", "&\u{301}amp;", "a|\u{301}b", "`\u{308}", "]]>", "\u{1b}]0;x\u{7}", "\u{9b}2J",
        "\u{202e}gnp.exe", "a\u{200b}b", "\u{feff}", "a\r\nb", "::error::\u{301}x", "100%\u{301}", ":\u{301},\u{301}",
        "\\\u{301}", "=1+1", "\u{301}", "日本", "👩‍👧", "-", " ", "*\u{301}*_\u{301}_", "#\u{301}", "a;b",
        "${{ secrets.X }}", "<script>alert(1)</script>", "\u{0}", "'", "\u{2028}",
    ]

    /// The text that all formats show of a name.
    private func shown(_ name: String) -> String { Printable.escape(name) }

    /// What a program of Python's makes of a text on its standard input.
    private func python(_ program: String, _ input: String) throws -> [String] {
        let whole = "import sys, json\ntext = sys.stdin.buffer.read().decode()\n\(program)\nprint(json.dumps(result))"
        let result = try Shell.run("/usr/bin/env", ["python3", "-c", whole], input: Array(input.utf8))
        return try #require(
            JSONSerialization.jsonObject(with: Data(result.text.utf8)) as? [String], "\(result.errorText)")
    }

    private func report(_ name: String = "x", all names: [String] = EscapingTests.names) throws -> FindingsReport {
        try FindingsSample().report([Named(names: names)])
    }

    @Test("JUnit's XML is well-formed, and its reader gets the names")
    func junit() throws {
        let program = """
            import xml.etree.ElementTree as tree
            result = [case.find('skipped').get('message') for case in tree.fromstring(text.encode()).iter('testcase')
                      if case.get('classname') == 'strata.bloat']
            """
        let messages = try python(program, try report().junit)
        #expect(messages == Self.names.map { shown("low: \($0)") })
    }

    @Test("Comma-separated values come back from another reader, as they are shown")
    func csv() throws {
        let text = Self.names.map { CSV.record([$0, "x", $0]) }.joined()
        let program =
            "import csv, io\nresult = [field for row in csv.reader(io.StringIO(text, newline='')) for field in row]"
        #expect(
            try python(program, text)
                == Self.names.flatMap { name in
                    let text = Printable.escapeLines(name)
                    let shown = "=+-@".contains(text.prefix(1)) && text.count > 1 ? "'" + text : text
                    return [shown, "x", shown]
                })
    }

    @Test("Fields are quoted where they must be, and nowhere else")
    func quotes() {
        #expect(
            CSV.record(["a", "b,c", "say \"x\"", "two\nlines", " pad", "", "tab\there", "x "])
                == "a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",\" pad\",,tab\there,\"x \"\n")
        #expect(CSV.record(["\"\u{301}", ",\u{301}"]) == "\"\"\"\u{301}\",\",\u{301}\"\n")
        #expect(
            CSV.record(["=cmd|' /c calc'!A1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "-", "a=b", "/-x"])
                == "'=cmd|' /c calc'!A1,'+1+1,'-2+3,'@SUM(1),'\t=1,-,a=b,/-x\n")
        #expect(CSV.record(["\u{9b}2J", "\u{202e}x", "a\rb"]) == "\\x9b2J,\\u{202e}x,a\\rb\n")
    }

    @Test("A workflow command is one line, whose message and properties end where they end")
    func gitHub() throws {
        let lines = try report().gitHubAnnotations.split(separator: "\n").filter { $0.contains("test-named") }
        #expect(lines.count == Self.names.count)
        for (line, name) in zip(lines, Self.names) {
            let message = shown(name).unicodeScalars.map { $0 == "%" ? "%25" : String($0) }.joined()
            let expected = "::notice title=test-named (low)::\(message). x. Do."
            #expect(Array(line.unicodeScalars) == Array(expected.unicodeScalars))
        }
    }

    @Test("Properties hide what would begin the next one")
    func properties() throws {
        let report = LintReport(
            DockerfileLint(AnalyzedDockerfile(DockerfileDocument(parsing: "FROM a:1\nMAINTAINER me\n"))),
            path: "a,b:\u{301}%c/Dockerfile\n::set")
        let line = try #require(report.gitHubAnnotations.split(separator: "\n").first { $0.contains("line=2") })
        #expect(line.contains(" file=a%2Cb%3A\u{301}%25c/Dockerfile\\n%3A%3Aset,line=2,"))
    }

    @Test("A row of a Markdown table has its cells, whatever stands in them")
    func markdown() throws {
        let rows = try report().markdown.split(separator: "\n").filter { $0.contains("`test-named`") }
        #expect(rows.count == Self.names.count)
        for row in rows {
            let scalars = Array(row.unicodeScalars)
            let bars = scalars.indices.filter { scalars[$0] == "|" && ($0 == 0 || scalars[$0 - 1] != "\\") }
            #expect(bars.count == 6, "\(row)")
            #expect(!row.contains("<script"))
        }
    }

    @Test("Code has more back quotes around it than in it, and no bar that ends a cell")
    func code() {
        #expect(Markdown.code("a`b``c") == "``` a`b``c ```")
        #expect(Markdown.code("`\u{308}") == "`` `\u{308} ``")
        #expect(Markdown.code("a|\u{301}b") == "`a\\|\u{301}b`")
        #expect(Markdown.code("") == "")
        #expect(Markdown.text("*a*_b_[c](d)<e>&#~@`|\\") == "\\*a\\*\\_b\\_\\[c\\](d)&lt;e>&amp;\\#\\~\\@\\`\\|\\\\")
        #expect(Markdown.text("_\u{301}") == "\\_\u{301}")
    }

    @Test("SARIF comes back as JSON with the names")
    func sarif() throws {
        let program = "result = [one['message']['text'] for one in json.loads(text)['runs'][0]['results']]"
        #expect(try python(program, try report().sarif(toolVersion: "1").pretty) == Self.names.map { "\($0). x. Do." })
    }

    @Test(
        "No format writes what is not visible",
        arguments: ["junit", "github", "markdown", "sarif", "json", "text", "verbose"])
    func nothingHidden(format: String) throws {
        let report = try report()
        let text =
            switch format {
            case "junit": report.junit
            case "github": report.gitHubAnnotations
            case "markdown": report.markdown
            case "sarif": report.sarif(toolVersion: "1").pretty
            case "json": report.json().pretty
            case "text": report.text(width: nil)
            default: report.text(width: 80, isVerbose: true)
            }
        for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\u{200d}" {
            #expect(Printable.isVisible(scalar), "\(String(scalar.value, radix: 16))")
        }
    }
}

/// A finding for each name.
private struct Named: ImageRule {
    let names: [String]
    let rule = Rule(id: "test-named", category: .bloat, severity: .low, title: "Named", why: "Why.", remedy: "Do.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        names.map { Finding(rule, title: $0, evidence: "x") }
    }
}
