import Foundation
import TestSupport
import Testing

/// `strata lint`.
@Suite struct LintCommandTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func dockerfile(_ text: String) throws -> String {
        try directory.write(text, to: "Dockerfile")
    }

    private struct Report: Decodable {
        struct Finding: Decodable {
            var rule: String
            var severity: String
            var line: Int?
            var column: Int?
            var knownAs: [String]
            var remedy: String
        }

        var schemaVersion: Int
        var dockerfile: String
        var findings: [Finding]
        var ignored: [Finding]
        var ignoredByComments: Int
        var passed: Bool
    }

    private func report(_ arguments: String...) throws -> Report {
        let path = directory.path("Dockerfile")
        // What the image lacks as a whole is another test's matter.
        let whole = ["--ignore", "root-user", "--ignore", "no-healthcheck"]
        let result = try Program.run(["lint", path, "--format", "json", "--fail-on", "none"] + whole + arguments)
        return try JSONDecoder().decode(Report.self, from: Data(result.text.utf8))
    }

    @Test func findingsStandInATableWithLineAndColumn() throws {
        let result = try Program.run("lint", try dockerfile("FROM debian:12\nRUN cd /x && make\n"))
        #expect(result.text.contains("LINE  COLUMN  SEVERITY  RULE"))
        #expect(result.text.contains("   2       5  low       changed-directory"))
        #expect(result.text.contains("DL3003"))
        #expect(result.exitCode == 0)
    }

    @Test func aHighFindingFails() throws {
        let path = try dockerfile("FROM debian:12\nENV API_TOKEN=hunter2\n")
        let result = try Program.run("lint", path, "-v")
        #expect(result.exitCode == 1)
        #expect(result.errorText.contains("does not pass: 1 finding is high or worse"))
        #expect(!result.text.contains("hunter2"))
        #expect(try Program.run("lint", path, "--fail-on", "critical").exitCode == 0)
        #expect(try Program.run("lint", path, "--ignore", "DL3064").exitCode == 0)
    }

    @Test func jsonHasTheFindingsOfCheck() throws {
        _ = try dockerfile("FROM debian\nRUN cd /x\n# hadolint ignore=DL3004\nRUN sudo y\n")
        let report = try report("--ignore", "untagged-base")
        #expect(report.schemaVersion == 1)
        #expect(report.findings.map(\.rule) == ["changed-directory", "consecutive-runs"])
        #expect(report.findings.first?.line == 2)
        #expect(report.findings.first?.column == 5)
        #expect(report.findings.first?.knownAs == ["DL3003"])
        #expect(report.ignored.map(\.rule).contains("untagged-base"))
        #expect(report.ignoredByComments == 1)
        #expect(report.passed)
    }

    @Test func theFormatsOfCheckAreThere() throws {
        let path = try dockerfile("FROM debian:12\nENV API_TOKEN=hunter2\nRUN cd /x\n")
        func text(_ format: String) throws -> String {
            let result = try Program.run("lint", path, "--format", format)
            #expect(result.exitCode == 1)
            return result.text
        }
        let annotations = try text("github")
        #expect(annotations.contains("::error file=\(path),line=2,col=5,title=secret-in-variable (high)::"))
        #expect(annotations.contains("::error title=strata lint::no findings of high or worse, but 1."))
        let junit = try text("junit")
        #expect(junit.contains("<testsuites name=\"strata lint\" tests=\"5\" failures=\"2\">"))
        #expect(junit.contains("name=\"secret-in-variable line 2\"><failure"))
        #expect(try text("markdown").hasPrefix("## ❌ `\(path)` does not pass\n"))
        #expect(try text("html").contains("<h1>\(path)</h1>"))
        let sarif = try text("sarif")
        #expect(sarif.contains("\"startLine\": 3,\n"))
        #expect(sarif.contains("\"ruleId\": \"changed-directory\""))
        #expect(!sarif.contains("hunter2"))
    }

    @Test func severalFilesAreJudgedEachByItself() throws {
        let good = try directory.write("FROM debian:12\nRUN cd /x\n", to: "good/Dockerfile")
        let bad = try directory.write("FROM debian:12\nENV API_TOKEN=hunter2\n", to: "bad/Dockerfile")
        let table = try Program.run("lint", good, bad)
        #expect(table.exitCode == 1)
        #expect(table.text.contains("changed-directory") && table.text.contains("secret-in-variable"))
        #expect(table.errorText.contains("\(bad) does not pass: 1 finding is high or worse"))
        #expect(!table.errorText.contains("\(good) does not pass"))
        #expect(try Program.run("lint", good, good).exitCode == 0)
        struct Reports: Decodable {
            var passed: Bool
            var reports: [Report]
        }
        let json = try Program.run("lint", good, bad, "--format", "json")
        let reports = try JSONDecoder().decode(Reports.self, from: Data(json.text.utf8))
        #expect(!reports.passed)
        #expect(reports.reports.map(\.dockerfile) == [good, bad])
        #expect(reports.reports.map(\.passed) == [true, false])
        let markdown = try Program.run("lint", good, bad, "--format", "markdown").text
        #expect(markdown.contains("## ✅ `\(good)` passes\n") && markdown.contains("## ❌ `\(bad)` does not pass\n"))
        let page = try Program.run("lint", good, bad, "--format", "html").text
        #expect(page.contains("<title>2 reports: strata lint</title>"))
        #expect(page.contains("<h1>\(good)</h1>") && page.contains("<h1>\(bad)</h1>"))
    }

    @Test func ofSeveralFilesOneThatCannotBeReadFailsAll() throws {
        let good = try directory.write("FROM debian:12\n", to: "good/Dockerfile")
        let result = try Program.run("lint", good, directory.path("none"))
        #expect(result.exitCode == 3 && result.text.isEmpty)
        #expect(try Program.run("lint", "-", "-").exitCode == 2)
    }

    @Test func theIgnoreFileOfTheContextCounts() throws {
        _ = try dockerfile("FROM debian:12\nCOPY key.pem /k\n")
        #expect(try report().findings.isEmpty)
        _ = try directory.write("*.pem\n", to: ".dockerignore")
        #expect(try report().findings.map(\.rule) == ["ignored-source"])
        _ = try directory.write("*.log\n", to: "Dockerfile.dockerignore")
        #expect(try report().findings.isEmpty)
    }

    @Test func hadolintsSettingsCount() throws {
        let path = try dockerfile("FROM debian\nRUN cd /x\nENV API_TOKEN=x\nCMD y\n")
        #expect(try Program.run("lint", path).exitCode == 1)
        _ = try directory.write(
            """
            ignored: [DL3064, SC2086]
            override:
              style:
                - DL3003
            trustedRegistries:
              - quay.io
            format: json
            """, to: ".hadolint.yaml")
        let report = try report()
        let severities = Dictionary(uniqueKeysWithValues: report.findings.map { ($0.rule, $0.severity) })
        #expect(report.ignored.map(\.rule).contains("secret-in-variable"))
        #expect(severities["changed-directory"] == "info")
        #expect(severities["untrusted-registry"] == "high")
        #expect(severities["shell-form"] == "medium")
    }

    @Test func hadolintsThresholdCountsUnlessTheCommandSaysOne() throws {
        let path = try dockerfile("FROM debian:12\nENV API_TOKEN=x\nCMD y\n")
        _ = try directory.write("failure-threshold: warning\nignored: [DL3064]\n", to: ".hadolint.yml")
        #expect(try Program.run("lint", path).exitCode == 1, "a medium one is left")
        #expect(try Program.run("lint", path, "--fail-on", "high").exitCode == 0)
        _ = try directory.write("no-fail: true\n", to: ".hadolint.yaml")
        #expect(try Program.run("lint", path).exitCode == 0)
        _ = try directory.write("failure-threshold: fatal\n", to: ".hadolint.yaml")
        let wrong = try Program.run("lint", path)
        #expect(wrong.exitCode == 2)
        #expect(wrong.errorText.contains("line 1: fatal is none of error, warning, info, style, ignore and none"))
    }

    @Test func standardInputIsRead() throws {
        let result = try Program.run("lint", "-", input: Array("FROM debian\n".utf8))
        #expect(result.text.contains("untagged-base"))
        #expect(result.text.contains("standard input: 3 findings: "))
    }

    /// No .dockerignore, and what it would keep out, in bytes; then one that keeps it out.
    @Test func theContextIsWeighed() throws {
        _ = try dockerfile("FROM debian:12\nCOPY . /app\n")
        _ = try directory.write(String(repeating: "x", count: 2_000_000), to: ".git/pack")
        _ = try directory.write("A=b", to: ".env")
        let found = try report().findings.filter { $0.rule == "no-dockerignore" }
        #expect(found.map(\.severity) == ["medium"])
        #expect(found.map(\.line) == [2])
        let text = try Program.run("lint", directory.path(""), "-v").text
        #expect(text.contains("no .dockerignore beside what COPY takes whole: 2.0 MB that no image needs"))
        #expect(text.contains(".git 2.0 MB, .env 3 B"))
        _ = try directory.write(".git\n", to: ".dockerignore")
        #expect(try report().findings.contains { $0.rule == "no-dockerignore" })
        _ = try directory.write(".git\n.env\n", to: ".dockerignore")
        #expect(try !report().findings.contains { $0.rule == "no-dockerignore" })
    }

    @Test func whatIsNoDockerfileIsRefused() throws {
        #expect(try Program.run("lint", directory.path("none")).exitCode == 3)
        #expect(try Program.run("lint").exitCode == 2)
        #expect(try Program.run("lint", try dockerfile("FROM a:1"), "--ignore", "DL9999").exitCode == 2)
        let binary = try Program.run("lint", "-", input: (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        #expect(binary.exitCode == 3)
        #expect(binary.errorText.contains("holds NUL bytes, so it is binary or UTF-16, and no Dockerfile"))
        #expect(try Program.run("lint", "-").exitCode != 0)
    }

    @Test func theCheckDirectiveMayFail() throws {
        let path = try dockerfile("# check=error=true\nFROM debian:12 as x\n")
        let result = try Program.run("lint", path)
        #expect(result.exitCode == 1)
        #expect(result.errorText.contains("# check=error=true"))
    }

    @Test func rulesTellOfEveryDockerfileRule() throws {
        let result = try Program.run("rules", "DL3008")
        #expect(result.exitCode == 0)
        #expect(result.text.contains("unpinned-apt"))
    }
}
