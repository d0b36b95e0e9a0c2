/// A value without quotes behind a name: in a shell, in a file of configuration, in a line that does nothing else.
struct BareValue {
    let text: SecretText
    /// The name that it is assigned to.
    let name: Range<Int>
    /// Where it starts.
    let start: Int

    /// Where it stands; nil where what stands there is no value without quotes.
    ///
    /// - Parameter isShell: Whether no space is around the sign.
    func range(isShell: Bool) -> Range<Int>? {
        let traits = text.traits
        if traits.isProgram { return isShell ? parameter : nil }
        if traits.isConfiguration || traits.mayBeConfiguration && !text.isBinary, let line { return line }
        guard isShell || traits.isConfiguration else { return nil }
        return word
    }

    /// The value up to what ends it in a shell or a list.
    var word: Range<Int>? {
        let last = text.end(of: .bareValue, from: start, limit: 512)
        return start < last && !isCall(start..<last, endingAt: last) ? start..<last : nil
    }

    /// The value in a text of a program, as in the query of an address: `"…?api_key=x"`.
    private var parameter: Range<Int>? {
        guard ByteSet.beforeParameter.contains(text[name.lowerBound - 1]), let word else { return nil }
        return ByteSet.behindParameter.contains(text[word.upperBound]) ? word : nil
    }

    /// The value where the line assigns it and does nothing else: then all marks belong to it but one at its end.
    private var line: Range<Int>? {
        guard BareValue.startsLine(name.lowerBound, in: text) else { return nil }
        var last = text.end(of: .wholeValue, from: start, limit: 512)
        let end = text.end(of: .space, from: last, limit: 64)
        let isLast = end == text.bytes.count || ByteSet.lineEnds.contains(text[end])
        guard isLast || end > last && text[end] == 0x23 else { return nil }
        while last > start, ByteSet.valueEnds.contains(text[last - 1]) { last -= 1 }
        return start < last && !isCall(start..<last, endingAt: last) ? start..<last : nil
    }

    /// Whether the value is a part of a program: `this.LT(1)`, `new Token`, `getPassword()`.
    private func isCall(_ range: Range<Int>, endingAt end: Int) -> Bool {
        let value = text.bytes[range]
        if let bracket = value.firstIndex(of: 0x28), bracket > value.startIndex,
            ByteSet.word.contains(value[bracket - 1])
        {
            return value.contains(0x2e) || text[end] == 0x29 || value.last == 0x29 || value.last == 0x28
        }
        return ["this.", "self.", "new ", "function", "await ", "process.env"].contains {
            text.has($0, at: range.lowerBound)
        }
    }

    /// Whether the name that an index stands in is the first of its line, a word of a shell apart.
    static func startsLine(_ index: Int, in text: SecretText) -> Bool {
        let name = text.start(of: .quotedName, before: index, limit: 96)
        return ["", "-", "export", "set", "local", "declare", "readonly"].contains(firstWords(before: name, in: text))
    }

    /// Whether the name that starts at an index is the first one of `ENV NAME value`, or of a C shell's `setenv`.
    static func isInstruction(before index: Int, in text: SecretText) -> Bool {
        ["env", "setenv"].contains(firstWords(before: index, in: text)?.lowercased())
    }

    /// What stands before an index in its line, in at most one short word; nil where there is more.
    private static func firstWords(before index: Int, in text: SecretText) -> String? {
        let end = text.start(of: .space, before: index, limit: 64)
        let start = text.start(of: .letterOrHyphen, before: end, limit: 9)
        let line = text.start(of: .space, before: start, limit: 64)
        guard line == 0 || ByteSet.lineEnds.contains(text[line - 1]) else { return nil }
        return text.string(start..<end)
    }
}
