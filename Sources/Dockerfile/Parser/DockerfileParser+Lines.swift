extension DockerfileParser {
    /// Where the lines of a text begin, their line ends with them, and where the last one ends.
    static func bounds(ofLinesIn bytes: ArraySlice<UInt8>) -> [Int] {
        var bounds = [bytes.startIndex]
        while let start = bounds.last, start < bytes.endIndex {
            bounds.append(bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex)
        }
        return bounds
    }

    /// A line without `\n`, `\r\n` or any run of them.
    static func trimmingLineEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
        return line
    }

    /// A line without its continuation, and whether it had one: an escape character at the end that is not itself
    /// escaped.
    static func splittingContinuation(
        _ line: ArraySlice<UInt8>, escape: UInt8
    ) -> (body: ArraySlice<UInt8>, continues: Bool) {
        guard let last = line.lastIndex(where: { $0 != 0x20 && $0 != 0x09 }), line[last] == escape,
            last == line.startIndex || line[last - 1] != escape
        else { return (line, false) }
        return (line[..<last], true)
    }

    /// A line without leading white space, of Unicode too.
    static func trimmingSpace(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let ascii = line.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = ascii.first, first >= 0x80 else { return ascii }
        let text = String(decoding: ascii, as: UTF8.self)
        let rest = text.unicodeScalars.drop { $0.properties.isWhitespace }
        guard rest.startIndex != text.unicodeScalars.startIndex else { return ascii }
        return Array(String(String.UnicodeScalarView(rest)).utf8)[...]
    }
}

extension ParserDirective {
    /// Reads `# name = value`; nil when the line is anything else.
    init?(line: ArraySlice<UInt8>, number: Int) {
        guard line.first == UInt8(ascii: "#") else { return nil }
        let text = String(decoding: line.dropFirst(), as: UTF8.self)
        guard let equals = text.unicodeScalars.firstIndex(of: "=") else { return nil }
        let name = String(text[..<equals]).trimmingSpace().lowercased()
        let value = String(text[text.unicodeScalars.index(after: equals)...]).trimmingSpace()
        guard ["syntax", "escape", "check"].contains(name), !value.isEmpty else { return nil }
        self.init(name: name, value: value, line: number)
    }
}

extension String {
    /// The text without white space at either end.
    func trimmingSpace() -> String {
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
        guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(String.UnicodeScalarView(scalars[...last]))
    }
}
