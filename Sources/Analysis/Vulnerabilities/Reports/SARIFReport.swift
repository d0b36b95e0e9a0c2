import Evidence

/// A SARIF 2.1.0 log of a vulnerability scanner (OASIS, sections 3.13 to 3.27).
///
/// SARIF has no place for a package and its versions: they are read from the messages that Trivy, Grype and
/// osv-scanner write. A
/// result whose message names no package is left out.
struct SARIFReport: Decodable {
    let runs: [Run]

    struct Run: Decodable {
        let tool: Tool?
        let results: [Result]?
    }

    struct Tool: Decodable {
        let driver: Driver?
    }

    struct Driver: Decodable {
        let name: String?
        let rules: [Rule]?
    }

    struct Rule: Decodable {
        let id: String
        let shortDescription: Message?
        let properties: Properties?
    }

    struct Properties: Decodable {
        let score: Double?

        private enum CodingKeys: String, CodingKey { case score = "security-severity" }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            // The number is written as text.
            score =
                (try? container.decode(String.self, forKey: .score)).flatMap { Double($0) }
                ?? (try? container.decode(Double.self, forKey: .score))
        }
    }

    struct Result: Decodable {
        let ruleId: String?
        let level: String?
        let message: Message?
        let locations: [Location]?
    }

    struct Message: Decodable {
        let text: String?
    }

    struct Location: Decodable {
        let physicalLocation: PhysicalLocation?
    }

    struct PhysicalLocation: Decodable {
        let artifactLocation: ArtifactLocation?
    }

    struct ArtifactLocation: Decodable {
        let uri: String?
    }

    var vulnerabilities: [KnownVulnerability] {
        runs.flatMap { run -> [KnownVulnerability] in
            let rules = Dictionary(
                (run.tool?.driver?.rules ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let source = run.tool?.driver?.name ?? "SARIF"
            return (run.results ?? []).compactMap { result in
                SARIFReport.vulnerability(result, result.ruleId.flatMap { rules[$0] }, source: source)
            }
        }
    }

    private static func vulnerability(_ result: Result, _ rule: Rule?, source: String) -> KnownVulnerability? {
        guard let id = result.ruleId, let text = result.message?.text, let facts = SARIFMessage(text) else {
            return nil
        }
        let severity =
            rule?.properties?.score.map { Severity(score: $0) } ?? facts.severity
            ?? Severity(scannerWord: result.level ?? "") ?? .info
        // Grype's ids of rules end with the package's name.
        let suffix = "-" + facts.package
        var vulnerability = KnownVulnerability(
            id: id.hasSuffix(suffix) ? String(id.dropLast(suffix.count)) : id, severity: severity,
            package: facts.package, version: facts.version, source: source)
        vulnerability.aliases = facts.aliases
        vulnerability.title = facts.isTitled ? "" : rule?.shortDescription?.text ?? ""
        vulnerability.ecosystem = facts.ecosystem
        vulnerability.setFixedVersion(
            among: (facts.fixedVersion ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) })
        vulnerability.paths = (result.locations ?? []).compactMap { location in
            location.physicalLocation?.artifactLocation?.uri?.withoutLeadingSlashes.nonEmpty
        }
        return vulnerability
    }
}

/// What a scanner's message says of a package.
struct SARIFMessage {
    var package: String
    var version: String
    var fixedVersion: String?
    var severity: Severity?
    var ecosystem: Ecosystem?
    /// Other names of the vulnerability.
    var aliases: [String] = []
    /// Whether the rule's description only says the same once more.
    var isTitled = false

    /// Reads a message; nil where it names no package.
    init?(_ text: String) {
        if let facts = SARIFMessage(lines: text) ?? SARIFMessage(sentence: text)
            ?? SARIFMessage(quotes: text)
        {
            self = facts
        } else {
            return nil
        }
    }

    /// Trivy: lines such as `Package: openssl`, `Installed Version: 3.0.11`, `Fixed Version: 3.0.13`.
    private init?(lines text: String) {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            values[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        guard let package = values["package"]?.nonEmpty, let version = values["installed version"] else { return nil }
        self.package = package
        self.version = version
        fixedVersion = values["fixed version"]?.nonEmpty
        severity = values["severity"].flatMap { Severity(scannerWord: $0) }
    }

    /// Grype: `A high vulnerability in deb package: openssl, version 3.0.11 was found …`.
    private init?(sentence text: String) {
        guard let start = text.firstRange(of: " package: "), let comma = text.firstRange(of: ", version ") else {
            return nil
        }
        guard start.upperBound <= comma.lowerBound else { return nil }
        package = String(text[start.upperBound..<comma.lowerBound])
        version = String(text[comma.upperBound...].prefix { $0 != " " })
        let before = text[..<start.lowerBound].split(separator: " ").map(String.init)
        ecosystem = before.last.flatMap(Ecosystem.init(scannerWord:))
        severity = before.dropFirst().first.flatMap { Severity(scannerWord: $0) }
        isTitled = true
        guard !package.isEmpty else { return nil }
    }

    /// osv-scanner: `Package 'requests@2.19.0' is vulnerable to 'CVE-2018-18074' (also known as 'GHSA-…').`
    private init?(quotes text: String) {
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count >= 5, parts[0] == "Package ", parts[2].hasPrefix(" is vulnerable to ") else { return nil }
        guard let at = parts[1].lastIndex(of: "@"), at > parts[1].startIndex else { return nil }
        package = String(parts[1][..<at])
        version = String(parts[1][parts[1].index(after: at)...])
        aliases = stride(from: 5, to: parts.count, by: 2).map { String(parts[$0]) }
    }
}
