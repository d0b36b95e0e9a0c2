import Archive

/// What makes findings of two builds the same: the rule, the path, and what was found there. Numbers of layers, digests,
/// sizes and versions change from build to build and do not count.
struct FindingIdentity: Hashable {
    private let parts: [String]

    /// The identity of a finding.
    init(_ finding: Finding) {
        let path = finding.path.map { String(decoding: $0, as: UTF8.self) } ?? ""
        parts = [finding.rule.id, path, finding.state?.word ?? ""] + FindingIdentity.subject(of: finding)
    }

    /// A text that is the same in every build: a hash, and which of the findings of one identity it is, from 1.
    func fingerprint(occurrence: Int) -> String {
        "\(DigestHasher.sha256(of: Array(parts.joined(separator: "\n").utf8)).prefix(32)):\(occurrence)"
    }

    /// The words of what was found. What is found in a package is about the package, whose name begins the title; what is
    /// found in a Dockerfile is about the instruction, which is the evidence.
    private static func subject(of finding: Finding) -> [String] {
        guard finding.vulnerabilities.isEmpty else { return [String(finding.title.prefix { $0 != " " })] }
        return words(of: finding.title) + (finding.rule.category == .dockerfile ? words(of: finding.evidence) : [])
    }

    /// The words in the singular, without figures and their units.
    private static func words(of text: String) -> [String] {
        let all = text.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }
        var words: [String] = []
        for word in all where !(isVerb(word) || words.last == figure && units.contains(word)) {
            words.append(isFigure(word) ? figure : singular(word))
        }
        return words
    }

    private static let figure = "#"
    private static let units: Set<Substring> = ["B", "kB", "MB", "GB", "TB", "PB", "EB"]

    private static func isVerb(_ word: Substring) -> Bool { ["is", "are", "has", "have"].contains(word) }

    /// A number, a version, or the start of a digest.
    private static func isFigure(_ word: Substring) -> Bool {
        guard word.first?.isNumber != true else { return true }
        return word.count >= 12 && word.allSatisfy(\.isHexDigit) && word.contains(where: \.isNumber)
    }

    private static func singular(_ word: Substring) -> String {
        if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        return word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : String(word)
    }
}

extension [Finding] {
    /// The findings, each with its fingerprint; equal ones are numbered in their order.
    package var fingerprinted: [Finding] {
        var counts: [FindingIdentity: Int] = [:]
        return map { finding in
            let identity = FindingIdentity(finding)
            counts[identity, default: 0] += 1
            var finding = finding
            finding.fingerprint = identity.fingerprint(occurrence: counts[identity] ?? 1)
            return finding
        }
    }
}
