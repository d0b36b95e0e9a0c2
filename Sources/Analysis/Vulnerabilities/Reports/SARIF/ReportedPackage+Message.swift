import Evidence
import Packages

extension ReportedPackage {
    /// Reads the sentence or the lines that a scanner writes; nil where they name no package.
    init?(message text: String) {
        let shapes: [(String) -> ReportedPackage?] = [
            ReportedPackage.lines, ReportedPackage.grype, ReportedPackage.olderGrype, ReportedPackage.osvScanner,
            ReportedPackage.clair, ReportedPackage.xray, ReportedPackage.snyk,
        ]
        guard let found = shapes.lazy.compactMap({ $0(text) }).first else { return nil }
        self = found
    }

    /// The package URLs that stand in a text.
    static func packageURLs(in text: String) -> [String] {
        guard text.contains("pkg:") else { return [] }
        let ends: Set<Character> = ["\"", "'", "`", ",", ";", ")", "]", ">", "|"]
        return text.split { $0.isWhitespace || ends.contains($0) }.compactMap { word in
            word.firstRange(of: "pkg:").map { String(word[$0.lowerBound...]) }
        }
    }

    /// Trivy, Docker Scout, Grype's help: lines such as `Package: openssl`, `Installed Version: 3.0.11`.
    private static func lines(_ text: String) -> ReportedPackage? {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline).prefix(64) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = String(line[..<colon]).trimmed.lowercased()
            if values[key] == nil { values[key] = String(line[line.index(after: colon)...]).trimmed }
        }
        guard let name = values["package"] ?? values["component"] else { return nil }
        let version = values["installed version"] ?? values["version"]
        guard var found = ReportedPackage(packageURL: name) ?? ReportedPackage(name: name, version: version) else {
            return nil
        }
        found.fixedVersion = (values["fixed version"] ?? values["fix version"])?.nonEmpty
        found.severity = values["severity"]?.nonEmpty
        if found.ecosystem == nil { found.ecosystem = values["type"].flatMap(Ecosystem.init(scannerWord:)) }
        return found
    }

    /// Grype and Anchore: `A high vulnerability in deb package: openssl, version 3.0.11 was found …`.
    private static func grype(_ text: String) -> ReportedPackage? {
        guard let start = text.firstRange(of: " package: "), let comma = text.firstRange(of: ", version "),
            start.upperBound <= comma.lowerBound
        else { return nil }
        var found = ReportedPackage(
            name: String(text[start.upperBound..<comma.lowerBound]),
            version: String(text[comma.upperBound...].prefix { $0 != " " }))
        let before = text[..<start.lowerBound].split(separator: " ").map(String.init)
        found?.ecosystem = before.last.flatMap(Ecosystem.init(scannerWord:))
        found?.severity = before.dropFirst().first
        found?.isTitled = true
        return found
    }

    /// Grype up to 0.5x: `The path P reports openssl at version 3.0.11  which would result in a vulnerable (deb) package …`.
    private static func olderGrype(_ text: String) -> ReportedPackage? {
        guard let start = text.firstRange(of: " reports "), let middle = text.firstRange(of: " at version "),
            start.upperBound <= middle.lowerBound
        else { return nil }
        var found = ReportedPackage(
            name: String(text[start.upperBound..<middle.lowerBound]),
            version: String(text[middle.upperBound...].prefix { $0 != " " }))
        if let open = text.firstRange(of: "vulnerable (") {
            found?.ecosystem = Ecosystem(scannerWord: String(text[open.upperBound...].prefix { $0 != ")" }))
        }
        return found
    }

    /// osv-scanner: `Package 'requests@2.19.0' is vulnerable to 'CVE-2018-18074' (also known as 'GHSA-…').`
    private static func osvScanner(_ text: String) -> ReportedPackage? {
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count >= 5, parts[0] == "Package ", parts[2].hasPrefix(" is vulnerable to ") else { return nil }
        guard let at = parts[1].lastIndex(of: "@"), at > parts[1].startIndex else { return nil }
        var found = ReportedPackage(
            name: String(parts[1][..<at]), version: String(parts[1][parts[1].index(after: at)...]))
        found?.ids = stride(from: 3, to: min(parts.count, 64), by: 2).map { String(parts[$0]) }
        return found
    }

    /// Clair: `openssl - 3.0.11 - CVE-2024-1`, and older `[openssl - 3.0.11 - High] what it is`.
    private static func clair(_ text: String) -> ReportedPackage? {
        let isOlder = text.hasPrefix("[")
        let line = isOlder ? text.dropFirst().prefix { $0 != "]" } : text.prefix { !$0.isNewline }
        let parts = line.split(separator: " - ").map { String($0).trimmed }
        guard parts.count >= 3, !parts[0].contains(" "), !parts[1].contains(" "),
            !VulnerabilityName.isName(parts[0])
        else { return nil }
        let last = parts[2...].joined(separator: " - ")
        let ids = last.split(separator: " ").map(String.init)
        guard isOlder || ids.contains(where: { VulnerabilityName.isName($0) }) else { return nil }
        var found = ReportedPackage(name: parts[0], version: parts[1])
        if isOlder { found?.severity = last } else { found?.ids = ids.filter { VulnerabilityName.isName($0) } }
        return found
    }

    /// JFrog Xray: `[CVE-2024-1] openssl 3.0.11`, with `Security Violation` before it and a watch behind it. Where it names
    /// a layer's file, the rule's id names the package.
    private static func xray(_ text: String) -> ReportedPackage? {
        guard let open = text.firstIndex(of: "["), let close = text.firstIndex(of: "]"), open < close else {
            return nil
        }
        let ids = text[text.index(after: open)..<close].split(separator: ",").map { String($0).trimmed }
        guard !ids.isEmpty, ids.allSatisfy({ VulnerabilityName.isName($0) }) else { return nil }
        let words = text[text.index(after: close)...].split(separator: " ").prefix { !$0.hasPrefix("(") }
        guard words.count == 2, !words[0].hasPrefix("sha256__") else { return nil }
        var found = ReportedPackage(name: String(words[0]), version: String(words[1]))
        found?.ids = ids
        return found
    }

    /// Snyk: `This file introduces a vulnerable openssl package with a critical severity vulnerability.`
    private static func snyk(_ text: String) -> ReportedPackage? {
        guard let start = text.firstRange(of: " introduces a vulnerable "),
            let middle = text.firstRange(of: " package with a"), start.upperBound <= middle.lowerBound
        else { return nil }
        var found = ReportedPackage(name: String(text[start.upperBound..<middle.lowerBound]), version: nil)
        let words = text[middle.upperBound...].split(separator: " ").prefix(3)
        found?.severity = words.first { Severity(scannerWord: String($0)) != nil }.map(String.init)
        return found
    }
}
