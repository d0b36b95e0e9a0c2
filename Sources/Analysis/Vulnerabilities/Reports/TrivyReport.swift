import Evidence
import Packages

/// What Trivy writes with `--format json` (its documentation, "Reporting"): an object, up to version 0.19 only the array of
/// its results.
struct TrivyReport: Decodable {
    private let results: [Lenient<Result>]?
    private let metadata: Lenient<Metadata>?

    private enum CodingKeys: String, CodingKey {
        case results = "Results"
        case metadata = "Metadata"
    }

    /// A report of the array of older versions.
    init(results: [Lenient<Result>]) {
        (self.results, metadata) = (results, nil)
    }

    struct Metadata: Decodable {
        let diffIDs: Lenient<[String]>?

        private enum CodingKeys: String, CodingKey { case diffIDs = "DiffIDs" }
    }

    struct Result: Decodable {
        let target: String?
        let type: String?
        let vulnerabilities: [Lenient<Vulnerability>]?
        /// How many results it has on secrets, settings and licences.
        let otherCount: Int
        /// How many an ignore file or a VEX document has taken out.
        let suppressedCount: Int

        private enum CodingKeys: String, CodingKey {
            case target = "Target"
            case type = "Type"
            case vulnerabilities = "Vulnerabilities"
            case misconfigurations = "Misconfigurations"
            case secrets = "Secrets"
            case licenses = "Licenses"
            case modified = "ExperimentalModifiedFindings"
        }

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: CodingKeys.self)
            func count(_ key: CodingKeys) -> Int { ((try? keys.decode([Anything].self, forKey: key)) ?? []).count }
            target = try? keys.decode(String.self, forKey: .target)
            type = try? keys.decode(String.self, forKey: .type)
            vulnerabilities = try keys.decodeIfPresent([Lenient<Vulnerability>].self, forKey: .vulnerabilities)
            otherCount = count(.misconfigurations) + count(.secrets) + count(.licenses)
            suppressedCount = count(.modified)
        }
    }

    struct Vulnerability: Decodable {
        let id: String?
        let package: String?
        let identifier: Lenient<Identifier>?
        let path: String?
        let version: String?
        let fixed: String?
        let severity: String?
        let title: String?
        let layer: Layer?
        let aliases: [String]?

        private enum CodingKeys: String, CodingKey {
            case id = "VulnerabilityID"
            case package = "PkgName"
            case identifier = "PkgIdentifier"
            case path = "PkgPath"
            case version = "InstalledVersion"
            case fixed = "FixedVersion"
            case severity = "Severity"
            case title = "Title"
            case layer = "Layer"
            case aliases = "VendorIDs"
        }
    }

    struct Identifier: Decodable {
        let packageURL: String?
        private enum CodingKeys: String, CodingKey { case packageURL = "PURL" }
    }

    struct Layer: Decodable {
        let diffID: String?
        private enum CodingKeys: String, CodingKey { case diffID = "DiffID" }
    }

    /// The diffIDs of the image that was scanned; nil where the report does not say.
    var diffIDs: [String]? { metadata?.value?.diffIDs?.value }

    /// Reads all results.
    func read(into reading: inout ReportReading) {
        for result in results ?? [] {
            guard let result = result.value else {
                reading.unread.add("a result of another shape than Trivy's")
                continue
            }
            reading.otherCount += result.otherCount
            reading.suppressedCount += result.suppressedCount
            for entry in result.vulnerabilities ?? [] { read(entry.value, of: result, into: &reading) }
        }
    }

    private func read(_ entry: Vulnerability?, of result: Result, into reading: inout ReportReading) {
        guard let entry, let id = entry.id?.nonEmpty else {
            reading.unread.add("a vulnerability without an id")
            return
        }
        let named = entry.identifier?.value?.packageURL.flatMap(PackageURL.Parts.init)
        guard let package = entry.package?.nonEmpty ?? named?.packageName else {
            reading.unread.add("\(id) names no package")
            return
        }
        var vulnerability = KnownVulnerability(
            id: id, severity: reading.severity(ofWord: entry.severity, of: id), package: package,
            version: entry.version ?? named?.packageVersion ?? "", source: "Trivy")
        vulnerability.aliases = entry.aliases ?? []
        vulnerability.title = entry.title ?? ""
        vulnerability.ecosystem = result.type.flatMap(Ecosystem.init(scannerWord:))
        vulnerability.setFixedVersion(
            among: (entry.fixed ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) })
        // A program of Go is a result of its own, whose target is the program.
        let isProgram = result.type == "gobinary" || result.type == "rustbinary"
        vulnerability.paths = [entry.path?.nonEmpty ?? (isProgram ? result.target : nil)]
            .compactMap { $0?.withoutLeadingSlashes }
        vulnerability.diffID = entry.layer?.diffID
        reading.vulnerabilities.append(vulnerability)
    }
}
