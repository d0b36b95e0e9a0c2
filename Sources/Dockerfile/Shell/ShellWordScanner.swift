/// Reads one word of a shell script: quotes and escapes are resolved, expansions stay as written.
struct ShellWordScanner {
    /// What a word is made of.
    struct Scanned {
        var bytes: [UInt8] = []
        var isQuoted = false
        var hasExpansion = false
        /// The insides of `$(…)` and backticks.
        var substitutions: [Range<Int>] = []

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    let start: Int
    private(set) var position: Int
    private let end: Int
    private let source: SourceText
    private var scanned = Scanned()

    init(_ source: SourceText, position: Int, end: Int) {
        self.source = source
        self.position = position
        self.end = end
        start = position
    }

    private func byte(_ ahead: Int = 0) -> UInt8? {
        position + ahead < end ? source.bytes[position + ahead] : nil
    }

    /// Reads up to white space or an operator.
    mutating func read() -> Scanned {
        while let next = byte() {
            switch next {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ";"),
                UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"),
                UInt8(ascii: ">"):
                return scanned
            case UInt8(ascii: "\\"): escaped()
            case UInt8(ascii: "'"): singleQuoted()
            case UInt8(ascii: "\""): doubleQuoted()
            case UInt8(ascii: "$"): dollar()
            case UInt8(ascii: "`"): backticks()
            default:
                scanned.bytes.append(next)
                position += 1
            }
        }
        return scanned
    }

    /// A backslash before the end of a line takes both away (POSIX, 2.2.1): it quotes nothing.
    private mutating func escaped() {
        if byte(1) != UInt8(ascii: "\n") {
            scanned.isQuoted = true
            // With nothing behind it, it stands for itself.
            scanned.bytes.append(byte(1) ?? UInt8(ascii: "\\"))
        }
        position = min(end, position + 2)
    }

    private mutating func singleQuoted() {
        scanned.isQuoted = true
        position += 1
        while let next = byte() {
            position += 1
            if next == UInt8(ascii: "'") { return }
            scanned.bytes.append(next)
        }
    }

    private mutating func doubleQuoted() {
        scanned.isQuoted = true
        position += 1
        while let next = byte() {
            switch next {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"):
                let following = byte(1) ?? next
                if "$`\"\\\n".utf8.contains(following) {
                    escaped()
                } else {
                    scanned.bytes.append(next)
                    position += 1
                }
            case UInt8(ascii: "$"): dollar()
            case UInt8(ascii: "`"): backticks()
            default:
                scanned.bytes.append(next)
                position += 1
            }
        }
    }

    private mutating func dollar() {
        let begin = position
        position = source.skippingContinuations(from: position + 1, to: end)
        switch byte() {
        case UInt8(ascii: "("):
            position += 1
            let start = position
            let inner = source.skippingContinuations(from: start, to: end)
            let isArithmetic = inner < end && source.bytes[inner] == UInt8(ascii: "(")
            skipNested(open: UInt8(ascii: "("), close: UInt8(ascii: ")"))
            if !isArithmetic { scanned.substitutions.append(start..<max(start, position - 1)) }
        case UInt8(ascii: "{"):
            position += 1
            skipNested(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"))
        default:
            scanned.bytes.append(UInt8(ascii: "$"))
            scanned.hasExpansion = true
            return
        }
        scanned.hasExpansion = true
        scanned.bytes += source.bytes[begin..<position]
    }

    private mutating func backticks() {
        let begin = position
        position += 1
        while let next = byte(), next != UInt8(ascii: "`") {
            position = min(end, position + (next == UInt8(ascii: "\\") ? 2 : 1))
        }
        scanned.substitutions.append((begin + 1)..<position)
        position = min(end, position + 1)
        scanned.hasExpansion = true
        scanned.bytes += source.bytes[begin..<position]
    }

    /// Skips to behind the mark that closes what was opened, over quotes and what is opened within.
    private mutating func skipNested(open: UInt8, close: UInt8) {
        var depth = 1
        var quote: UInt8?
        while let next = byte() {
            position += 1
            if next == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                position = min(end, position + 1)
            } else if let mark = quote {
                if next == mark { quote = nil }
            } else if next == UInt8(ascii: "'") || next == UInt8(ascii: "\"") {
                quote = next
            } else if next == open {
                depth += 1
            } else if next == close {
                depth -= 1
                if depth == 0 { return }
            }
        }
    }
}
