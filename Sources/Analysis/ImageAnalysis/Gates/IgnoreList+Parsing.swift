import Evidence

extension IgnoreList {
    /// A line of an ignore file that says nothing that can be followed.
    public struct Fault: Error, Sendable, Hashable {
        /// One sentence without a full stop: what is wrong and in which line.
        public let message: String
    }

    /// Reads an ignore file.
    ///
    /// A line has a rule's id, ours or another tool's, then in any order a pattern of paths and `exp:2026-12-31`, the
    /// last day on which it counts; `#` at its start or after a space begins a comment.
    ///
    /// - Parameters:
    ///   - text: What the file says.
    ///   - name: How the file is called, for `Entry.origin` and faults.
    ///   - rules: Knows rules by their ids.
    public init(
        parsing text: String, name: String, rules: (String) -> [Rule] = { RuleCatalog.rules(named: $0) }
    ) throws(Fault) {
        entries = []
        for (offset, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let place = "\(name), line \(offset + 1)"
            let words = line.split(whereSeparator: \.isWhitespace).prefix { !$0.hasPrefix("#") }
            guard let id = words.first else { continue }
            let meant = rules(String(id))
            guard !meant.isEmpty else {
                throw Fault(message: "\(place): there is no rule \(id); strata rules lists them")
            }
            for rule in meant {
                var entry = Entry(rule: rule.id, origin: place)
                for word in words.dropFirst() { try IgnoreList.read(word, into: &entry) }
                entries.append(entry)
            }
        }
    }

    private static func read(_ word: Substring, into entry: inout Entry) throws(Fault) {
        if word.hasPrefix("exp:") {
            let day = word.dropFirst(4)
            guard isDay(day), entry.lastDay == nil else {
                throw Fault(message: "\(entry.origin): one day such as exp:2026-12-31 is expected, not \(word)")
            }
            entry.lastDay = String(day)
        } else {
            guard entry.path == nil else {
                throw Fault(message: "\(entry.origin): one pattern of paths is expected, not also \(word)")
            }
            entry.path = IgnoredPath(String(word))
        }
    }

    private static func isDay(_ text: Substring) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2] else { return false }
        guard parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }) else { return false }
        let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        return numbers.count == 3 && (1...12).contains(numbers[1]) && (1...31).contains(numbers[2])
    }
}
