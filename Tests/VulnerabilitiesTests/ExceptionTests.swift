import AnalysisSupport
import ImageAnalysis
import TestSupport
import Testing

@testable import Vulnerabilities

/// Vulnerabilities that are accepted by name, by Trivy's ignore files, by OpenVEX.
@Suite struct ExceptionTests {
    private let image: AnalyzedImage

    init() throws { image = try VulnerabilityFixture.image().image }

    private func trivy(_ text: String, name: String = ".trivyignore") throws -> TrivyIgnoreFile {
        try TrivyIgnoreFile(parsing: Array(text.utf8), name: name)
    }

    private func vex(_ statements: String, more: String = #", "timestamp": "2026-01-01T00:00:00Z""#) throws
        -> VEXDocument
    {
        let text = #"{"@context": "https://openvex.dev/ns/v0.2.0"\#(more), "statements": [\#(statements)]}"#
        return try VEXDocument(parsing: Array(text.utf8), name: "vex.json")
    }

    /// The names of those of libssl3 that are kept, and of those that are accepted.
    private func judge(
        _ ids: [String] = ["CVE-1", "CVE-2"], entries: [VulnerabilityException] = [], statements: [VEXStatement] = []
    ) -> (kept: [String], accepted: [String], findings: [Finding]) {
        var exceptions = VulnerabilityExceptions()
        exceptions.entries = entries
        exceptions.statements = statements
        let rule = KnownVulnerabilityRule(ids.map { VulnerabilityFixture.vulnerability($0) }, excepting: exceptions)
        let (kept, accepted) = IgnoreList().split(rule.findings(in: image))
        return (
            kept.flatMap { $0.vulnerabilities.map(\.id) }, accepted.flatMap { $0.vulnerabilities.map(\.id) },
            kept + accepted
        )
    }

    private func exception(_ id: String) -> VulnerabilityException {
        VulnerabilityException(id: id, acceptance: Acceptance(source: "list", place: "line 1", reason: "why"))
    }

    @Test func oneOfAPackagesVulnerabilities() throws {
        let (kept, accepted, findings) = judge(entries: [exception("cve-1")])
        #expect((kept, accepted) == (["CVE-2"], ["CVE-1"]))
        #expect(findings.map(\.title) == ["libssl3 3.0.11-1~deb12u2: CVE-2", "libssl3 3.0.11-1~deb12u2: CVE-1"])
        #expect(findings.last?.acceptances == [Acceptance(source: "list", place: "line 1", reason: "why")])
        #expect(judge(entries: [exception("CVE-10")]).kept == ["CVE-1", "CVE-2"], "a name is whole")
    }

    @Test func anyOfItsNamesCounts() {
        var vulnerability = VulnerabilityFixture.vulnerability("DSA-1")
        vulnerability.aliases = ["CVE-1"]
        var exceptions = VulnerabilityExceptions()
        exceptions.entries = [exception("CVE-1")]
        let findings = KnownVulnerabilityRule([vulnerability], excepting: exceptions).findings(in: image)
        #expect(findings.allSatisfy { !$0.acceptances.isEmpty })
    }

    /// What a URL says must be so, what it leaves out may be anything; the source package's means what it built.
    @Test(arguments: [
        ("pkg:deb/debian/libssl3", true), ("pkg:deb/debian/openssl", true), ("pkg:deb/debian/bash", false),
        ("pkg:deb/debian/libssl3@3.0.11-1~deb12u2", true), ("pkg:deb/debian/libssl3@3.0.12", false),
        ("pkg:deb/ubuntu/libssl3", false), ("pkg:rpm/debian/libssl3", false),
        ("pkg:deb/debian/libssl3?arch=amd64", true),
        ("pkg:deb/debian/libssl3?arch=arm64", false), ("pkg:deb/debian/libssl3?distro=debian-12.5", true),
        ("pkg:deb/debian/libssl3?distro=debian-11", false),
        ("pkg:deb/debian/libssl3?os_name=debian&os_version=12", true),
        ("pkg:deb/debian/libssl3?os_version=11", false), ("pkg:deb/debian/libssl3?unknown=1", false),
    ])
    func packageURLs(text: String, isAccepted: Bool) throws {
        var exception = exception("CVE-1")
        exception.packages = [try #require(PackageURL.Parts(text))]
        #expect(judge(["CVE-1"], entries: [exception]).accepted == (isAccepted ? ["CVE-1"] : []))
    }

    @Test func paths() throws {
        var exception = exception("CVE-1")
        for (pattern, isAccepted) in [("var/lib/dpkg/**", true), ("var/lib/dpkg", true), ("usr", false)] {
            exception.paths = [IgnoredPath(pattern)]
            #expect(judge(["CVE-1"], entries: [exception]).accepted.isEmpty != isAccepted)
        }
        exception.paths = [IgnoredPath("var/lib/dpkg", coversBelow: false)]
        #expect(judge(["CVE-1"], entries: [exception]).accepted == [], "Trivy's patterns are of whole paths")
    }

    /// Trivy's documentation, "Filtering": the moment of the day's beginning ends it.
    @Test func trivysIgnoreFile() throws {
        let file = try trivy("# why\n\nCVE-1\nCVE-2 exp:2026-12-31  # until then\nCVE-3 exp:soon\nGPL-3.0 WITH x\r\n")
        #expect(file.exceptions.map(\.id) == ["CVE-1", "CVE-2", "GPL-3.0"])
        #expect(file.exceptions.map(\.lastDay) == [nil, "2026-12-30", nil])
        #expect(file.exceptions.map(\.acceptance.origin).last == ".trivyignore, line 6")
        #expect(file.exceptions[1].acceptance.reason == "until then")
        #expect(file.warnings == [".trivyignore, line 5: exp:soon is no day, so CVE-3 is not accepted"])
    }

    @Test func trivysIgnoreFileInYAML() throws {
        let file = try trivy(
            """
            vulnerabilities:
              - id: CVE-1
                paths: ["usr/lib/*.so"]
                purls:
                  - pkg:deb/debian/libssl3
                expired_at: 2026-12-31
                statement: Accept the risk
              - id: CVE-2
              - id: CVE-3
                purls: [openssl]
              - id: CVE-4
                expired_at: soon
              - paths: [a]
            misconfigurations:
              - id: AVD-DS-0001
            """, name: ".trivyignore.yaml")
        #expect(file.exceptions.map(\.id) == ["CVE-1", "CVE-2"])
        let first = try #require(file.exceptions.first)
        #expect((first.lastDay, first.acceptance.reason) == ("2026-12-30", "Accept the risk"))
        #expect(
            first.packages.map(\.name) == ["libssl3"]
                && first.paths == [IgnoredPath("usr/lib/*.so", coversBelow: false)])
        #expect(
            file.warnings == [
                ".trivyignore.yaml, line 9: CVE-3 has a purl that is none, so it is not accepted",
                ".trivyignore.yaml, line 11: CVE-4 has expired_at that is no day, so it is not accepted",
                ".trivyignore.yaml, line 13: an entry without an id does not count",
            ])
        #expect(throws: TrivyIgnoreFile.Fault.self) { try trivy("a: [", name: "x.yml") }
    }

    private static let harmless = #""status": "not_affected", "justification": "vulnerable_code_not_present""#

    /// OpenVEX, "Status Labels": the other two change nothing.
    @Test(arguments: [
        (harmless, true), (#""status": "fixed""#, true), (#""status": "affected", "action_statement": "wait""#, false),
        (#""status": "under_investigation""#, false),
    ])
    func statuses(status: String, isAccepted: Bool) throws {
        let document = try vex(
            #"{"vulnerability": {"name": "CVE-1"}, "products": [{"@id": "pkg:deb/debian/libssl3"}], \#(status)}"#)
        let (_, accepted, findings) = judge(["CVE-1"], statements: document.statements)
        #expect(document.warnings == [])
        #expect(accepted == (isAccepted ? ["CVE-1"] : []))
        if status == Self.harmless {
            let acceptance = try #require(findings.first?.acceptances.first)
            #expect(acceptance.origin == "vex.json, statement 1")
            #expect(acceptance.reason == "not_affected: vulnerable_code_not_present")
        }
    }

    /// The image by package URL, name or digest, a part of it by its own URL; a package alone.
    @Test(
        arguments: [
            (#"{"@id": "pkg:oci/IMAGE"}"#, true), (#"{"@id": "pkg:oci/other"}"#, false),
            (#"{"@id": "pkg:oci/IMAGE?tag=TAG"}"#, true),
            (#"{"@id": "pkg:oci/IMAGE?tag=none"}"#, false), (#"{"@id": "pkg:docker/IMAGE@TAG"}"#, true),
            (#"{"@id": "pkg:oci/IMAGE?repository_url=docker.io/library/IMAGE"}"#, true),
            (#"{"@id": "pkg:oci/IMAGE?repository_url=index.docker.io/library"}"#, true),
            (#"{"@id": "pkg:oci/IMAGE?repository_url=ghcr.io/x/IMAGE"}"#, false), (#"{"@id": "pkg:oci/any@ID"}"#, true),
            (#"{"@id": "pkg:oci/IMAGE@sha256:00"}"#, false), (#"{"@id": "pkg:oci/IMAGE?arch=s390x"}"#, false),
            (#"{"@id": "IMAGE:TAG"}"#, true), (#"{"@id": "https://example.org/app"}"#, false),
            (#"{"hashes": {"sha-256": "HEX"}}"#, true),
            (#"{"@id": "x", "identifiers": {"purl": "pkg:oci/IMAGE"}}"#, true),
            (#"{"@id": "pkg:oci/IMAGE", "subcomponents": [{"@id": "pkg:deb/debian/libssl3"}]}"#, true),
            (#"{"@id": "pkg:oci/IMAGE", "subcomponents": [{"@id": "pkg:deb/debian/bash"}]}"#, false),
            (#"{"@id": "pkg:oci/other", "subcomponents": [{"@id": "pkg:deb/debian/libssl3"}]}"#, false),
            (#"{"@id": "pkg:deb/debian/libssl3", "subcomponents": [{"@id": "pkg:deb/debian/bash"}]}"#, false),
            (#"{"@id": "pkg:deb/debian/libssl3", "subcomponents": 3}"#, nil), (#""pkg:deb/debian/libssl3""#, true),
        ] as [(String, Bool?)])
    func products(product: String, isAccepted: Bool?) throws {
        let reference = try #require(image.image.references.first).split(separator: ":")
        let id = image.image.id
        let product = [
            ("IMAGE", String(reference[0])), ("TAG", String(reference[1])), ("HEX", String(id.dropFirst(7))),
            ("ID", id),
        ]
        .reduce(product) { text, pair in
            text.split(separator: pair.0, omittingEmptySubsequences: false).joined(separator: pair.1)
        }
        let document = try vex(#"{"vulnerability": {"name": "CVE-1"}, "products": [\#(product)], \#(Self.harmless)}"#)
        #expect(document.warnings.isEmpty == (isAccepted != nil), "a product that cannot be read is none")
        #expect(judge(["CVE-1"], statements: document.statements).accepted == (isAccepted == true ? ["CVE-1"] : []))
    }

    /// "Each overriding the previous ones": the latest decides, and at one moment the one that does not open the gate.
    @Test(arguments: [
        ("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", false), ("2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z", true),
        ("2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", false),
        ("2026-02-01T00:00:00+02:00", "2026-01-31T23:00:00Z", false),
    ])
    func theLatestStatementDecides(harmless: String, affected: String, isAccepted: Bool) throws {
        let product = #""vulnerability": {"name": "CVE-1"}, "products": [{"@id": "pkg:deb/debian/libssl3"}]"#
        let document = try vex(
            """
            {\(product), \(Self.harmless), "timestamp": "\(harmless)"},
            {\(product), "status": "affected", "timestamp": "\(affected)"}
            """)
        #expect(judge(["CVE-1"], statements: document.statements).accepted.isEmpty != isAccepted)
    }

    @Test(arguments: [
        (
            #"{"vulnerability": {"name": "CVE-1"}, "products": ["pkg:npm/a"], "status": "not_affected"}"#,
            "has neither justification nor impact_statement and does not count"
        ),
        (#"{"vulnerability": {"name": "CVE-1"}, "status": "fixed"}"#, "names no product and does not count"),
        (#"{"products": ["pkg:npm/a"], "status": "fixed"}"#, "names no vulnerability and does not count"),
        (
            #"{"vulnerability": "CVE-1", "products": ["pkg:npm/a"], "status": "fine"}"#,
            "has none of the four statuses and does not count"
        ),
        ("3", "cannot be read and does not count"),
    ])
    func statementsThatDoNotCount(statement: String, reason: String) throws {
        let document = try vex(statement)
        #expect(document.statements.isEmpty)
        #expect(document.warnings == ["vex.json, statement 1 \(reason)"])
    }

    @Test func otherFormsOfDocuments() throws {
        let statement =
            #"{"vulnerability": "CVE-1", "products": ["pkg:oci/x"], "subcomponents": ["pkg:npm/a"], \#(Self.harmless)}"#
        #expect(try vex(statement, more: "").statements.first?.products.first?.parts.count == 1, "before version 0.2.0")
        let around =
            #"{"predicateType": "https://openvex.dev/ns", "predicate": {"@context": "https://openvex.dev/ns", "statements": [\#(statement)]}}"#
        #expect(try VEXDocument(parsing: Array(around.utf8), name: "x").statements.count == 1)
        for text in ["{}", #"{"document": {"category": "csaf_vex"}}"#, #"{"bomFormat": "CycloneDX"}"#, "[", ""] {
            #expect(throws: VEXDocument.Fault.self) { try VEXDocument(parsing: Array(text.utf8), name: "x") }
        }
    }

    @Test func whatIsAcceptedAndNotFoundIsSaid() throws {
        var exceptions = VulnerabilityExceptions()
        exceptions.entries = try trivy("CVE-1\nCVE-8\nCVE-9\n").exceptions
        exceptions.statements = try vex(#"{"vulnerability": "CVE-7", "products": ["pkg:npm/a"], "status": "fixed"}"#)
            .statements
        let findings = KnownVulnerabilityRule([VulnerabilityFixture.vulnerability("CVE-1")], excepting: exceptions)
            .findings(in: image)
        #expect(
            exceptions.unused(by: findings) == [
                ".trivyignore: CVE-8, CVE-9 are accepted and not found",
                "vex.json: none of its statements changes a finding",
            ])
    }

    @Test func namesOfVulnerabilities() {
        for name in [
            "CVE-2024-1234", "cve-2024-1", "GHSA-2qrg-x229-3v8q", "RHSA-2024:1234", "DSA-5000-1",
            "SNYK-DEBIAN11-OPENSSL-1",
        ] {
            #expect(VulnerabilityException.isName(name), "\(name)")
        }
        for name in ["no-such-rule", "CIS-DI-9999", "DL9999", "CVE", "CVE-", "CVE-2008-0732-geronimo", "GHSA-a-b-c-d"] {
            #expect(!VulnerabilityException.isName(name), "\(name)")
        }
    }
}
