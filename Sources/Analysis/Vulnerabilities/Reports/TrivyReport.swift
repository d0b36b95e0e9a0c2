import Evidence

/// What Trivy writes with `--format json` (its documentation, "Reporting").
struct TrivyReport: Decodable {
    let results: [Result]?

    private enum CodingKeys: String, CodingKey { case results = "Results" }

    struct Result: Decodable {
        let target: String?
        let type: String?
        let vulnerabilities: [Vulnerability]?

        private enum CodingKeys: String, CodingKey {
            case target = "Target"
            case type = "Type"
            case vulnerabilities = "Vulnerabilities"
        }
    }

    struct Vulnerability: Decodable {
        let id: String?
        let package: String?
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
            case path = "PkgPath"
            case version = "InstalledVersion"
            case fixed = "FixedVersion"
            case severity = "Severity"
            case title = "Title"
            case layer = "Layer"
            case aliases = "VendorIDs"
        }
    }

    struct Layer: Decodable {
        let diffID: String?
        private enum CodingKeys: String, CodingKey { case diffID = "DiffID" }
    }

    var vulnerabilities: [KnownVulnerability] {
        (results ?? []).flatMap { result in
            (result.vulnerabilities ?? []).compactMap { entry -> KnownVulnerability? in
                guard let id = entry.id, let package = entry.package else { return nil }
                var vulnerability = KnownVulnerability(
                    id: id, severity: Severity(scannerWord: entry.severity ?? "") ?? .info, package: package,
                    version: entry.version ?? "", source: "Trivy")
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
                return vulnerability
            }
        }
    }
}
