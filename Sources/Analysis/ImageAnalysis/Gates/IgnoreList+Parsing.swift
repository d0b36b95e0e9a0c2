import Evidence
import Packages
import Vulnerabilities

extension IgnoreList {
    /// A line of an ignore file that says nothing that can be followed.
    public struct Fault: Error, Sendable, Hashable {
        /// One sentence without a full stop: what is wrong and in which line.
        public let message: String
    }

    /// Reads an ignore file.
    ///
    /// A line has a rule's id, ours or another tool's, or a vulnerability's name, then in any order a pattern of paths and
    /// `exp:2026-12-31`, the last day on which it counts; of a vulnerability also a package URL. `#` at its start or after a
    /// space begins a comment, which says why.
    ///
    /// - Parameters:
    ///   - text: What the file says.
    ///   - name: How the file is called, for `Entry.origin` and faults.
    ///   - rules: Knows rules by their ids.
    public init(
        parsing text: String, name: String, rules: (String) -> [Rule] = { RuleCatalog.rules(named: $0) }
    ) throws(Fault) {
        (entries, vulnerabilities) = ([], [])
        for (offset, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            let comment = words.firstIndex { $0.hasPrefix("#") } ?? words.endIndex
            let reason = words[comment...].joined(separator: " ").drop { $0 == "#" || $0 == " " }
            guard comment > 0 else { continue }
            let line = try Line(words[..<comment], place: "\(name), line \(offset + 1)")
            let rules = rules(line.id)
            guard rules.isEmpty else {
                guard line.packages.isEmpty else {
                    throw Fault(message: "\(line.place): a package URL tells vulnerabilities, \(line.id) is a rule")
                }
                entries += rules.map { rule in
                    Entry(
                        rule: rule.id, path: line.path, lastDay: line.lastDay, origin: line.place,
                        reason: reason.isEmpty ? nil : String(reason))
                }
                continue
            }
            guard VulnerabilityException.isName(line.id) else {
                throw Fault(message: "\(line.place): \(RuleCatalog.unknown(line.id))")
            }
            let acceptance = Acceptance(
                source: name, place: "line \(offset + 1)", reason: reason.isEmpty ? nil : String(reason))
            var exception = VulnerabilityException(id: line.id, acceptance: acceptance)
            exception.lastDay = line.lastDay
            exception.packages = line.packages
            exception.paths = [line.path].compactMap(\.self)
            vulnerabilities.append(exception)
        }
    }

    /// The words of a line.
    private struct Line {
        let id: String
        let place: String
        private(set) var path: IgnoredPath?
        private(set) var packages: [PackageURL.Parts] = []
        private(set) var lastDay: String?

        init(_ words: ArraySlice<Substring>, place: String) throws(Fault) {
            id = String(words.first ?? "")
            self.place = place
            for word in words.dropFirst() { try read(word) }
        }

        private mutating func read(_ word: Substring) throws(Fault) {
            if word.hasPrefix("exp:") {
                let day = word.dropFirst(4)
                guard isDay(day), lastDay == nil else {
                    throw Fault(message: "\(place): one day such as exp:2026-12-31 is expected, not \(word)")
                }
                lastDay = String(day)
            } else if word.hasPrefix("pkg:") {
                guard let package = PackageURL.Parts(String(word)) else {
                    throw Fault(message: "\(place): a package URL is expected, not \(word)")
                }
                packages.append(package)
            } else {
                guard path == nil else {
                    throw Fault(message: "\(place): one pattern of paths is expected, not also \(word)")
                }
                path = IgnoredPath(String(word))
            }
        }
    }

    /// Whether a text is a day: `2026-12-31`.
    public static func isDay(_ text: some StringProtocol) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2] else { return false }
        guard parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }) else { return false }
        let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        return numbers.count == 3 && (1...12).contains(numbers[1]) && (1...31).contains(numbers[2])
    }
}
