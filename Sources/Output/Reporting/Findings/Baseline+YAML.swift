import DisplayText
import FileTree
import ImageAnalysis
import YAML

/// The file that `strata baseline` writes, people review, and `strata check --baseline` reads.
extension Baseline {
    /// What is wrong with a file: words that follow its name.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// `, line 3: there is no key “rul”: did you mean rule?`
        public let description: String
    }

    /// The file's text: entries by rule, path and fingerprint, so that two files differ where their findings do.
    ///
    /// - Parameter subject: The image's name, for the first line.
    public func yaml(of subject: String) -> String {
        var lines = [
            "# Findings of \(Printable.escape(subject)) that are accepted. An entry may say why (reason) and until when",
            "# (until: 2026-12-31); without it the finding counts again. strata baseline keeps both.",
            "schemaVersion: 1", entries.isEmpty ? "findings: []" : "findings:",
        ]
        lines += entries.flatMap(\.yaml)
        return lines.map { $0 + "\n" }.joined()
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - text: The whole of it.
    ///   - name: What the user calls it.
    public init(parsing text: [UInt8], name: String) throws(Fault) {
        let document: YAMLValue
        do throws(YAMLValue.Fault) {
            document = try YAMLValue(parsing: text)
        } catch {
            throw Fault(description: " is no YAML: \(error.message)")
        }
        guard document["schemaVersion"]?.text == "1", let findings = document["findings"] else {
            throw Fault(description: " is no baseline of this version: strata baseline writes one")
        }
        for member in document.members where !["schemaVersion", "findings"].contains(member.key.text) {
            throw Baseline.unknown(member.key, among: ["schemaVersion", "findings"])
        }
        self.init([], name: name)
        var read: [Entry] = []
        for item in findings.items { read.append(try Entry(item)) }
        entries = read
    }

    fileprivate static func unknown(_ key: YAMLValue, among known: [String]) -> Fault {
        let rest = Spelling.suggestion(for: key.text ?? "", among: known)
        return Fault(description: ", line \(key.line): there is no key “\(Printable.escape(key.text ?? ""))”\(rest)")
    }
}

extension Baseline.Entry {
    private static let keys = ["rule", "path", "title", "vulnerabilities", "reason", "until", "fingerprint"]

    /// The lines of an entry. A text in double quotes is the same in JSON and YAML, but for what JSON writes as two
    /// halves: that is written out for people before.
    fileprivate var yaml: [String] {
        func quoted(_ text: String) -> String { JSONValue.string(Printable.escape(text)).compact }
        let ids = vulnerabilities.map(quoted).joined(separator: ", ")
        let members: [(String, String?)] = [
            ("rule", rule), ("path", path.map(quoted)), ("title", quoted(title)),
            ("vulnerabilities", vulnerabilities.isEmpty ? nil : "[\(ids)]"), ("reason", reason.map(quoted)),
            ("until", lastDay), ("fingerprint", "\"\(fingerprint)\""),
        ]
        let lines = members.compactMap { name, value in value.map { "\(name): \($0)" } }
        return lines.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
    }

    fileprivate init(_ item: YAMLValue) throws(Baseline.Fault) {
        for member in item.members where !Baseline.Entry.keys.contains(member.key.text ?? "") {
            throw Baseline.unknown(member.key, among: Baseline.Entry.keys)
        }
        guard let rule = item["rule"]?.text, let fingerprint = item["fingerprint"]?.text else {
            throw .init(description: ", line \(item.line): an entry needs rule and fingerprint")
        }
        self.init(
            rule: rule, path: item["path"]?.text, title: item["title"]?.text ?? "", fingerprint: fingerprint)
        vulnerabilities = item["vulnerabilities"]?.items.compactMap(\.text) ?? []
        reason = item["reason"]?.text
        place = "line \(item.line)"
        guard let until = item["until"] else { return }
        guard let day = until.text, IgnoreList.isDay(day) else {
            throw .init(description: ", line \(until.line): a day such as 2026-12-31 is expected")
        }
        lastDay = day
    }
}
