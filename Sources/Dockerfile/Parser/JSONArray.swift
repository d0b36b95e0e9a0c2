/// What a text is as a JSON array: Dockerfiles tell the exec form by it.
enum JSONArray: Equatable {
    /// An array of strings.
    case strings([String])
    /// Valid JSON, an array, but not of strings alone.
    case otherValues
    /// Anything else, so a shell form.
    case notJSON

    init(_ text: String) {
        var scanner = JSONScanner(text)
        self = scanner.array() ?? .notJSON
    }
}

/// Reads JSON strictly, without recursion.
private struct JSONScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The array that is the whole text; nil when it is not one.
    mutating func array() -> JSONArray? {
        skipSpace()
        guard take(UInt8(ascii: "[")) else { return nil }
        var strings: [String] = []
        var onlyStrings = true
        skipSpace()
        if !take(UInt8(ascii: "]")) {
            repeat {
                skipSpace()
                if peek == UInt8(ascii: "\"") {
                    guard let string = string() else { return nil }
                    strings.append(string)
                } else {
                    guard skipValue() else { return nil }
                    onlyStrings = false
                }
                skipSpace()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "]")) else { return nil }
        }
        skipSpace()
        guard position == bytes.count else { return nil }
        return onlyStrings ? .strings(strings) : .otherValues
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func string() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        var result: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
            case 0..<0x20: return nil
            case UInt8(ascii: "\\"):
                guard let scalar = escaped() else { return nil }
                result += Array(String(scalar).utf8)
            default: result.append(byte)
            }
        }
        return nil
    }

    private static let simpleEscapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{08}",
        UInt8(ascii: "f"): "\u{0C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]

    private mutating func escaped() -> Unicode.Scalar? {
        guard let byte = peek else { return nil }
        position += 1
        guard byte == UInt8(ascii: "u") else { return JSONScanner.simpleEscapes[byte] }
        guard let first = hexadecimal() else { return nil }
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let start = position
        if take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), let second = hexadecimal(),
            (0xDC00..<0xE000).contains(second)
        {
            return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        }
        position = start
        return "\u{FFFD}"
    }

    private mutating func hexadecimal() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        let digits = bytes[position..<position + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        position += 4
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// Skips any value but a string; nested arrays and objects are followed with a stack of their own.
    private mutating func skipValue() -> Bool {
        var open: [UInt8] = []
        while true {
            skipSpace()
            if let byte = peek, byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
                position += 1
                open.append(byte)
                guard open.count <= 10_000 else { return false }
                skipSpace()
                if peek != close(byte) {
                    if byte == UInt8(ascii: "{"), !key() { return false }
                    continue
                }
            } else if !scalarValue() {
                return false
            }
            // A value has ended: close what ends with it, then go on after a comma.
            while true {
                skipSpace()
                guard let innermost = open.last else { return true }
                if take(close(innermost)) {
                    open.removeLast()
                    continue
                }
                guard take(UInt8(ascii: ",")) else { return false }
                if innermost == UInt8(ascii: "{") {
                    skipSpace()
                    guard key() else { return false }
                }
                break
            }
        }
    }

    private func close(_ opening: UInt8) -> UInt8 {
        opening == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
    }

    private mutating func key() -> Bool {
        guard string() != nil else { return false }
        skipSpace()
        return take(UInt8(ascii: ":"))
    }

    private mutating func scalarValue() -> Bool {
        if peek == UInt8(ascii: "\"") { return string() != nil }
        let start = position
        while let byte = peek,
            Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
        {
            position += 1
        }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        return ["null", "true", "false"].contains(word) || JSONScanner.isNumber(word)
    }

    private static func isNumber(_ word: String) -> Bool {
        var digits = word[...]
        if digits.first == "-" { digits = digits.dropFirst() }
        guard let first = digits.first, first.isNumber, Double(word) != nil, word.last?.isNumber == true else {
            return false
        }
        let second = digits.dropFirst().first
        return first != "0" || second == nil || second == "." || second == "e" || second == "E"
    }
}
