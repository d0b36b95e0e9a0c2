import Evidence
import FileTree

/// Which distribution an image is made of: its `os-release` (os-release(5)).
public struct Distribution: Sendable, Hashable {
    /// `ID`, such as `debian`; `linux` where the file does not say.
    public var id: String
    /// `VERSION_ID`, such as `12`; nil for rolling releases.
    public var version: String?
    /// `VERSION_CODENAME`, such as `bookworm`; nil where the file does not say.
    public var codename: String?
    /// `PRETTY_NAME`, for people; nil where the file does not say.
    public var prettyName: String?
    /// `ID_LIKE`: what it derives from, the nearest first.
    public var like: [String]

    private static let places = ["etc/os-release", "usr/lib/os-release"]

    /// Keeps the file.
    static let collector = WholeFiles("os-release", FileSelection(paths: Set(places), upTo: 64 << 10))

    /// Reads the file; nil when it says nothing.
    init?(parsing bytes: [UInt8]) {
        var values: [String: String] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let line = String(decoding: line, as: UTF8.self).trimmed
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
            values[String(line[..<equals])] = Distribution.unquoted(line[line.index(after: equals)...])
        }
        guard !values.isEmpty else { return nil }
        func value(_ name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }
        id = value("ID") ?? "linux"
        version = value("VERSION_ID")
        codename = value("VERSION_CODENAME")
        prettyName = value("PRETTY_NAME")
        like = (value("ID_LIKE") ?? "").split(separator: " ").map(String.init)
    }

    /// The distribution of a final tree; nil where it has no `os-release` or that was not captured.
    init?(of records: RecordFiles) {
        guard let file = Distribution.places.lazy.compactMap({ records[$0] }).first else { return nil }
        self.init(parsing: file.bytes)
    }

    /// A shell's value: quotes taken off, a backslash before a character too.
    private static func unquoted(_ text: Substring) -> String {
        var text = text
        let quote = text.first
        if quote == "\"" || quote == "'", text.count >= 2, text.last == quote { text = text.dropFirst().dropLast() }
        guard quote != "'" else { return String(text) }
        var result = ""
        var isEscaped = false
        for character in text {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }
}
