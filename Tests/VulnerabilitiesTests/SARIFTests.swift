import ImageAnalysis
import TestSupport
import Testing

@testable import Vulnerabilities

/// SARIF has no place for packages: each scanner has its own. The fixtures have the shapes that the scanners' own
/// templates and tests write.
@Suite struct SARIFTests {
    private func report(rules: String = "", results: String, run: String = "") throws -> VulnerabilityReport {
        let text = """
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Scanner", "rules": [\(rules)]}},
             "results": [\(results)]\(run)}]}
            """
        return try VulnerabilityReport(parsing: Array(text.utf8))
    }

    /// One result that is understood.
    private func only(rule: String = "", _ result: String, run: String = "") throws -> KnownVulnerability {
        let report = try report(rules: rule, results: result, run: run)
        #expect(report.unread.isEmpty, "\(report.unread.sentence)")
        return try #require(report.vulnerabilities.count == 1 ? report.vulnerabilities.first : nil)
    }

    @Test func dockerScout() throws {
        let found = try only(
            rule: """
                {"id": "CVE-2099-1", "shortDescription": {"text": "CVE-2099-1"}, "properties": {
                 "cvssV3_severity": "CRITICAL", "fixed_version": "1.1.1n-0+deb11u9", "security-severity": "9.8",
                 "purls": ["pkg:deb/debian/openssl@1.1.1n-0%2Bdeb11u3?os_distro=bullseye", "pkg:deb/debian/other@1"]}}
                """,
            #"""
            {"ruleId": "CVE-2099-1", "ruleIndex": 0, "kind": "fail", "level": "error", "message": {"text":
             "  Vulnerability   : CVE-2099-1\n  Severity        : CRITICAL\n  Package         : pkg:deb/debian/openssl@1.1.1n-0%2Bdeb11u3?os_distro=bullseye\n  Fixed version   : 1.1.1n-0+deb11u9\n"},
             "locations": [{"physicalLocation": {"artifactLocation": {"uri": "/var/lib/dpkg/status"}}}]}
            """#)
        #expect((found.id, found.package, found.version) == ("CVE-2099-1", "openssl", "1.1.1n-0+deb11u3"))
        #expect((found.severity, found.ecosystem, found.fixedVersion) == (.critical, .dpkg, "1.1.1n-0+deb11u9"))
        #expect((found.title, found.paths) == ("", ["var/lib/dpkg/status"]), "a title that is the name says nothing")
    }

    /// A rule's package URLs are those of all its results: told once, by however many results.
    @Test func packageURLsOfTheRuleAlone() throws {
        let result = #"{"ruleId": "CVE-1", "message": {"text": "bad"}}"#
        let report = try report(
            rules: #"{"id": "CVE-1", "properties": {"purls": ["pkg:npm/%40a/b@1.0", "pkg:golang/example.org/c@v2"]}}"#,
            results: "\(result), \(result)")
        #expect(report.vulnerabilities.map(\.package) == ["@a/b", "example.org/c"])
        #expect(report.unread.isEmpty)
    }

    @Test func snyk() throws {
        let found = try only(
            rule: """
                {"id": "SNYK-DEBIAN11-OPENSSL-1", "shortDescription": {"text": "Critical severity - a flaw"},
                 "fullDescription": {"text": "(CVE-2099-1,CVE-2099-2) openssl/libssl1.1@1.1.1n"},
                 "properties": {"tags": ["security", "deb"], "cvssv3_baseScore": 9.8, "security-severity": "9.8"}}
                """,
            """
            {"ruleId": "SNYK-DEBIAN11-OPENSSL-1", "level": "error", "message": {"text":
             "This file introduces a vulnerable openssl/libssl1.1 package with a critical severity vulnerability."},
             "locations": [{"physicalLocation": {"artifactLocation": {"uri": "app_1"}},
              "logicalLocations": [{"fullyQualifiedName": "openssl/libssl1.1@1.1.1n"}]}]}
            """)
        #expect((found.package, found.version) == ("openssl/libssl1.1", "1.1.1n"))
        #expect((found.severity, found.aliases) == (.critical, ["CVE-2099-1", "CVE-2099-2"]))
    }

    /// Its older versions name no place, and `undefined` where there is no score.
    @Test func olderSnyk() throws {
        let found = try only(
            rule: #"{"id": "SNYK-1", "properties": {"security-severity": "undefined"}}"#,
            """
            {"ruleId": "SNYK-1", "level": "note", "message": {"text":
             "This file introduces a vulnerable openssl package with a high severity vulnerability."}}
            """)
        #expect((found.package, found.version, found.severity) == ("openssl", "", .high))
    }

    @Test(arguments: [
        (#""security-severity": 7.5"#, Severity.high), (#""security-severity": "9.8""#, .critical),
        (#""cvssv2_score": 8.1, "cvssv2_severity": "HIGH""#, .high), (#""source": "NVD""#, .medium),
        (#""security-severity": 0.0"#, .medium), (#""cvssv3_baseScore": 9.9"#, .critical),
    ])
    func dependencyCheck(properties: String, severity: Severity) throws {
        let found = try only(
            rule: #"{"id": "CVE-2099-8", "properties": {\#(properties)}}"#,
            """
            {"ruleId": "CVE-2099-8", "level": "warning", "message": {"text": "CVE-2099-8 - it is bad"},
             "partialFingerprints": {"vulnerabilityHash": "ab"}, "locations": [{"physicalLocation":
              {"artifactLocation": {"uri": "/scan/a.jar"}}, "logicalLocations":
              [{"fullyQualifiedName": "pkg:maven/org.example/a@1.0"}]}]}
            """)
        #expect((found.package, found.version, found.ecosystem) == ("org.example:a", "1.0", .jar))
        #expect(found.severity == severity)
    }

    /// Before it knew logical places, Dependency-Check named the package with the artifact.
    @Test func packageURLsOfArtifacts() throws {
        let found = try only(
            """
            {"ruleId": "CVE-1", "message": {"text": "bad"}, "locations": [{"physicalLocation":
             {"artifactLocation": {"uri": "/scan/a", "index": 1}}}]}
            """,
            run: #", "artifacts": [{}, {"properties": {"license": "MIT", "id1": "pkg:npm/lodash@4.17.4"}}]"#)
        #expect((found.package, found.version) == ("lodash", "4.17.4"))
    }

    @Test(arguments: [
        """
        "ruleId": "BDSA-2099-1 (CVE-2099-10)", "message": {"text": "BDSA-2099-1 (CVE-2099-10) in lodash 4.17.4"},
        "properties": {"securityRisk": "CRITICAL", "component": "lodash", "componentVersion": "4.17.4"},
        "fingerprints": {"csvRowSha256": {"value": "aa"}}
        """,
        #""ruleId": "BDSA-2099-1:lodash:4.17.4", "message": {"text": "bad"}, "properties": {"severity": "CRITICAL"}"#,
    ])
    func blackDuck(result: String) throws {
        let found = try only("{\(result)}")
        #expect((found.id, found.package, found.version) == ("BDSA-2099-1", "lodash", "4.17.4"))
        #expect(found.severity == .critical)
        #expect(found.aliases == (result.contains("CVE") ? ["CVE-2099-10"] : []))
    }

    /// Of a container the message names a layer's file, and only the rule's id the package.
    @Test(arguments: [
        ("debian:bookworm:libssl3", #""[CVE-2099-2] sha256__f21c.tar ""#),
        ("lodash", #""[CVE-2099-2] lodash 3.0.13""#),
        ("lodash", #""Security Violation [CVE-2099-2] lodash 3.0.13 (w)""#),
    ])
    func xray(package: String, message: String) throws {
        let found = try only(
            rule: #"{"id": "CVE-2099-2_\#(package)_3.0.13", "properties": {"security-severity": "9.8"}}"#,
            """
            {"ruleId": "CVE-2099-2_\(package)_3.0.13", "level": "none", "kind": "fail", "message": {"text": \(message)},
             "properties": {"fixedVersion": "[3.0.14]"}}
            """)
        #expect((found.id, found.package, found.version) == ("CVE-2099-2", package, "3.0.13"))
        #expect((found.severity, found.fixedVersion) == (.critical, "3.0.14"))
    }

    @Test(arguments: [
        ("1234-7", "openssl - 3.0.11 - CVE-2099-3", "CVE-2099-3", Severity.medium),
        ("CVE-2099-3", "[openssl - 3.0.11 - Critical] What it is - in words.", "CVE-2099-3", .critical),
    ])
    func clair(rule: String, message: String, id: String, severity: Severity) throws {
        let found = try only(#"{"ruleId": "\#(rule)", "level": "warning", "message": {"text": "\#(message)"}}"#)
        #expect((found.id, found.package, found.version, found.severity) == (id, "openssl", "3.0.11", severity))
    }

    @Test func olderGrypeAndTrivysTemplate() throws {
        let grype = try only(
            """
            {"ruleId": "CVE-2099-4-openssl", "level": "error", "message": {"text":
             "The path /x reports openssl at version 3.0.11  which would result in a vulnerable (deb) package installed"}}
            """)
        #expect((grype.id, grype.package, grype.version, grype.ecosystem) == ("CVE-2099-4", "openssl", "3.0.11", .dpkg))
        let trivy = try only(
            rule: #"""
                {"id": "[CRITICAL] CVE-2099-5", "name": "dockerfile_scan", "help": {"text":
                 "Vulnerability CVE-2099-5\nSeverity: CRITICAL\nPackage: openssl\nInstalled Version: 3.0.11"}}
                """#, #"{"ruleId": "[CRITICAL] CVE-2099-5", "level": "error", "message": {"text": "A flaw."}}"#)
        #expect((trivy.id, trivy.package, trivy.severity) == ("CVE-2099-5", "openssl", .critical))
    }

    @Test func dependencyTrack() throws {
        let found = try only(
            """
            {"ruleId": "CVE-2099-9", "message": {"text": "bad"}, "level": "error", "locations": [{"logicalLocations":
             [{"fullyQualifiedName": "pkg:npm/lodash@4.17.4"}]}], "properties": {"cvssV3BaseScore": "9.1"}}
            """)
        #expect((found.package, found.severity) == ("lodash", .critical))
    }

    /// Rules by index, in an extension, by a part of their id; a message by its id, with arguments (sections 3.11, 3.27.5).
    @Test func whatStandsElsewhere() throws {
        let rule = """
            {"id": "CVE-2099-6", "defaultConfiguration": {"level": "error"}, "messageStrings": {"default": {"text":
             "Package: {0}\\nInstalled Version: {1}"}}}
            """
        let message = #""message": {"id": "default", "arguments": ["openssl", "3.0.11"]}"#
        for reference in [#""ruleIndex": 0"#, #""ruleId": "CVE-2099-6""#, #""rule": {"index": 0}"#] {
            let found = try only(rule: rule, "{\(reference), \(message)}")
            #expect((found.id, found.package, found.version) == ("CVE-2099-6", "openssl", "3.0.11"))
            #expect(found.severity == .high, "the rule's level")
        }
        let text = """
            {"runs": [{"tool": {"driver": {"name": "S"}, "extensions": [{"rules": [\(rule)]}]}, "results": [{"rule":
             {"id": "CVE-2099-6", "index": 0, "toolComponent": {"index": 0}}, \(message)}]}]}
            """
        #expect(try VulnerabilityReport(parsing: Array(text.utf8)).vulnerabilities.map(\.package) == ["openssl"])
    }

    @Test(arguments: [
        (
            #""ruleId": "CVE-1", "level": "error", "message": {"id": "default", "arguments": ["openssl"]}"#,
            "“CVE-1” names no package"
        ),
        (#""message": {"text": "bad"}"#, "a result names no package"),
        (
            #""message": {"text": "Package: openssl\nInstalled Version: 1"}"#,
            "a result on openssl names no vulnerability"
        ),
        (#""ruleId": "js/sql", "message": {"text": "This depends on [a value](1)."}"#, "“js/sql” names no package"),
        (
            #""ruleId": "CVE-1", "message": {"text": "Package: a\nInstalled Version: 1\nSeverity: Grim"}"#,
            "CVE-1 has the severity “Grim”"
        ),
        (
            #""ruleId": "CVE-1", "level": "grim", "message": {"text": "Package: a\nInstalled Version: 1"}"#,
            "CVE-1 has the severity “grim”"
        ),
    ])
    func whatIsNotUnderstoodIsCounted(result: String, reason: String) throws {
        let report = try report(results: "{\(result)}")
        #expect(report.unread.count == 1)
        #expect(report.unread.examples == [reason])
    }

    /// Sections 3.14.23 and 3.20.14: no list of results is no scan, and a failed one has not seen everything.
    @Test(arguments: [
        (#"{"runs": []}"#, "no scanner has run"), (#"{"runs": null}"#, "no scanner has run"),
        (#"{"runs": [{"tool": {"driver": {"name": "S"}}}]}"#, "a run of S has no list of results"),
        (#"{"runs": [{"tool": {"driver": {"name": "S"}}, "results": null}]}"#, "a run of S has no list of results"),
        (
            #"{"runs": [{"tool": {"driver": {"name": "S"}}, "results": [], "invocations": [{"executionSuccessful": false}]}]}"#,
            "S says that its run has failed"
        ),
    ])
    func whatIsNoScan(text: String, fault: String) throws {
        let report = try VulnerabilityReport(parsing: Array(text.utf8))
        #expect(report.unread.faults == [fault])
        #expect(report.unread.count == 0)
    }

    @Test func resultsThatAreNone() throws {
        let package = #""message": {"text": "Package: a\nInstalled Version: 1"}"#
        let report = try report(
            rules: #"{"id": "aws", "name": "Secret"}, {"id": "l", "properties": {"tags": ["license"]}}"#,
            results: """
                {"ruleId": "CVE-1", \(package), "suppressions": [{"kind": "external"}]},
                {"ruleId": "CVE-2", \(package), "suppressions": [{"kind": "external", "status": "rejected"}]},
                {"ruleId": "CVE-3", \(package), "kind": "pass"}, {"ruleId": "CVE-4", \(package), "baselineState": "absent"},
                {"ruleId": "aws", "message": {"text": "Match"}}, {"ruleId": "l", \(package)},
                {"ruleId": "snyk:lic:npm:a:GPL-3.0", \(package)}
                """)
        #expect(report.vulnerabilities.map(\.id) == ["CVE-2"])
        #expect((report.suppressedCount, report.otherCount, report.unread.count) == (1, 3, 0))
    }

    /// A message with arguments and a rule with many package URLs cost no more than their own bytes.
    @Test func longTextsAreCut() throws {
        let long = String(repeating: "{0}", count: 20_000)
        let report = try report(
            results: #"{"ruleId": "CVE-1", "message": {"text": "\#(long)", "arguments": ["\#(long)"]}}"#)
        #expect(report.unread.count == 1)
    }
}
