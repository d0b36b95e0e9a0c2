import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Vulnerabilities

@Suite struct UnreadReportResultsTests {
    private func report(_ text: String) throws -> VulnerabilityReport {
        try VulnerabilityReport(parsing: Array(text.utf8))
    }

    @Test func aFindingForEachReport() throws {
        let image = try VulnerabilityFixture.image().image
        let many = (1...9).map { #"{"vulnerability": {"id": "CVE-\#($0)"}}"# }.joined(separator: ", ")
        let reports = try [
            report(#"{"matches": [\#(many)]}"#), report(#"{"matches": []}"#), report(#"{"runs": []}"#),
        ]
        let doubts = zip(reports, ["a.json", "b.json", "c.sarif"]).map { $0.doubts(on: image, origin: $1) }
        let findings = UnreadReportResults(doubts).findings(in: image)
        #expect(findings.map(\.title) == ["a.json: 9 results not understood", "c.sarif: no scanner has run"])
        #expect(findings.allSatisfy { $0.severity == .critical }, "it may be anything: no gate on findings passes it")
        #expect(findings[0].evidence.hasSuffix("CVE-4 names no package, CVE-5 names no package and 4 more"))
    }

    /// Grype and Trivy tell the diffIDs that they have seen; an id changes when an image is converted, layers do not.
    @Test func aReportOfAnotherImage() throws {
        let image = try VulnerabilityFixture.image().image
        let own = image.image.config.diffIDs.map { "\"\($0)\"" }.joined(separator: ", ")
        let layers = image.image.config.diffIDs.map { #"{"digest": "\#($0)"}"# }.joined(separator: ", ")
        for (text, isOther) in [
            (#"{"ArtifactName": "a", "Metadata": {"DiffIDs": [\#(own)]}}"#, false),
            (#"{"ArtifactName": "a", "Metadata": {"DiffIDs": ["sha256:aa"]}}"#, true),
            (#"{"matches": [], "source": {"target": {"layers": [\#(layers)]}}}"#, false),
            (#"{"matches": [], "source": {"target": {"layers": [{"digest": "sha256:aa"}]}}}"#, true),
            (#"{"ArtifactName": "a"}"#, nil), (#"{"matches": [], "source": {"target": "dir"}}"#, nil),
        ] as [(String, Bool?)] {
            let report = try report(text)
            #expect(report.isOfAnotherImage(than: image) == isOther, "\(text)")
            #expect(report.doubts(on: image, origin: "x").isEmpty == (isOther != true))
        }
    }

    /// One bad entry costs itself alone, and is counted.
    @Test(arguments: [
        #"{"matches": [{"vulnerability": {"id": "CVE-1", "severity": "High"}, "artifact": {"name": "a"}}, {"vulnerability": {"id": "CVE-2"}}, 3]}"#,
        #"{"ArtifactName": "a", "Results": [{"Target": "x", "Vulnerabilities": [{"VulnerabilityID": "CVE-1", "PkgName": "a", "Severity": "HIGH"}, {"VulnerabilityID": "CVE-2"}, {"VulnerabilityID": 4}]}]}"#,
        #"[{"Target": "x", "Vulnerabilities": [{"VulnerabilityID": "CVE-1", "PkgName": "a", "Severity": "HIGH"}, {"PkgName": "b"}]}, 3]"#,
        #"{"results": [{"packages": [{"package": {"name": "a"}, "vulnerabilities": [{"id": "CVE-1", "database_specific": {"severity": "HIGH"}}, {"aliases": []}]}]}, {"check_id": "semgrep"}]}"#,
        #"{"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "CVE-1", "ratings": [{"severity": "high"}], "affects": [{"ref": "pkg:npm/a@1"}, {"ref": "gone"}]}, {"id": "CVE-2"}]}"#,
    ])
    func oneBadEntryCostsItselfAlone(text: String) throws {
        let report = try report(text)
        #expect(report.vulnerabilities.map(\.id) == ["CVE-1"])
        #expect(report.vulnerabilities.map(\.severity) == [.high])
        #expect(report.unread.count == 2)
    }

    @Test func amazonInspectorsCycloneDX() throws {
        let report = try report(
            """
            {"sbom": {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"bom-ref": "comp-1", "name": "pyyaml",
             "components": [{"bom-ref": "comp-2", "name": "libssl3", "purl": "pkg:deb/debian/libssl3@3.0.11?epoch=0"}]}],
             "vulnerabilities": [
              {"id": "CVE-1", "source": {"name": "NVD"}, "affects": [{"ref": "comp-2"}], "ratings": [
               {"severity": "none", "score": 0.0004, "method": "other", "source": {"name": "EPSS"}},
               {"severity": "high", "source": {"name": "NVD"}}, {"severity": "critical", "source": {"name": "X"}}],
               "properties": [{"name": "amazon:inspector:sbom_scanner:fixed_version:comp-2", "value": "3.0.13"}]},
              {"id": "CVE-2", "affects": [{"ref": "urn:cdx:3e67/1#comp-1"}], "ratings": [{"severity": "untriaged"}]},
              {"id": "CVE-3", "affects": [{"ref": "comp-1"}], "analysis": {"state": "not_affected"}}]}}
            """)
        #expect(report.vulnerabilities.map(\.package) == ["libssl3", "pyyaml"])
        #expect(report.vulnerabilities.map(\.severity) == [.high, .info], "the source's own rating, and no EPSS")
        #expect(report.vulnerabilities.map(\.fixedVersion) == ["3.0.13", nil])
        #expect((report.suppressedCount, report.unread.isEmpty) == (1, true))
    }

    /// A bill of materials that nobody scanned is no good news.
    @Test func aBillOfMaterialsAlone() throws {
        let report = try report(#"{"bomFormat": "CycloneDX", "components": []}"#)
        #expect(report.unread.faults == ["the bill of materials has no list of vulnerabilities"])
    }

    @Test func trivysOtherResults() throws {
        let report = try report(
            """
            {"ArtifactName": "a", "Results": [{"Target": "x", "Secrets": [{}, {}], "Misconfigurations": [{}],
             "Licenses": [{}], "ExperimentalModifiedFindings": [{}]}]}
            """)
        #expect((report.otherCount, report.suppressedCount) == (4, 1))
        #expect(report.unread.isEmpty)
    }
}
