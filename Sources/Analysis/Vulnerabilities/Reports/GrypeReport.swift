import Evidence

/// What Grype writes with `-o json` (its documentation, "Output formats").
struct GrypeReport: Decodable {
    private let matches: [Lenient<Match>]
    private let ignoredMatches: Lenient<[Anything]>?
    private let source: Lenient<Source>?

    struct Match: Decodable {
        let vulnerability: Lenient<Vulnerability>?
        let relatedVulnerabilities: Lenient<[Related]>?
        let artifact: Lenient<Artifact>?
    }

    struct Vulnerability: Decodable {
        let id: String
        let severity: Lenient<String>?
        let description: Lenient<String>?
        let fix: Lenient<Fix>?
    }

    struct Fix: Decodable {
        let versions: [String]?
        let state: String?
    }

    struct Related: Decodable {
        let id: String
        let description: String?
    }

    struct Artifact: Decodable {
        let name: String
        let version: Lenient<String>?
        let type: Lenient<String>?
        let locations: Lenient<[Location]>?
    }

    struct Location: Decodable {
        let path: String?
        let layerID: String?
    }

    struct Source: Decodable {
        let target: Lenient<Target>?
    }

    struct Target: Decodable {
        let layers: Lenient<[Layer]>?
    }

    struct Layer: Decodable {
        let digest: String
    }

    /// The diffIDs of the image that was scanned; nil where the report does not say.
    var diffIDs: [String]? { source?.value?.target?.value?.layers?.value?.map(\.digest) }

    /// Reads all matches.
    func read(into reading: inout ReportReading) {
        reading.suppressedCount += ignoredMatches?.value?.count ?? 0
        for match in matches { read(match.value, into: &reading) }
    }

    private func read(_ match: Match?, into reading: inout ReportReading) {
        guard let match, let found = match.vulnerability?.value, !found.id.isEmpty else {
            reading.unread.add("a match without a vulnerability")
            return
        }
        guard let artifact = match.artifact?.value, !artifact.name.isEmpty else {
            reading.unread.add("\(found.id) names no package")
            return
        }
        var vulnerability = KnownVulnerability(
            id: found.id, severity: reading.severity(ofWord: found.severity?.value, of: found.id),
            package: artifact.name, version: artifact.version?.value ?? "", source: "Grype")
        let related = match.relatedVulnerabilities?.value ?? []
        vulnerability.aliases = related.map(\.id).filter { $0 != found.id }
        vulnerability.title =
            found.description?.value?.nonEmpty ?? related.compactMap { $0.description?.nonEmpty }.first ?? ""
        vulnerability.ecosystem = artifact.type?.value.flatMap(Ecosystem.init(scannerWord:))
        vulnerability.setFixedVersion(among: found.fix?.value?.versions ?? [])
        let locations = artifact.locations?.value ?? []
        vulnerability.paths = locations.compactMap { $0.path?.withoutLeadingSlashes }
        vulnerability.diffID = locations.lazy.compactMap { $0.layerID }.first
        reading.vulnerabilities.append(vulnerability)
    }
}
