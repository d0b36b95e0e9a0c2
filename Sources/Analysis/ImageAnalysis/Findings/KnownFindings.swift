import Evidence

/// Findings of another report or of a baseline, to tell which findings are among them.
///
/// A finding is known again by its fingerprint; one on a package's vulnerabilities is known where all of these are.
public struct KnownFindings: Sendable, Hashable {
    /// The vulnerabilities of each finding, by what it is known by; none for all that are about something else.
    private var vulnerabilities: [String: Set<String>] = [:]

    /// No findings.
    public init() {}

    /// The findings of a report.
    init(_ findings: [Finding]) {
        for finding in findings {
            insert(finding.fingerprint, vulnerabilities: finding.vulnerabilities.flatMap { [$0.id] + $0.aliases })
        }
    }

    /// Adds a finding.
    ///
    /// - Parameters:
    ///   - fingerprint: Its fingerprint.
    ///   - ids: The names of its vulnerabilities; empty where it is about something else.
    public mutating func insert(_ fingerprint: String, vulnerabilities ids: [String] = []) {
        vulnerabilities[KnownFindings.key(fingerprint, isVulnerable: !ids.isEmpty), default: []].formUnion(ids)
    }

    /// Whether a finding is among them.
    public func contains(_ finding: Finding) -> Bool {
        let key = KnownFindings.key(finding.fingerprint, isVulnerable: !finding.vulnerabilities.isEmpty)
        guard let known = vulnerabilities[key] else { return false }
        return finding.vulnerabilities.allSatisfy { !known.isDisjoint(with: [$0.id] + $0.aliases) }
    }

    /// Whether there is a finding of that fingerprint, whatever its vulnerabilities.
    func contains(_ fingerprint: String, isVulnerable: Bool) -> Bool {
        vulnerabilities[KnownFindings.key(fingerprint, isVulnerable: isVulnerable)] != nil
    }

    /// How many of them are not among others.
    func count(absentFrom others: KnownFindings) -> Int {
        vulnerabilities.keys.count { others.vulnerabilities[$0] == nil }
    }

    /// A package is one, however many findings its vulnerabilities make: what is accepted of them is one of its own.
    private static func key(_ fingerprint: String, isVulnerable: Bool) -> String {
        isVulnerable ? String(fingerprint.prefix { $0 != ":" }) : fingerprint
    }
}
