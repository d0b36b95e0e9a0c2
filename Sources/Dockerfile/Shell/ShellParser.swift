/// Goes through a shell script and collects its simple commands.
struct ShellParser {
    private(set) var commands: [ShellCommand] = []
    /// The offset of the first `|`.
    private(set) var firstPipe: Int?

    private let source: SourceText
    private let end: Int
    private let depth: Int
    private var position: Int
    private var current = ShellCommand()
    private var mode = Mode.command
    private var parentheses = 0
    private var cases = 0
    private var pendingHeredocs: [PendingHeredoc] = []

    /// How deep `$(…)` may nest; what is deeper is skipped.
    private static let maximumDepth = 32

    private enum Mode {
        /// Words make a command.
        case command
        /// The words between `for` and its `;`.
        case header
        /// The word between `case` and `in`.
        case subject
        /// What stands before the `)` of a `case`.
        case pattern
    }

    private struct PendingHeredoc {
        let end: String
        let isQuoted: Bool
        let cutsTabs: Bool
    }

    init(_ source: SourceText, range: Range<Int>, depth: Int) {
        self.source = source
        self.depth = depth
        position = range.lowerBound
        end = min(range.upperBound, source.bytes.count)
    }

    private func byte() -> UInt8? { position < end ? source.bytes[position] : nil }

    /// The byte that the shell reads after this one.
    private var following: UInt8? {
        let next = source.skippingContinuations(from: position + 1, to: end)
        return next < end ? source.bytes[next] : nil
    }

    /// Goes to the byte that the shell reads after this one.
    private mutating func advance() {
        position = source.skippingContinuations(from: position + 1, to: end)
    }

    /// Reads commands up to a closing parenthesis that nothing here opened, or to the end.
    mutating func parse(until stop: UInt8?) {
        while let next = byte() {
            switch next {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "\\") where source.skippingContinuations(from: position, to: end) > position:
                position = source.skippingContinuations(from: position, to: end)
            case UInt8(ascii: "\n"):
                position += 1
                finish(.sequence)
                skipHeredocs()
            case UInt8(ascii: "#"): while let byte = byte(), byte != UInt8(ascii: "\n") { position += 1 }
            case UInt8(ascii: ";"): semicolon()
            case UInt8(ascii: "&") where following != UInt8(ascii: ">"): ampersand()
            case UInt8(ascii: "|"): bar()
            case UInt8(ascii: "("): open()
            case UInt8(ascii: ")"):
                position += 1
                if mode == .pattern {
                    mode = .command
                } else {
                    finish(.sequence)
                    if parentheses == 0, stop != nil { return }
                    parentheses = max(0, parentheses - 1)
                }
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): redirection()
            default: word()
            }
        }
        finish(.sequence)
    }

    // MARK: Between commands

    private mutating func finish(_ following: ShellCommand.Operator) {
        if mode == .header { mode = .command }
        if current.words.isEmpty, current.assignments.isEmpty, current.redirections.isEmpty {
            // What follows a closing `)`, `}` or `done` belongs to the last command within.
            if following != .sequence, !commands.isEmpty { commands[commands.count - 1].following = following }
            return
        }
        current.following = following
        current.substitutionDepth = depth
        commands.append(current)
        current = ShellCommand()
    }

    private mutating func semicolon() {
        advance()
        finish(.sequence)
        guard byte() == UInt8(ascii: ";") || byte() == UInt8(ascii: "&") else { return }
        while byte() == UInt8(ascii: ";") || byte() == UInt8(ascii: "&") { advance() }
        if cases > 0 { mode = .pattern }
    }

    private mutating func ampersand() {
        advance()
        let isAnd = byte() == UInt8(ascii: "&")
        if isAnd { advance() }
        finish(isAnd ? .and : .background)
    }

    private mutating func bar() {
        let start = position
        advance()
        if mode == .pattern { return }
        if byte() == UInt8(ascii: "|") {
            advance()
            finish(.or)
        } else {
            firstPipe = firstPipe ?? start
            if byte() == UInt8(ascii: "&") { advance() }
            finish(.pipe)
        }
    }

    private mutating func open() {
        if mode == .pattern {
            position += 1
        } else if following == UInt8(ascii: "("), current.words.isEmpty {
            skip(past: [UInt8(ascii: ")"), UInt8(ascii: ")")])
        } else if current.words.count == 1, following == UInt8(ascii: ")") {
            // `name() {`: the body's commands follow.
            advance()
            advance()
            current = ShellCommand()
        } else if current.words.isEmpty, current.assignments.last?.text.hasSuffix("=") == true {
            // An array's elements are no commands.
            skip(past: [UInt8(ascii: ")")])
        } else {
            position += 1
            finish(.sequence)
            parentheses += 1
        }
    }

    private mutating func skip(past mark: [UInt8]) {
        while position < end, !source.bytes[position..<end].starts(with: mark) { position += 1 }
        position = min(end, position + mark.count)
    }

    // MARK: Words

    private mutating func word() {
        let start = position
        guard let word = readWord() else {
            position = max(position, start + 1)
            return
        }
        switch mode {
        case .header:
            if word.text == "do", !word.isQuoted { mode = .command }
        case .subject:
            if word.text == "in", !word.isQuoted { mode = .pattern }
        case .pattern:
            if word.text == "esac", !word.isQuoted { leaveCase() }
        case .command:
            if byte() == UInt8(ascii: "<") || byte() == UInt8(ascii: ">"), word.text.allSatisfy(\.isNumber) { return }
            if !current.words.isEmpty {
                current.words.append(word)
            } else if ShellScript.isAssignment(word.text) {
                current.assignments.append(word)
            } else if word.isQuoted || !current.assignments.isEmpty || !isReserved(word) {
                current.words.append(word)
                if word.text == "[[" { readTest() }
            }
        }
    }

    /// Takes a reserved word at the place of a command; false for any other word.
    private mutating func isReserved(_ word: ShellCommand.Word) -> Bool {
        switch word.text {
        case "if", "then", "else", "elif", "fi", "while", "until", "do", "done", "!", "{", "}", "time": return true
        case "esac":
            leaveCase()
            return true
        case "for", "select":
            mode = .header
            return true
        case "case":
            mode = .subject
            cases += 1
            return true
        case "function":
            skipBlanks()
            _ = readWord()
            return true
        default: return false
        }
    }

    private mutating func leaveCase() {
        cases = max(0, cases - 1)
        mode = .command
    }

    /// `[[ a && b ]]` is one command: operators within are words.
    private mutating func readTest() {
        while let next = byte(), next != UInt8(ascii: "\n") {
            if let word = readWord() {
                current.words.append(word)
                if word.text == "]]" { return }
                continue
            }
            // A line that goes on in the next one.
            if next == UInt8(ascii: "\\") { continue }
            let start = position
            position += 1
            while byte() == next { position += 1 }
            if next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { continue }
            let sign = String(decoding: source.bytes[start..<position], as: UTF8.self)
            current.words.append(ShellCommand.Word(text: sign, position: source.position(of: start)))
        }
    }

    private mutating func readWord() -> ShellCommand.Word? {
        var reader = ShellWordScanner(source, position: position, end: end)
        let scanned = reader.read()
        let place = source.position(of: position)
        position = reader.position
        if depth < ShellParser.maximumDepth {
            for range in scanned.substitutions {
                var inner = ShellParser(source, range: range, depth: depth + 1)
                inner.parse(until: nil)
                commands += inner.commands
                firstPipe = firstPipe ?? inner.firstPipe
            }
        }
        guard reader.position > reader.start, !scanned.bytes.isEmpty || scanned.isQuoted else { return nil }
        return ShellCommand.Word(
            text: scanned.text, position: place, isQuoted: scanned.isQuoted, hasExpansion: scanned.hasExpansion)
    }

    // MARK: Redirections

    private mutating func redirection() {
        let signs = [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|")]
        var read: [UInt8] = []
        while let next = byte(), signs.contains(next), read.count < 3 {
            read.append(next)
            advance()
        }
        let sign = String(decoding: read, as: UTF8.self)
        // `<(…)` and `>(…)` are the names of files that a command's output makes.
        if byte() == UInt8(ascii: "("), sign == "<" || sign == ">" {
            position += 1
            parentheses += 1
            finish(.sequence)
            return
        }
        let cutsTabs = sign == "<<" && byte() == UInt8(ascii: "-")
        if cutsTabs { advance() }
        skipBlanks()
        guard let target = readWord() else { return }
        current.redirections.append(ShellCommand.Redirection(sign: sign, target: target))
        guard sign == "<<" else { return }
        pendingHeredocs.append(PendingHeredoc(end: target.text, isQuoted: target.isQuoted, cutsTabs: cutsTabs))
    }

    private mutating func skipBlanks() {
        position = source.skippingContinuations(from: position, to: end)
        while byte() == UInt8(ascii: " ") || byte() == UInt8(ascii: "\t") { advance() }
    }

    /// Skips the bodies of the here-documents that the line before opened.
    private mutating func skipHeredocs() {
        for heredoc in pendingHeredocs {
            while position < end {
                let line = heredocLine(continues: !heredoc.isQuoted)
                let candidate = heredoc.cutsTabs ? line.drop { $0 == UInt8(ascii: "\t") } : line[...]
                if candidate.elementsEqual(heredoc.end.utf8) { break }
            }
        }
        pendingHeredocs = []
    }

    /// Reads a line of a here-document's body. Where its word is not quoted, a backslash at the end takes the next line
    /// along (POSIX, "Here-Document").
    private mutating func heredocLine(continues: Bool) -> [UInt8] {
        var line: [UInt8] = []
        while position < end {
            let lineEnd = source.bytes[position..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
            let piece = source.bytes[position..<lineEnd]
            position = min(end, lineEnd + 1)
            line += piece
            guard continues, piece.reversed().prefix(while: { $0 == UInt8(ascii: "\\") }).count % 2 == 1 else { break }
            line.removeLast()
        }
        return line
    }
}
