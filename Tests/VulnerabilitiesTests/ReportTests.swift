import ImageAnalysis
import TestSupport
import Testing

@testable import Vulnerabilities

@Suite struct VulnerabilityReportTests {
    /// What a report says; where not told otherwise, all of it is understood.
    private func read(_ text: String, unread: Int = 0, others: Int = 0) throws -> [KnownVulnerability] {
        let report = try VulnerabilityReport(parsing: Array(text.utf8))
        #expect(report.unread.count == unread && report.unread.faults == [], "\(report.unread.sentence)")
        #expect(report.otherCount == others)
        return report.vulnerabilities
    }

    @Test func trivy() throws {
        let read = try read(
            """
            {"SchemaVersion": 2, "ArtifactName": "app.tar", "Results": [
              {"Target": "app (debian 12.5)", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
                {"VulnerabilityID": "CVE-2024-1", "VendorIDs": ["DSA-1"], "PkgName": "libssl3",
                 "InstalledVersion": "3.0.11-1~deb12u2", "FixedVersion": "3.0.13", "Severity": "CRITICAL",
                 "Title": "a flaw", "Layer": {"DiffID": "sha256:aa"}}, {"PkgName": "no id"}]},
              {"Target": "Python", "Type": "python-pkg", "Vulnerabilities": [
                {"VulnerabilityID": "CVE-2024-2", "PkgName": "Jinja2", "PkgPath": "usr/x/METADATA",
                 "InstalledVersion": "3.1.2", "Severity": "MEDIUM"}]},
              {"Target": "usr/bin/tool", "Type": "gobinary", "Vulnerabilities": [
                {"VulnerabilityID": "CVE-2024-3", "PkgName": "stdlib", "InstalledVersion": "v1.22.1"}]},
              {"Target": "Node.js", "Type": "node-pkg"}]}
            """, unread: 2)
        #expect(read.map(\.id) == ["CVE-2024-1", "CVE-2024-2", "CVE-2024-3"])
        #expect(read.map(\.severity) == [.critical, .medium, .info])
        #expect(read.map(\.ecosystem) == [.dpkg, .python, .go])
        #expect(read.map(\.fixedVersion) == ["3.0.13", nil, nil])
        #expect(read.map(\.paths) == [[], ["usr/x/METADATA"], ["usr/bin/tool"]])
        #expect(read[0].aliases == ["DSA-1"])
        #expect(read[0].diffID == "sha256:aa")
        #expect(read[0].title == "a flaw")
    }

    @Test func grype() throws {
        let read = try read(
            """
            {"matches": [{"vulnerability": {"id": "GHSA-1", "severity": "High", "description": "bad",
              "fix": {"versions": ["3.1.3"], "state": "fixed"}},
              "relatedVulnerabilities": [{"id": "CVE-2024-2"}],
              "artifact": {"name": "Jinja2", "version": "3.1.2", "type": "python",
                "locations": [{"path": "/usr/x/METADATA", "layerID": "sha256:bb"}]}},
             {"vulnerability": {"id": "CVE-9", "severity": "Negligible", "fix": {"versions": [], "state": "wont-fix"}},
              "artifact": {"name": "bash", "version": "5.2.15-2+b2", "type": "deb", "locations": []}}],
             "source": {"type": "image"}}
            """)
        #expect(read.map(\.id) == ["GHSA-1", "CVE-9"])
        #expect(read.map(\.severity) == [.high, .info])
        #expect(read.map(\.ecosystem) == [.python, .dpkg])
        #expect(read.map(\.fixedVersion) == ["3.1.3", nil])
        #expect(read[0].aliases == ["CVE-2024-2"])
        #expect(read[0].paths == ["usr/x/METADATA"])
        #expect(read[0].diffID == "sha256:bb")
    }

    @Test(arguments: [
        ("4.2.3, 3.2.9, 5.0.1", "3.2.9"), ("3.1.1, 4.2.3", "4.2.3"), ("3.2.9", "3.2.9"), ("odd, 3.2.9", "3.2.9"),
        ("odd", "odd"), ("2.0, 3.0", "2.0"),
    ])
    func theLeastFixedVersionAboveTheInstalledOne(list: String, expected: String) throws {
        let trivy = try read(
            """
            {"ArtifactName": "a", "Results": [{"Type": "python-pkg", "Vulnerabilities": [
              {"VulnerabilityID": "CVE-1", "PkgName": "django", "InstalledVersion": "3.2.1", "FixedVersion": "\(list)",
              "Severity": "LOW"}]}]}
            """)
        #expect(trivy.map(\.fixedVersion) == [expected])
        let versions = list.split(separator: ", ").map { "\"\($0)\"" }.joined(separator: ", ")
        let grype = try read(
            """
            {"matches": [{"vulnerability": {"id": "CVE-1", "severity": "Low", "fix": {"versions": [\(versions)], "state": "fixed"}},
              "artifact": {"name": "django", "version": "3.2.1", "type": "python"}}]}
            """)
        #expect(grype.map(\.fixedVersion) == [expected])
    }

    @Test func sarifOfTrivy() throws {
        let read = try read(
            #"""
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Trivy", "rules": [
              {"id": "CVE-1", "shortDescription": {"text": "a flaw"}, "properties": {"security-severity": "9.8"}}]}},
             "results": [{"ruleId": "CVE-1", "level": "error", "message": {"text":
              "Package: libssl3\nInstalled Version: 3.0.11\nVulnerability CVE-1\nSeverity: HIGH\nFixed Version: 3.0.13\nLink: [x](y)"},
              "locations": [{"physicalLocation": {"artifactLocation": {"uri": "library/app"}}}]},
              {"ruleId": "secret", "message": {"text": "Artifact: /etc/key\nType: secret"}}]}]}
            """#, others: 1)
        #expect(read.count == 1, "a result on no package is none")
        let first = try #require(read.first)
        #expect((first.package, first.version, first.fixedVersion) == ("libssl3", "3.0.11", "3.0.13"))
        #expect(first.severity == .critical, "the score goes before the word")
        #expect((first.source, first.title) == ("Trivy", "a flaw"))
    }

    @Test func sarifOfGrype() throws {
        let read = try read(
            #"""
            {"runs": [{"tool": {"driver": {"name": "Grype"}}, "results": [{"ruleId": "CVE-1-libssl3", "level": "warning",
              "message": {"text": "A medium vulnerability in deb package: libssl3, version 3.0.11 was found in image x"},
              "locations": [{"physicalLocation": {"artifactLocation": {"uri": "/var/lib/dpkg/status"}}}]}]}]}
            """#)
        let first = try #require(read.first)
        #expect((first.id, first.package, first.version) == ("CVE-1", "libssl3", "3.0.11"))
        #expect(first.severity == .medium)
        #expect(first.ecosystem == .dpkg)
        #expect(first.paths == ["var/lib/dpkg/status"])
    }

    @Test func sarifOfOSVScanner() throws {
        let read = try read(
            #"""
            {"runs": [{"tool": {"driver": {"name": "osv-scanner", "rules": [
              {"id": "CVE-1", "shortDescription": {"text": "CVE-1: a flaw"}}]}}, "results": [
              {"ruleId": "CVE-1", "ruleIndex": 0, "level": "warning", "message": {"text":
              "Package '@a/b@3.1.2' is vulnerable to 'CVE-1' (also known as 'GHSA-1', 'PYSEC-1')."}},
              {"ruleId": "CVE-2", "message": {"text": "Package 'x@1' is vulnerable to 'CVE-2'."}},
              {"ruleId": "CVE-3", "message": {"text": "Package 'x' is vulnerable to 'CVE-3'."}},
              {"ruleId": "CVE-4", "message": {"text": "Package '@x' is vulnerable to 'CVE-4'."}},
              {"ruleId": "CVE-5", "message": {"text": "Package 'x@1' is old"}}]}]}
            """#, unread: 3)
        #expect(read.map(\.id) == ["CVE-1", "CVE-2"])
        #expect(read.map(\.package) == ["@a/b", "x"])
        #expect(read.map(\.version) == ["3.1.2", "1"])
        #expect(read.map(\.aliases) == [["GHSA-1", "PYSEC-1"], []])
        #expect(read.map(\.severity) == [.medium, .medium], "without a level it is a warning (SARIF 3.27.10)")
    }

    @Test func osvScanner() throws {
        let read = try read(
            #"""
            {"results": [{"source": {"path": "/usr/x/METADATA", "type": "artifact"}, "packages": [
              {"package": {"name": "jinja2", "version": "3.1.2", "ecosystem": "PyPI"},
               "vulnerabilities": [{"id": "GHSA-1", "aliases": ["CVE-2"], "summary": "bad", "affected": [
                 {"package": {"name": "jinja2", "ecosystem": "PyPI"}, "ranges": [
                   {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.1.3"}]}]}]}],
               "groups": [{"ids": ["GHSA-1"], "aliases": ["CVE-2"], "max_severity": "5.4"}]}]}]}
            """#)
        let first = try #require(read.first)
        #expect((first.id, first.severity, first.fixedVersion) == ("GHSA-1", .medium, "3.1.3"))
        #expect(first.aliases.contains("CVE-2"))
        #expect(first.ecosystem == .python)
        #expect(first.paths == ["usr/x/METADATA"])
    }

    private static let unknown =
        "is no report of vulnerabilities that strata knows: Trivy JSON, Grype JSON, SARIF, CycloneDX or OSV"

    @Test(arguments: [
        ("", "is empty"), ("{", "is not valid JSON"), ("[]", unknown), ("[{\"a\": 1}]", unknown),
        ("{\"a\": 1}", unknown),
        ("3", "is not the kind of JSON value that belongs there"),
        ("{\"affected\": []}", "is an OSV record, not a report: give its directory with --osv"),
        ("{\"matches\": 3}", "has an unexpected value for “matches”"),
    ])
    func whatIsNoReport(text: String, reason: String) {
        let fault = #expect(throws: VulnerabilityReport.Fault.self) { try read(text) }
        #expect(fault?.description == reason)
    }

    @Test func emptyReportsAreGoodNews() throws {
        #expect(try read(#"{"ArtifactName": "x", "Results": null}"#).isEmpty)
        #expect(try read(#"{"matches": []}"#).isEmpty)
        #expect(try read(#"{"runs": [{"tool": {"driver": {"name": "x"}}, "results": []}]}"#).isEmpty)
        #expect(try read(#"{"results": []}"#).isEmpty)
        #expect(try read(#"[{"Target": "app (alpine 3.12)", "Vulnerabilities": null}]"#).isEmpty)
        #expect(try read(#"{"bomFormat": "CycloneDX", "components": [], "vulnerabilities": []}"#).isEmpty)
    }
}
