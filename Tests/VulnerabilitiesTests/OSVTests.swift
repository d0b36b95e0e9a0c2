import Foundation
import ImageAnalysis
import OCI
import TestSupport
import Testing

@testable import Packages
@testable import Vulnerabilities

@Suite struct OSVTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    static func record(
        _ id: String, _ name: String, _ ecosystem: String, events: String = #"{"introduced": "0"}"#, more: String = ""
    ) -> String {
        """
        {"id": "\(id)", "summary": "a flaw", "affected": [{"package": {"name": "\(name)", "ecosystem": "\(ecosystem)"},
         "ranges": [{"type": "ECOSYSTEM", "events": [\(events)]}]}]\(more)}
        """
    }

    private func found(_ records: [String], in image: AnalyzedImage) throws -> OSVDatabase.Result {
        for (index, text) in records.enumerated() {
            _ = try directory.write(Array(text.utf8), to: "db/PyPI/\(index).json")
        }
        return try OSVDatabase(opening: directory.path("db")).vulnerabilities(of: image.packages)
    }

    @Test func packagesOfTheDistributionAndOfPython() throws {
        let image = try VulnerabilityFixture.image().image
        let result = try found(
            [
                Self.record(
                    "DSA-1", "openssl", "Debian:12", events: #"{"introduced": "0"}, {"fixed": "3.0.13-1~deb12u1"}"#,
                    more: #", "upstream": ["CVE-1"], "database_specific": {"severity": "HIGH"}"#),
                Self.record("DSA-2", "openssl", "Debian:11"),
                Self.record(
                    "DSA-3", "openssl", "Debian:12", events: #"{"introduced": "0"}, {"fixed": "3.0.11-1~deb12u1"}"#),
                Self.record("DSA-4", "libssl3", "Debian:12"),
                Self.record("ALPINE-1", "openssl", "Alpine:v3.19"),
                Self.record("PYSEC-1", "jinja2", "PyPI", events: #"{"introduced": "3"}, {"last_affected": "3.1.2"}"#),
                Self.record("PYSEC-2", "jinja2", "PyPI", events: #"{"introduced": "0"}, {"last_affected": "3.1.1"}"#),
                Self.record("PYSEC-3", "jinja2", "PyPI", more: #", "withdrawn": "2024-01-01T00:00:00Z""#),
                Self.record("NPM-1", "bash", "npm"), Self.record("X-1", "other", "PyPI"),
                Self.record("C-1", "jinja2", "crates.io"), #"{"id": 3, "name": "bash"}"#,
            ], in: image)
        #expect(result.vulnerabilities.map(\.id).sorted() == ["DSA-1", "PYSEC-1"])
        #expect(result.recordCount == 12)
        #expect(result.unreadableCount == 1)
        let openssl = try #require(result.vulnerabilities.first { $0.id == "DSA-1" })
        #expect((openssl.package, openssl.version) == ("libssl3", "3.0.11-1~deb12u2"))
        #expect((openssl.fixedVersion, openssl.severity) == ("3.0.13-1~deb12u1", .high))
        #expect(openssl.aliases == ["CVE-1"])
        let findings = VulnerabilityFixture.findings(result.vulnerabilities, in: image)
        #expect(findings.map(\.layer) == [1, 2])
    }

    @Test func aZipOfRecords() throws {
        let image = try VulnerabilityFixture.image().image
        let path = try directory.write(
            Self.archive([
                ("PYSEC-1.json", Array(Self.record("PYSEC-1", "Jinja2", "PyPI").utf8)), ("README", Array("text".utf8)),
            ]), to: "all.zip")
        let result = try OSVDatabase(opening: path).vulnerabilities(of: image.packages)
        #expect(result.vulnerabilities.map(\.id) == ["PYSEC-1"])
        #expect(result.recordCount == 1)
    }

    /// A zip archive of stored members.
    private static func archive(_ members: [(name: String, contents: [UInt8])]) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> ($0 * 8) : 0) }
        }
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, contents) in members {
            let sizes = number(contents.count, 4) + number(contents.count, 4) + number(name.utf8.count, 2)
            directory += [0x50, 0x4b, 1, 2] + number(20, 4) + number(0, 12) + sizes + number(0, 12)
            directory += number(bytes.count, 4) + Array(name.utf8)
            bytes += [0x50, 0x4b, 3, 4] + number(20, 2) + number(0, 12) + sizes + number(0, 2) + Array(name.utf8)
            bytes += contents
        }
        let end = number(0, 8) + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
        return bytes + directory + [0x50, 0x4b, 5, 6] + end
    }

    @Test func whatIsNoDatabase() throws {
        #expect(throws: OSVDatabase.Fault.self) { try OSVDatabase(opening: directory.path("nothing")) }
        let empty = try #require(throws: OSVDatabase.Fault.self) { try OSVDatabase(opening: directory.path("")) }
        #expect(empty.description == "has no records: *.json or *.zip")
        let path = try directory.write(Array("text".utf8), to: "x.zip")
        let image = try VulnerabilityFixture.image().image
        #expect(throws: OSVDatabase.Fault.self) { try OSVDatabase(opening: path).vulnerabilities(of: image.packages) }
    }

    private func contains(_ version: String, _ events: String, _ order: VersionOrder = .semantic) throws -> Bool {
        let text = Self.record("X", "x", "npm", events: events)
        let record = try JSONDocument.decode(OSVRecord.self, from: Array(text.utf8))
        return try #require(record.affected.first).contains(version, order: order)
    }

    @Test func events() throws {
        let two = #"{"introduced": "1.0.0"}, {"fixed": "1.0.5"}, {"introduced": "2.0.0"}, {"fixed": "2.0.2"}"#
        let expected = ["0.9.0": false, "1.0.0": true, "1.0.4": true, "1.0.5": false, "2.0.1": true, "2.0.2": false]
        for (version, isAffected) in expected { #expect(try contains(version, two) == isAffected, "\(version)") }
        // The order in which they stand does not count.
        let mixed = #"{"fixed": "2.0.2"}, {"introduced": "2.0.0"}, {"fixed": "1.0.5"}, {"introduced": "1.0.0"}"#
        for (version, isAffected) in expected { #expect(try contains(version, mixed) == isAffected, "\(version)") }
        #expect(try contains("1.2.0", #"{"introduced": "0"}, {"last_affected": "1.2.0"}"#))
        #expect(try !contains("1.2.1", #"{"introduced": "0"}, {"last_affected": "1.2.0"}"#))
        #expect(try contains("1.0.0", #"{"introduced": "0"}, {"limit": "1.1.0"}"#))
        #expect(try !contains("1.1.0", #"{"introduced": "0"}, {"limit": "1.1.0"}"#))
        #expect(try contains("0.0.0-alpha", #"{"introduced": "0"}"#))
        #expect(try !contains("1.0.0", ""))
        #expect(try !contains("unknown", #"{"introduced": "0"}"#), "what is no version is in no range")
    }

    @Test func listedVersions() throws {
        let text =
            #"{"id": "X", "affected": [{"package": {"name": "x", "ecosystem": "PyPI"}, "versions": ["1.0", "1.1"]}]}"#
        let affected = try #require(JSONDocument.decode(OSVRecord.self, from: Array(text.utf8)).affected.first)
        #expect(affected.contains("1.0.0", order: .python))
        #expect(!affected.contains("1.2", order: .python))
        #expect(affected.fixedVersion(after: "1.0", order: .python) == nil)
    }

    @Test func theLeastFixedVersionAbove() throws {
        let text = Self.record(
            "X", "x", "npm",
            events: #"{"introduced": "0"}, {"fixed": "1.0.5"}, {"fixed": "2.0.2"}, {"fixed": "10.0.0"}"#)
        let affected = try #require(JSONDocument.decode(OSVRecord.self, from: Array(text.utf8)).affected.first)
        #expect(affected.fixedVersion(after: "1.9.0", order: .semantic) == "2.0.2")
        #expect(affected.fixedVersion(after: "11.0.0", order: .semantic) == nil)
    }

    private func distribution(_ id: String, _ version: String) -> Distribution? {
        Distribution(parsing: Array("ID=\(id)\nVERSION_ID=\(version)\n".utf8))
    }

    @Test(arguments: [
        ("Debian:12", "debian", "12", true), ("Debian:12", "debian", "11", false), ("Debian", "debian", "12", false),
        ("Alpine:v3.19", "alpine", "3.19.1", true), ("Alpine:v3.1", "alpine", "3.19.1", false),
        ("Ubuntu:22.04:LTS", "ubuntu", "22.04", true), ("Ubuntu:24.10", "ubuntu", "24.10", true),
        ("Ubuntu:Pro:22.04:LTS", "ubuntu", "22.04", false), ("Rocky Linux:9", "rocky", "9.3", true),
        ("AlmaLinux:8", "almalinux", "9.3", false), ("Red Hat:enterprise_linux:9::baseos", "rhel", "9.4", true),
        ("Red Hat:enterprise_linux:8::appstream", "rhel", "9.4", false),
        ("SUSE:Linux Enterprise Server 15 SP5", "sles", "15.5", true),
        ("openSUSE:Leap 15.5", "opensuse-leap", "15.5", true),
        ("openSUSE:Tumbleweed", "opensuse-tumbleweed", "20240101", true), ("Wolfi", "wolfi", "20230201", true),
        ("PyPI", "debian", "12", true), ("Alpine:v3.19", "debian", "3.19", false),
        // Without a release a record means none of them (OSV schema, "Defined ecosystems").
        ("Ubuntu", "ubuntu", "22.04", false), ("Alpine", "alpine", "3.19.1", false),
        ("Rocky Linux", "rocky", "9.3", false),
        ("AlmaLinux", "almalinux", "9.3", false), ("Red Hat", "rhel", "9.4", false), ("SUSE", "sles", "15.5", false),
        ("openSUSE", "opensuse-leap", "15.5", false), ("Mageia", "mageia", "9", false),
        ("Debian:", "debian", "12", false),
        // Ubuntu Pro's fixes are for those who have it, whatever more stands behind the word.
        ("Ubuntu:Pro:FIPS:22.04:LTS", "ubuntu", "22.04", false), ("Ubuntu:Pro", "ubuntu", "22.04", false),
        ("Ubuntu:20.04:LTS", "ubuntu", "22.04", false), ("Ubuntu:22.04", "ubuntu", "22.04", true),
        // Those that have no releases.
        ("Chainguard", "chainguard", "20230214", true), ("MinimOS", "minimos", "1", true), ("Echo", "echo", "1", true),
    ])
    func ecosystems(text: String, id: String, version: String, fits: Bool) throws {
        #expect(try #require(OSVEcosystem(text)).fits(distribution(id, version)) == fits)
    }

    @Test func ecosystemsThatAreNotListed() throws {
        for text in ["Hex", "", "GIT", "debian:12", "Pub"] { #expect(OSVEcosystem(text) == nil) }
        #expect(try #require(OSVEcosystem("Debian:12")).fits(nil) == false)
        // An image that does not say its release, such as Debian's unstable, may be of any.
        let unstable = Distribution(parsing: Array("ID=debian\n".utf8))
        #expect(try #require(OSVEcosystem("Debian:12")).fits(unstable))
        #expect(try #require(OSVEcosystem("Debian")).fits(unstable))
    }

    @Test(arguments: [
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8), ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0),
        ("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1), ("CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:N/A:N", 4.7),
        ("CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N", 5.4), ("CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:H", 5.9),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0), ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L", 5.3),
    ])
    func scores(vector: String, score: Double) {
        #expect(CVSSVector(vector)?.baseScore == score)
    }

    @Test func vectorsThatTellNothing() {
        #expect(CVSSVector("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N") == nil)
        #expect(CVSSVector("AV:N/AC:L/Au:N/C:P/I:P/A:P") == nil)
        #expect(CVSSVector("CVSS:3.1/AV:N")?.baseScore == nil)
        #expect(CVSSVector("CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")?.baseScore == nil)
    }

    @Test func theSourceOfASeverity() throws {
        func severity(_ more: String) throws -> Severity {
            let record = try JSONDocument.decode(
                OSVRecord.self, from: Array(Self.record("X", "x", "npm", more: more).utf8))
            return record.severity(of: record.affected.first).value
        }
        #expect(try severity("") == .info)
        #expect(try severity(#", "database_specific": {"severity": "MODERATE"}"#) == .medium)
        #expect(
            try severity(
                #", "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}]"#)
                == .critical)
        #expect(try severity(#", "severity": [{"type": "Ubuntu", "score": "low"}], "database_specific": []"#) == .low)
        #expect(
            try severity(
                #", "database_specific": {"severity": "UNKNOWN"}, "severity": [{"type": "Ubuntu", "score": "high"}]"#)
                == .info, "the database's word goes first")
    }

    /// A severity that nobody here can read is not the least one.
    @Test(arguments: [
        (#""severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/AV:N/AC:L"}]"#, 1),
        (#""database_specific": {"severity": "Catastrophic"}"#, 1), (#""summary": "nobody says""#, 0),
        (#""severity": [{"type": "Ubuntu", "score": "untriaged"}]"#, 0),
    ])
    func aSeverityThatIsNotUnderstood(more: String, unread: Int) throws {
        let image = try VulnerabilityFixture.image().image
        let result = try found([Self.record("PYSEC-1", "jinja2", "PyPI", more: ", \(more)")], in: image)
        #expect(result.vulnerabilities.map(\.severity) == [.info])
        #expect(result.unread.count == unread)
    }
}
