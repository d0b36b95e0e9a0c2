extension CredentialFile {
    /// A finding of a family at a range; nil for a family that there is not, and for an empty value.
    func found(
        _ family: String, _ range: Range<Int>, in text: SecretText, value: [UInt8]? = nil, encoding: String = ""
    ) -> SecretSearch.Found? {
        guard let family = SecretPatterns.family(family), !range.isEmpty else { return nil }
        let value = value ?? Array(text.bytes[range])
        let isPlaceholder = Placeholder.isPlaceholder(value)
        return SecretSearch.Found(
            family: family,
            candidate: SecretCandidate(
                range: range, confidence: isPlaceholder ? .low : .high, note: isPlaceholder ? "a placeholder" : "",
                isPlaceholder: isPlaceholder),
            value: value, encoding: encoding)
    }

    /// The lines of a text.
    func lines(of text: SecretText) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < text.bytes.count {
            let next = text.nextLine(after: start)
            let end = text[next - 1] == 0x0a ? next - 1 : next
            lines.append(start..<(end > start && text[end - 1] == 0x0d ? end - 1 : end))
            start = next
        }
        return lines
    }

    /// The values of lines `name = value`, `name: value`, `"name": "value"` whose name says that they are secret.
    func values(in text: SecretText, _ family: String, isSecret: (String) -> Bool) -> [SecretSearch.Found] {
        lines(of: text).compactMap { line in
            guard let (name, value) = pair(in: line, of: text), isSecret(name) else { return nil }
            guard value.count >= 3, !Placeholder.isSetting(text.string(value)) else { return nil }
            return found(family, value, in: text)
        }
    }

    /// The name and the value of a line, without quotes; a shell's `export` and a YAML list's mark are passed over.
    func pair(in line: Range<Int>, of text: SecretText) -> (name: String, value: Range<Int>)? {
        var start = text.end(of: .listMarks, from: line.lowerBound)
        if text.has("export ", at: start) { start += 7 }
        guard start < line.upperBound, text[start] != 0x23, text[start] != 0x3b else { return nil }
        var end = text.end(of: .settingName, from: start, limit: line.upperBound - start)
        // `name:value` and `//host/:_authToken=value`: the sign is the last colon, or what follows the name.
        if text[end] != 0x3d, text[end - 1] == 0x3a { end -= 1 }
        let name = text.string(start..<end).lowercased()
        var sign = text.end(of: .spaceOrQuote, from: end)
        guard sign < line.upperBound, text[sign] == 0x3d || text[sign] == 0x3a, !name.isEmpty else { return nil }
        sign = text.end(of: .space, from: sign + 1)
        var last = line.upperBound
        if sign < last, ByteSet.quotes.contains(text[sign]) {
            let quote = text[sign]
            sign += 1
            last = (sign..<last).first { text[$0] == quote } ?? last
        } else {
            while last > sign, ByteSet.spaceOrComma.contains(text[last - 1]) { last -= 1 }
            if let comment = text.find(" #", in: sign..<last) { last = comment }
        }
        return sign < last ? (name, sign..<last) : nil
    }

    /// The whole file, white space at its ends apart.
    func whole(_ text: SecretText, _ family: String) -> [SecretSearch.Found] {
        let start = text.end(of: .whiteSpace, from: 0)
        let end = text.end(of: .dotted.with("+/="), from: start)
        return end - start >= 8 ? [found(family, start..<end, in: text)].compactMap(\.self) : []
    }
}

extension SecretSearch.Found {
    /// The same, told as what is written to be replaced, or known to everyone.
    var asPlaceholder: SecretSearch.Found {
        var found = self
        found.candidate = .placeholder(candidate.range)
        return found
    }
}
