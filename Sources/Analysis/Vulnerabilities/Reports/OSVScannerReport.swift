import Evidence
import Packages

/// What osv-scanner writes with `--format json` (its documentation, "Output"): packages with whole OSV records.
struct OSVScannerReport: Decodable {
    private let results: [Lenient<Result>]

    struct Result: Decodable {
        let source: Lenient<Source>?
        let packages: [Lenient<Entry>]
    }

    struct Source: Decodable {
        let path: String?
    }

    struct Entry: Decodable {
        let package: Package
        let vulnerabilities: [Lenient<OSVRecord>]?
        let groups: Lenient<[Group]>?
        let licenseViolations: Lenient<[Anything]>?

        private enum CodingKeys: String, CodingKey {
            case package, vulnerabilities, groups
            case licenseViolations = "license_violations"
        }
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

    /// Reads all results.
    func read(into reading: inout ReportReading) {
        for result in results {
            guard let result = result.value else {
                // Others' reports have results too.
                reading.unread.add("a result without packages")
                continue
            }
            for entry in result.packages {
                guard let entry = entry.value else {
                    reading.unread.add("a package without a name")
                    continue
                }
                reading.otherCount += entry.licenseViolations?.value?.count ?? 0
                for record in entry.vulnerabilities ?? [] {
                    guard let record = record.value else {
                        reading.unread.add("a vulnerability of \(entry.package.name) that is no OSV record")
                        continue
                    }
                    read(record, entry, path: result.source?.value?.path, into: &reading)
                }
            }
        }
    }

    private func read(_ record: OSVRecord, _ entry: Entry, path: String?, into reading: inout ReportReading) {
        let group = entry.groups?.value?.first { $0.ids.contains(record.id) }
        let ecosystem = OSVEcosystem(entry.package.ecosystem ?? "")
        let version = entry.package.version ?? ""
        let affected = record.affected.first { affected in
            InstalledPackages.folded(affected.package?.name ?? "") == InstalledPackages.folded(entry.package.name)
        }
        let score = group?.maximumSeverity.flatMap { Severity(scoreText: $0) }
        let severity = score.map { .known($0) } ?? record.severity(of: affected)
        if case .unknown(let text) = severity { reading.unread.add("\(record.id) has the severity “\(text)”") }
        var vulnerability = KnownVulnerability(
            id: record.id, severity: severity.value, package: entry.package.name, version: version, source: "OSV")
        vulnerability.aliases = record.aliases + (group?.ids ?? []) + (group?.aliases ?? [])
        vulnerability.title = record.summary ?? ""
        vulnerability.ecosystem = ecosystem?.package
        vulnerability.fixedVersion = ecosystem.flatMap { affected?.fixedVersion(after: version, order: $0.order) }
        vulnerability.paths = path.map { [$0.withoutLeadingSlashes] } ?? []
        reading.vulnerabilities.append(vulnerability)
    }
}
