/// `NAME=value` in the many ways in which people write it, where the name says that the value is secret.
enum Assignment {
    /// The value that is assigned to the name around the anchor.
    static func secret(in text: SecretText, named anchor: Range<Int>) -> SecretCandidate? {
        let letters = ByteSet.base64URL
        // Some anchors end in a sign, which is none of the name's.
        let end = text.end(of: letters, from: anchor.lowerBound, limit: 64)
        guard canBeName(endingAt: end, in: text) else { return nil }
        let name = text.start(of: letters, before: anchor.lowerBound, limit: 48)..<end
        guard let value = value(in: text, of: name) else { return nil }
        let assigned = AssignedValue(range: value, name: text.string(name).lowercased(), text: text)
        if SecretName.isSecret(text.string(name)) { return assigned.candidate }
        return SecretName.isKeyOfSomething(text.string(name)) ? assigned.hint : nil
    }

    /// Whether a sign can follow, to pass over words in sentences soon.
    private static func canBeName(endingAt end: Int, in text: SecretText) -> Bool {
        ByteSet.behindName.contains(text[end])
    }

    /// Where the value of a name stands: quoted, or bare where a value can be.
    private static func value(in text: SecretText, of name: Range<Int>) -> Range<Int>? {
        let place = Place(in: text, behind: name.upperBound)
        if text[place.end] == 0x3e { return element(in: text, from: place.end + 1) }
        let beforeSign = text.end(of: .space, from: place.end, limit: 32)
        // `<add key="Password" value="…" />`
        if place.isQuoted, text.has("value=\"", at: beforeSign) {
            let last = text.end(of: .elementAttribute, from: beforeSign + 7, limit: 256)
            return text[last] == 0x22 ? beforeSign + 7..<last : nil
        }
        if let separator = place.separatorOfArguments(at: beforeSign, in: text) {
            return quoted(in: text, from: text.end(of: .space, from: separator + 1, limit: 16))
        }
        if let sign = sign(in: text, at: beforeSign) {
            let start = text.end(of: .space, from: sign, limit: 32)
            if let value = quoted(in: text, from: start) {
                // `"Password:"` is a text that ends behind the colon.
                let isOpen = !place.isQuoted && text[name.lowerBound - 1] == text[start]
                return isOpen && ByteSet.quotes.contains(text[start]) ? nil : value
            }
            if ByteSet.quotes.contains(text[start]) { return nil }
            if let typed = typed(in: text, from: start) { return typed }
            let isShell = text[beforeSign] == 0x3d && beforeSign == place.end && sign == beforeSign + 1 && start == sign
            return BareValue(text: text, name: name, start: start).range(isShell: isShell)
        }
        guard !place.isQuoted, beforeSign > place.end else { return nil }
        if BareValue.isInstruction(before: name.lowerBound, in: text) {
            return quoted(in: text, from: beforeSign) ?? BareValue(text: text, name: name, start: beforeSign).word
        }
        return typed(in: text, from: beforeSign) ?? directive(in: text, named: name, from: beforeSign)
    }

    /// What stands between a name and its sign: a quote, brackets of a subscript or an array.
    private struct Place {
        var end: Int
        var isQuoted = false

        init(in text: SecretText, behind name: Int) {
            end = name
            // In a text inside of a text, `"{\"password\": \"x\"}"`, quotes are escaped.
            if text[end] == 0x5c, ByteSet.quotes.contains(text[end + 1]) { end += 1 }
            isQuoted = ByteSet.quotes.contains(text[end])
            if isQuoted { end += 1 }
            if text[end] == 0x5d {  // `config["password"]`, `params[:password]`
                end += 1
            } else if !isQuoted, text[end] == 0x5b {  // `char password[25]`
                let bracket = text.end(of: .digits, from: end + 1, limit: 8)
                if text[bracket] == 0x5d { end = bracket + 1 }
            }
        }

        /// The comma of `define('DB_PASSWORD', 'value')`. A list has commas too, but no name before it.
        func separatorOfArguments(at index: Int, in text: SecretText) -> Int? {
            guard isQuoted, text[index] == 0x2c else { return nil }
            let start = text.start(of: .base64URL, before: end - 1, limit: 96) - 1
            let bracket = text.start(of: .space, before: start, limit: 16) - 1
            guard text[bracket] == 0x28 else { return nil }
            // `IN ('password', 'x')` is a list: of words with a space behind them only `define` is a function for sure.
            return ByteSet.word.contains(text[bracket - 1]) || text.has("define ", at: bracket - 7) ? index : nil
        }
    }

    /// The index behind a sign that assigns: `=`, `:`, `:=`, `?=`, `||=`, `+=`, `=>`. A comparison has two.
    private static func sign(in text: SecretText, at start: Int) -> Int? {
        let equals = text.end(of: .signStarts, from: start, limit: 3)
        guard text[equals] == 0x3d else { return text[start] == 0x3a && equals == start + 1 ? equals : nil }
        guard text[equals + 1] != 0x3d else { return nil }
        return text[equals + 1] == 0x3e ? equals + 2 : equals + 1
    }

    /// The text between two quotes; what stands before the first tells programs how to read it: `b'…'`, `@"…"`.
    private static func quoted(in text: SecretText, from start: Int) -> Range<Int>? {
        var first = start
        if ByteSet.quotePrefixes.contains(text[first]), ByteSet.quotes.contains(text[first + 1]) { first += 1 }
        let isEscaped = text[first] == 0x5c && ByteSet.quotes.contains(text[first + 1])
        if isEscaped { first += 1 }
        guard ByteSet.quotes.contains(text[first]) || text[first] == 0x60 else { return nil }
        var last = first + 1
        while last < text.bytes.count, last - first < 512, text[last] != text[first], text[last] != 0x0a {
            last += !isEscaped && text[last] == 0x5c ? 2 : 1
        }
        guard text[last] == text[first] else { return nil }
        let end = isEscaped && text[last - 1] == 0x5c ? last - 1 : last
        return first + 1..<max(first + 1, end)
    }

    /// `<password>value</password>`, also with the value on a line of its own.
    private static func element(in text: SecretText, from index: Int) -> Range<Int>? {
        let start = text.end(of: .whiteSpace, from: index, limit: 64)
        let last = text.end(of: .elementText, from: start, limit: 256)
        let next = text.end(of: .whiteSpace, from: last, limit: 64)
        guard text[next] == 0x3c, text[next + 1] == 0x2f else { return nil }
        let end = text.start(of: .whiteSpace, before: last, limit: last - start)
        return start..<max(start, end)
    }

    /// A value behind a type: `var password string = "x"`, `val password: String = "x"`.
    private static func typed(in text: SecretText, from index: Int) -> Range<Int>? {
        guard ByteSet.letter.contains(text[index]) else { return nil }
        let type = text.end(of: .typeName, from: index, limit: 32)
        let sign = text.end(of: .space, from: type, limit: 16)
        guard type > index, text[sign] == 0x3d, text[sign + 1] != 0x3d else { return nil }
        return quoted(in: text, from: text.end(of: .space, from: sign + 1, limit: 16))
    }

    /// `password "x"`, a line of its own, as in Gradle's files and BIND's.
    private static func directive(in text: SecretText, named name: Range<Int>, from start: Int) -> Range<Int>? {
        guard ByteSet.quotes.contains(text[start]), BareValue.startsLine(name.lowerBound, in: text),
            let value = quoted(in: text, from: start)
        else { return nil }
        let end = text.end(of: .directiveEnds, from: value.upperBound + 1, limit: 16)
        return end == text.bytes.count || text[end] == 0x0a ? value : nil
    }
}

extension SecretFamily {
    /// Passwords and keys known by the name they are assigned to.
    static let assignments: [SecretFamily] = [
        SecretFamily(
            id: "assigned-secret", name: "Secret assigned to a name", group: .assignment, severity: .high,
            anchors: [
                "password", "passwd", "passphrase", "_pass", "pwd", "pword", "secret", "token", "apikey", "api_key",
                "api-key", "access_key", "accesskey", "auth_key", "authkey", "private_key", "privatekey", "credential",
                "_key", "psk", "pass=", "pass:", "pass =", "pass\"", "pass'",
            ], ignoresCase: true, isAssignment: true, findsBase64: false,
            check: { text, anchor in Assignment.secret(in: text, named: anchor) })
    ]
}
