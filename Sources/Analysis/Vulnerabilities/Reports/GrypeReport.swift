import Evidence

/// What Grype writes with `-o json` (its documentation, "Output formats").
struct GrypeReport: Decodable {
    let matches: [Match]

    struct Match: Decodable {
        let vulnerability: Vulnerability
        let relatedVulnerabilities: [Related]?
        let artifact: Artifact
    }

    struct Vulnerability: Decodable {
        let id: String
        let severity: String?
        let description: String?
        let fix: Fix?
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
        let version: String?
        let type: String?
        let locations: [Location]?
    }

    struct Location: Decodable {
        let path: String?
        let layerID: String?
    }

    var vulnerabilities: [KnownVulnerability] {
        matches.map { match in
            var vulnerability = KnownVulnerability(
                id: match.vulnerability.id,
                severity: Severity(scannerWord: match.vulnerability.severity ?? "") ?? .info,
                package: match.artifact.name, version: match.artifact.version ?? "", source: "Grype")
            let related = match.relatedVulnerabilities ?? []
            vulnerability.aliases = related.map(\.id).filter { $0 != match.vulnerability.id }
            vulnerability.title =
                match.vulnerability.description?.nonEmpty ?? related.compactMap { $0.description?.nonEmpty }.first ?? ""
            vulnerability.ecosystem = match.artifact.type.flatMap(Ecosystem.init(scannerWord:))
            vulnerability.setFixedVersion(among: match.vulnerability.fix?.versions ?? [])
            let locations = match.artifact.locations ?? []
            vulnerability.paths = locations.compactMap { $0.path?.withoutLeadingSlashes }
            vulnerability.diffID = locations.lazy.compactMap { $0.layerID }.first
            return vulnerability
        }
    }
}
