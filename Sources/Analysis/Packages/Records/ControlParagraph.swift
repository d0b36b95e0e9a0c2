/// A paragraph of `Name: value` lines, as deb-control(5), mail headers (RFC 822) and Java manifests have them.
package struct ControlParagraph {
    private var fields: [String: String] = [:]

    /// The value of a field, its name in lower case; of one that is said several times, each value in a line.
    package subscript(name: String) -> String? { fields[name] }

    /// Reads paragraphs, which empty lines part.
    ///
    /// - Parameters:
    ///   - bytes: The whole file. Lines that are no fields are passed over.
    ///   - names: The fields that are kept, in lower case.
    ///   - limit: Reading stops after so many paragraphs.
    package static func paragraphs(in bytes: [UInt8], keeping names: Set<String>, limit: Int = .max)
        -> [ControlParagraph]
    {
        var paragraphs: [ControlParagraph] = []
        var current = ControlParagraph()
        var name: String?
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let first = line.first else {
                if !current.fields.isEmpty { paragraphs.append(current) }
                if paragraphs.count >= limit { return paragraphs }
                (current, name) = (ControlParagraph(), nil)
                continue
            }
            if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
                if let name { current.continueField(name, with: line) }
                continue
            }
            name = nil
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon - line.startIndex <= 64 else { continue }
            let key = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            guard names.contains(key) else { continue }
            name = key
            current.add(String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed, to: key)
        }
        if !current.fields.isEmpty { paragraphs.append(current) }
        return paragraphs
    }

    private mutating func add(_ value: String, to name: String) {
        // In place: a field that stands there a million times would be copied as often.
        if fields[name] == nil { fields[name] = value } else { fields[name]?.append("\n" + value) }
    }

    private mutating func continueField(_ name: String, with line: ArraySlice<UInt8>) {
        fields[name]?.append("\n" + String(decoding: line, as: UTF8.self).trimmed)
    }
}

extension StringProtocol {
    /// The text without spaces, tabs and line breaks at its ends.
    package var trimmed: String {
        let bytes = Substring(self).utf8
        guard let first = bytes.firstIndex(where: { !$0.isBlank }), let last = bytes.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return String(Substring(bytes[first...last]))
    }
}

extension UInt8 {
    /// Whether it is a space, a tab or a line break.
    var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0a || self == 0x0d }
}
