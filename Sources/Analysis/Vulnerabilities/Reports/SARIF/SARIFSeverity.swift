import Evidence

/// How grave a result is: by its CVSS score, by a word, by its level.
struct SARIFSeverity {
    /// The severity; `info` where nobody says.
    let value: Severity
    /// A word that is said and not understood; nil where what is said is understood.
    let unknownWord: String?

    /// Reads what a result and its rule say.
    ///
    /// - Parameters:
    ///   - result: The result.
    ///   - rule: Its rule.
    ///   - word: What its message says.
    init(of result: SARIFLog.Result, _ rule: SARIFRule?, word: String?) {
        let bags = [result.properties, rule?.properties].compactMap(\.self)
        // Code scanning's key: a number, or a text of one. 0 is how scanners write that nobody says.
        let scores = bags.compactMap { $0["security-severity"] }
        let words = [word].compactMap(\.self) + bags.compactMap { $0.first(of: SARIFSeverity.wordKeys) } + scores
        let further = words + bags.compactMap { $0.first(of: SARIFSeverity.scoreKeys) }
        // Without a level it is the rule's, else a warning (section 3.27.10).
        let level = result.level?.value ?? rule?.level ?? "warning"
        let known =
            scores.lazy.compactMap { Severity(scoreText: $0) }.first
            ?? words.lazy.compactMap { Severity(scannerWord: $0) }.first
            ?? further.lazy.compactMap { Severity(scoreText: $0) }.first
        value = known ?? Severity(scannerWord: level) ?? .info
        unknownWord =
            known == nil
            ? (words + [level]).first { word in
                Severity(scannerWord: word) == nil && !Severity.isUnjudged(word) && Double(word) != 0
            } : nil
    }

    /// Keys of words: Docker Scout's, Dependency-Check's, Black Duck's and others'.
    private static let wordKeys = [
        "cvssv3_severity", "cvssv3_baseSeverity", "cvssv4_baseSeverity", "severity", "securityRisk", "cvssv2_severity",
    ]
    /// Keys of CVSS scores.
    private static let scoreKeys = [
        "cvssv3_baseScore", "cvssV3BaseScore", "cvssv4_baseScore", "cvss_score", "cvssScore", "cvssv2_score",
    ]
}
