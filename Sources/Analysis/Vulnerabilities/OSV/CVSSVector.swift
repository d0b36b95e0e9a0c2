import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// A vector of the Common Vulnerability Scoring System, versions 3.0 and 3.1: `CVSS:3.1/AV:N/AC:L/…`.
struct CVSSVector {
    private let metrics: [Substring: Substring]

    /// Reads a vector; nil for other versions, whose scores are counted in another way.
    init?(_ text: String) {
        let parts = text.split(separator: "/")
        guard let first = parts.first, first == "CVSS:3.1" || first == "CVSS:3.0" else { return nil }
        metrics = Dictionary(
            parts.dropFirst().compactMap { part in
                let pair = part.split(separator: ":", maxSplits: 1)
                return pair.count == 2 ? (pair[0], pair[1]) : nil
            }, uniquingKeysWith: { first, _ in first })
    }

    private static let weights: [Substring: [Substring: Double]] = [
        "AV": ["N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2], "AC": ["L": 0.77, "H": 0.44], "UI": ["N": 0.85, "R": 0.62],
        "C": ["H": 0.56, "L": 0.22, "N": 0], "I": ["H": 0.56, "L": 0.22, "N": 0], "A": ["H": 0.56, "L": 0.22, "N": 0],
    ]

    /// The base score from 0 to 10 (CVSS 3.1, section 7.1); nil where a metric is missing.
    var baseScore: Double? {
        func weight(_ name: Substring) -> Double? { metrics[name].flatMap { CVSSVector.weights[name]?[$0] } }
        let isChanged = metrics["S"] == "C"
        let privileges: [Substring: Double] = ["N": 0.85, "L": isChanged ? 0.68 : 0.62, "H": isChanged ? 0.5 : 0.27]
        guard let vector = weight("AV"), let complexity = weight("AC"), let interaction = weight("UI"),
            let privilege = metrics["PR"].flatMap({ privileges[$0] }), let confidentiality = weight("C"),
            let integrity = weight("I"), let availability = weight("A"), metrics["S"] != nil
        else { return nil }
        let base = 1 - (1 - confidentiality) * (1 - integrity) * (1 - availability)
        let impact = isChanged ? 7.52 * (base - 0.029) - 3.25 * pow(base - 0.02, 15) : 6.42 * base
        guard impact > 0 else { return 0 }
        let exploitability = 8.22 * vector * complexity * privilege * interaction
        return CVSSVector.roundedUp(min((isChanged ? 1.08 : 1) * (impact + exploitability), 10))
    }

    /// Up to one decimal place, by whole numbers as the specification does, so that 4.000001 stays 4.0.
    private static func roundedUp(_ value: Double) -> Double {
        let whole = Int((value * 100_000).rounded())
        return whole % 10_000 == 0 ? Double(whole) / 100_000 : Double(whole / 10_000 + 1) / 10
    }
}
