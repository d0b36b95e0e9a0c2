import Evidence
import Packages

/// What osv-scanner writes with `--format json` (its documentation, "Output"): packages with whole OSV records.
struct OSVScannerReport: Decodable {
    let results: [Result]

    struct Result: Decodable {
        let source: Source?
        let packages: [Entry]?
    }

    struct Source: Decodable {
        let path: String?
    }

    struct Entry: Decodable {
        let package: Package
        let vulnerabilities: [OSVRecord]?
        let groups: [Group]?
    }

    struct Package: Decodable {
        let name: String
        let version: String?
        let ecosystem: String?
    }

    /// Records that mean the same vulnerability.
    struct Group: Decodable {
        let ids: [String]
        let aliases: [String]?
        let maximumSeverity: String?

        private enum CodingKeys: String, CodingKey {
            case ids, aliases
            case maximumSeverity = "max_severity"
        }
    }

    var vulnerabilities: [KnownVulnerability] {
        results.flatMap { result in
            (result.packages ?? []).flatMap { entry in
                (entry.vulnerabilities ?? []).map { vulnerability($0, entry, path: result.source?.path) }
            }
        }
    }

    private func vulnerability(_ record: OSVRecord, _ entry: Entry, path: String?) -> KnownVulnerability {
        let group = entry.groups?.first { $0.ids.contains(record.id) }
        let ecosystem = OSVEcosystem(entry.package.ecosystem ?? "")
        let version = entry.package.version ?? ""
        let affected = record.affected.first { affected in
            InstalledPackages.folded(affected.package?.name ?? "") == InstalledPackages.folded(entry.package.name)
        }
        var vulnerability = KnownVulnerability(
            id: record.id,
            severity: group?.maximumSeverity.flatMap { Double($0) }.map { Severity(score: $0) }
                ?? record.severity(of: affected),
            package: entry.package.name, version: version, source: "OSV")
        vulnerability.aliases = record.aliases + (group?.ids ?? []) + (group?.aliases ?? [])
        vulnerability.title = record.summary ?? ""
        vulnerability.ecosystem = ecosystem?.package
        vulnerability.fixedVersion = ecosystem.flatMap { affected?.fixedVersion(after: version, order: $0.order) }
        vulnerability.paths = path.map { [$0.withoutLeadingSlashes] } ?? []
        return vulnerability
    }
}
