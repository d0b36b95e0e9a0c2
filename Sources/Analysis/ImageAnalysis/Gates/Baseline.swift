import Evidence

/// Findings of an image that somebody accepted one by one, as they were on a day: in later builds they fail nothing.
///
/// An `IgnoreList` accepts what a rule may ever find; a baseline what it has found.
public struct Baseline: Sendable, Hashable {
    /// One accepted finding.
    public struct Entry: Sendable, Hashable {
        /// The rule's id.
        public var rule: String
        /// The path that the finding is about; nil for none.
        public var path: String?
        /// What was found when it was accepted.
        public var title: String
        /// What the finding is known by.
        public var fingerprint: String
        /// The names of the vulnerabilities; empty where it is about something else.
        public var vulnerabilities: [String] = []
        /// Why it is accepted; nil where nobody says.
        public var reason: String?
        /// The last day on which it counts, `2026-12-31`; nil for always.
        public var lastDay: String?
        /// Where in the file it stands: `line 3`; empty where it is in no file yet.
        public var place = ""

        /// An entry of what has to be there.
        public init(rule: String, path: String?, title: String, fingerprint: String) {
            (self.rule, self.path, self.title, self.fingerprint) = (rule, path, title, fingerprint)
        }
    }

    /// What the user calls the file; empty for none.
    public var name = ""
    /// The entries: by rule, path and fingerprint.
    public var entries: [Entry] {
        didSet { known = Baseline.known(entries) }
    }
    private var known: KnownFindings

    /// A baseline of entries; nothing by default.
    public init(_ entries: [Entry] = [], name: String = "") {
        self.name = name
        self.entries = entries
        known = Baseline.known(entries)
    }

    /// All findings of a report that are not accepted otherwise. What an earlier baseline says of the same findings, why
    /// and until when, stays.
    public init(accepting findings: [Finding], keeping earlier: Baseline) {
        let said = Dictionary(earlier.entries.map { ($0.fingerprint, $0) }) { first, _ in first }
        let entries = findings.map { finding in
            let path = finding.path.map { String(decoding: $0, as: UTF8.self) }
            var entry = Entry(
                rule: finding.rule.id, path: path, title: finding.title, fingerprint: finding.fingerprint)
            entry.vulnerabilities = finding.vulnerabilities.map(\.id).sorted()
            (entry.reason, entry.lastDay) = (said[entry.fingerprint]?.reason, said[entry.fingerprint]?.lastDay)
            return entry
        }
        self.init(
            entries.sorted { ($0.rule, $0.path ?? "", $0.fingerprint) < ($1.rule, $1.path ?? "", $1.fingerprint) })
    }

    private static func known(_ entries: [Entry]) -> KnownFindings {
        entries.reduce(into: KnownFindings()) { $0.insert($1.fingerprint, vulnerabilities: $1.vulnerabilities) }
    }

    /// The baseline without what has ended, and a sentence for each of that.
    ///
    /// - Parameter today: The day, `2026-11-21`.
    public func current(on today: String) -> (baseline: Baseline, expired: [String]) {
        let ended = entries.filter { ($0.lastDay ?? today) < today }
        let sentences = ended.map { "\(origin(of: $0)): \(text(of: $0)) was accepted until \($0.lastDay ?? "")" }
        return (Baseline(entries.filter { ($0.lastDay ?? today) >= today }, name: name), sentences)
    }

    /// The entries that none of some reports found, of rules that were asked.
    ///
    /// - Parameters:
    ///   - reports: What was found.
    ///   - isAsked: Whether a rule was asked, by its id.
    public func absent(from reports: [KnownFindings], whereAsked isAsked: (String) -> Bool) -> [Entry] {
        entries.filter { entry in
            isAsked(entry.rule)
                && !reports.contains {
                    $0.contains(entry.fingerprint, isVulnerable: !entry.vulnerabilities.isEmpty)
                }
        }
    }

    /// `apt-lists at /var/lib/apt/lists`.
    public func text(of entry: Entry) -> String { entry.rule + (entry.path.map { " at /\($0)" } ?? "") }

    /// The file and the place in it.
    public func origin(of entry: Entry) -> String { Acceptance(source: name, place: entry.place).origin }

    /// Adds what the baseline accepts to what is accepted already; all keep their order but for that.
    func split(_ findings: (kept: [Finding], ignored: [Finding])) -> (kept: [Finding], ignored: [Finding]) {
        guard !entries.isEmpty else { return findings }
        let byFingerprint = Dictionary(entries.map { ($0.fingerprint, $0) }) { first, _ in first }
        var accepted: [Finding] = []
        let kept = findings.kept.filter { finding in
            guard known.contains(finding) else { return true }
            let entry = byFingerprint[finding.fingerprint]
            var finding = finding
            finding.acceptances.append(
                Acceptance(source: name, place: entry?.place ?? "", reason: entry?.reason))
            accepted.append(finding)
            return false
        }
        return (kept, findings.ignored + accepted)
    }
}
