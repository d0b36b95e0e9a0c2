import Dockerfile
import ImageAnalysis
import Reporting
import Testing

/// What `strata lint` writes of a small Dockerfile, whole.
@Suite("Reports on a Dockerfile")
struct LintReportTests {
    private static let rules: [any DockerfileRule] = [Marks()]

    /// A rule that finds each LABEL: what it says is the title.
    private struct Marks: DockerfileRule {
        let rule = Rule(
            id: "test-label", category: .dockerfile, severity: .medium, title: "A label", why: "Why.",
            remedy: "Leave it out.",
            knownAs: ["DL9999"])

        func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
            dockerfile.document.instructions.filter { $0.keyword == .label }.map {
                Finding(
                    rule, title: $0.text, line: $0.lines.lowerBound, column: 1, evidence: "line says so"
                )
            }
        }
    }

    private func report(
        _ text: String, path: String = "Dockerfile", accepted: [String] = [], failOn: Severity? = .high,
        severities: [String: Severity] = [:]
    ) -> LintReport {
        let lint = DockerfileLint(
            AnalyzedDockerfile(DockerfileDocument(parsing: text)), rules: Self.rules, severities: severities)
        let list = IgnoreList(accepted.map { .init(rule: $0, origin: "--ignore") })
        return LintReport(lint, path: path, accepted: list, failOn: failOn)
    }

    private let text = """
        FROM debian:12
        LABEL a=1
        RUN true
        LABEL b=\u{202e}2

        """

    @Test("The table is in order of lines, with what hides written out")
    func table() {
        #expect(
            report(text).text(width: nil) == """
                LINE  COLUMN  SEVERITY  RULE        FINDING            KNOWN AS
                   2       1  medium    test-label  LABEL a=1          DL9999
                   4       1  medium    test-label  LABEL b=\\u{202e}2  DL9999

                Dockerfile: 2 findings: 2 medium

                """)
    }

    @Test("Verbose says what each rests on and what to do")
    func verbose() {
        #expect(
            report("FROM a\nLABEL x=1").text(width: nil, isVerbose: true) == """
                LINE  COLUMN  SEVERITY  RULE        FINDING    KNOWN AS
                   2       1  medium    test-label  LABEL x=1  DL9999
                    found: line says so
                    do: Leave it out.

                Dockerfile: 1 finding: 1 medium

                """)
    }

    @Test("A Dockerfile without findings is one line")
    func clean() {
        #expect(report("FROM a").text(width: 20) == "Dockerfile: no findings\n")
        #expect(report("FROM a", path: "x\u{1b}[2J\ny").text(width: nil) == "x\\x1b[2J\\ny: no findings\n")
        #expect(report("FROM a").gitHubAnnotations == "")
    }

    @Test("JSON, whole")
    func json() {
        #expect(
            report("FROM a\nLABEL x=1", accepted: [], failOn: .medium).json.pretty == """
                {
                  "schemaVersion": 1,
                  "dockerfile": "Dockerfile",
                  "findings": [
                    {
                      "rule": "test-label",
                      "severity": "medium",
                      "title": "LABEL x=1",
                      "path": null,
                      "layer": null,
                      "line": 2,
                      "bytes": null,
                      "evidence": "line says so",
                      "remedy": "Leave it out.",
                      "category": "dockerfile",
                      "knownAs": [
                        "DL9999"
                      ],
                      "confidence": null,
                      "state": null,
                      "hiddenBy": null,
                      "column": 1,
                      "itemCount": 0,
                      "items": [],
                      "fingerprint": "d28406211897be60b7df09ff93393672:1"
                    }
                  ],
                  "ignored": [],
                  "ignoredByComments": 0,
                  "failOn": "medium",
                  "passed": false,
                  "warnings": []
                }
                """)
    }

    @Test("What is accepted is apart, and counted")
    func accepted() {
        let report = report(text, accepted: ["test-label"], failOn: .info)
        #expect(report.text(width: nil) == "Dockerfile: no findings; 2 ignored\n")
        #expect(report.hasPassed)
        #expect(report.json.compact.contains(#""findings":[],"ignored":[{"rule":"test-label""#))
        #expect(report.junit.contains("<skipped message=\"accepted: LABEL a=1\"/>"))
        #expect(
            report.sarif(toolVersion: "1").compact.components(separatedBy: #""suppressions":[{"kind":"external"}]"#)
                .count == 3)
    }

    @Test("A severity that the user sets counts in every format")
    func severities() {
        let report = report(text, failOn: .high, severities: ["test-label": .critical])
        #expect(!report.hasPassed)
        #expect(report.text(width: nil).contains("2 findings: 2 critical"))
        #expect(
            report.gitHubAnnotations.hasPrefix(
                "::error file=Dockerfile,line=2,col=1,title=test-label (critical)::LABEL a=1. "))
        #expect(report.junit.contains(" failures=\"3\""))
        #expect(report.sarif(toolVersion: "1").compact.contains(#""level":"error""#))
    }

    @Test("GitHub's annotations, whole")
    func gitHub() {
        #expect(
            report("FROM a\nLABEL 50%: x, y").gitHubAnnotations == """
                ::warning file=Dockerfile,line=2,col=1,title=test-label (medium)::LABEL 50%25: x, y. line says so. Leave it out.

                """)
    }

    @Test("JUnit, whole")
    func junit() {
        #expect(
            report("FROM a\nLABEL x=<x>", failOn: .medium).junit == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="strata lint" tests="2" failures="2">
                  <testsuite name="gates" tests="1" failures="1" skipped="0">
                    <testcase classname="strata.gates" name="no findings of medium or worse"><failure message="no findings of medium or worse, but 1"></failure></testcase>
                  </testsuite>
                  <testsuite name="dockerfile" tests="1" failures="1" skipped="0">
                    <testcase classname="strata.dockerfile" name="test-label line 2"><failure message="medium: LABEL x=&lt;x&gt;">LABEL x=&lt;x&gt;. line says so. Leave it out.</failure></testcase>
                  </testsuite>
                </testsuites>

                """)
    }

    @Test("Markdown, whole")
    func markdown() {
        #expect(
            report("FROM a\nLABEL a=|b", path: "dir/Dockerfile").markdown == """
                ## ✅ `dir/Dockerfile` passes

                | | limit | here |
                |---|---|---|
                | ✅ | no findings of high or worse | none |

                1 finding: 1 medium.

                <details><summary>Dockerfile: 1 finding: 1 medium</summary>

                | severity | finding | where | size | what to do |
                |---|---|---|---:|---|
                | medium | LABEL a=\\|b `test-label` | line 2 |  | Leave it out. |

                </details>

                """)
    }
}
