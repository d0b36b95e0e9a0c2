import Evidence

/// What a report comes to while it is read: vulnerabilities, and how many of its results are something else.
struct ReportReading {
    /// What the report says, in its order.
    var vulnerabilities: [KnownVulnerability] = []
    /// Results that nobody here understands.
    var unread = UnreadResults()
    /// How many results are about secrets, settings or licences.
    var otherCount = 0
    /// How many results the scanner's user has accepted.
    var suppressedCount = 0

    /// The severity of a scanner's word; where it is none that is known, the result counts as not understood.
    ///
    /// - Parameters:
    ///   - word: The word; nil or empty where the result has none.
    ///   - id: The vulnerability, for people.
    mutating func severity(ofWord word: String?, of id: String) -> Severity {
        guard let word = word?.nonEmpty else {
            unread.add("\(id) has no severity")
            return .info
        }
        if let known = Severity(scannerWord: word) { return known }
        if Severity.isUnjudged(word) { return .info }
        unread.add("\(id) has the severity “\(word)”")
        return .info
    }
}

/// What of a report, or of a database, was not understood: it may be anything, so no gate passes over it.
public struct UnreadResults: Sendable, Hashable {
    /// The report's name, for people.
    public var origin = ""
    /// How many results.
    public private(set) var count = 0
    /// What is odd about the first of them, one phrase each.
    public private(set) var examples: [String] = []
    /// What makes the whole report worthless, one phrase each: no scan has run, or it was of another image.
    public private(set) var faults: [String] = []

    /// No more are described than these.
    private static let exampleLimit = 5
    /// A scanner's words are cut there.
    private static let lengthLimit = 120

    /// Whether there is nothing that was not understood.
    public var isEmpty: Bool { count == 0 && faults.isEmpty }

    /// Counts one.
    ///
    /// - Parameter reason: What is odd about it, a phrase.
    mutating func add(_ reason: @autoclosure () -> String) {
        count += 1
        if examples.count < UnreadResults.exampleLimit { examples.append(UnreadResults.cut(reason())) }
    }

    /// Notes what makes the whole report worthless.
    mutating func add(fault: String) {
        if faults.count < UnreadResults.exampleLimit { faults.append(UnreadResults.cut(fault)) }
    }

    private static func cut(_ text: String) -> String {
        let start = text.prefix(lengthLimit)
        return start.endIndex == text.endIndex ? text : start + "…"
    }

    /// What it is in a few words: `2 results not understood`.
    public var summary: String {
        let number = count == 1 ? "1 result" : "\(count) results"
        return (faults.prefix(1) + (count > 0 ? ["\(number) not understood"] : [])).joined(separator: "; ")
    }

    /// One sentence on it, without a full stop.
    public var sentence: String {
        let rest = count - examples.count
        let results = examples.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        let verb = count == 1 ? "1 result was" : "\(count) results were"
        return (faults + (count > 0 ? ["\(verb) not understood: \(results)"] : [])).joined(separator: "; ")
    }
}
