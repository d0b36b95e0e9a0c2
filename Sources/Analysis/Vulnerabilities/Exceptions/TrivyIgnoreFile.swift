import Evidence
import OCI
import Packages
import YAML

/// What Trivy's users accept (Trivy's documentation, "Filtering"): `.trivyignore`, a name a line, or `.trivyignore.yaml`,
/// of which the part on vulnerabilities counts.
public struct TrivyIgnoreFile: Sendable {
    /// Why a file cannot be used, in words that follow its name.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        /// The rest of a sentence that begins with the file's name.
        public let description: String
    }

    /// What it accepts, in its order.
    public private(set) var exceptions: [VulnerabilityException] = []
    /// Entries that do not count, one sentence each.
    public private(set) var warnings: [String] = []

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: Its name: an ending of `.yaml` or `.yml` tells its form, as it does Trivy.
    public init(parsing bytes: [UInt8], name: String) throws(Fault) {
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            do throws(YAMLValue.Fault) {
                try read(YAMLValue(parsing: bytes), name: name)
            } catch {
                throw Fault(description: "is no YAML: \(error.message)")
            }
        } else {
            read(String(decoding: bytes, as: UTF8.self), name: name)
        }
    }

    /// A line has a name, then what counts if it is `exp:2026-12-31`; a line that begins with `#` is a comment.
    private mutating func read(_ text: String, name: String) {
        for (offset, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let id = words.first, !id.hasPrefix("#") else { continue }
            var exception = VulnerabilityException(
                id: String(id), acceptance: Acceptance(source: name, place: "line \(offset + 1)"))
            let day = words.dropFirst().first { $0.hasPrefix("exp:") }?.dropFirst(4)
            if let day, !exception.expire(at: String(day)) {
                warnings.append("\(exception.acceptance.origin): exp:\(day) is no day, so \(id) is not accepted")
                continue
            }
            if let comment = line.firstIndex(of: "#") {
                exception.acceptance.reason = String(line[line.index(after: comment)...]).trimmed.nonEmpty
            }
            exceptions.append(exception)
        }
    }

    private mutating func read(_ settings: YAMLValue, name: String) {
        for item in settings["vulnerabilities"]?.items ?? [] {
            let place = "line \(item.line)"
            guard let id = item["id"]?.text?.nonEmpty else {
                warnings.append("\(name), \(place): an entry without an id does not count")
                continue
            }
            var exception = VulnerabilityException(
                id: id, acceptance: Acceptance(source: name, place: place, reason: item["statement"]?.text?.nonEmpty))
            let urls = (item["purls"]?.items ?? []).compactMap(\.text)
            exception.packages = urls.compactMap(PackageURL.Parts.init)
            exception.paths = (item["paths"]?.items ?? []).compactMap(\.text).map {
                IgnoredPath($0, coversBelow: false)
            }
            let hasPackages = exception.packages.count == urls.count
            let hasDay = item["expired_at"]?.text.map { exception.expire(at: $0) } ?? true
            guard hasPackages, hasDay else {
                let what = hasPackages ? "expired_at that is no day" : "a purl that is none"
                warnings.append("\(name), \(place): \(id) has \(what), so it is not accepted")
                continue
            }
            exceptions.append(exception)
        }
    }
}

extension VulnerabilityException {
    /// Sets the moment at which it ends, `2026-12-31`: for Trivy the day's beginning, so that the day before is the last.
    /// Gives whether that is a day.
    fileprivate mutating func expire(at text: String) -> Bool {
        guard let day = CalendarDay(text: text), text.utf8.count == 10 || text.dropFirst(10).first == "T" else {
            return false
        }
        lastDay = CalendarDay(number: day.number - 1).description
        return true
    }
}
