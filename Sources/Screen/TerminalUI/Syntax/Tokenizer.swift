/// Finds the tokens of a language line by line. What goes on in the next line is carried in `State`.
///
/// It judges by looks, like every colouring of an editor, and takes time in proportion to the line.
public struct Tokenizer: Sendable {
    /// What a line begins inside of.
    public enum State: Hashable, Sendable {
        /// Nothing: a new instruction or statement.
        case start
        /// An instruction that the line before has begun.
        case instruction
        /// A string, by its index among the language's.
        case string(Int)
        /// A text up to the line that is this word.
        case heredoc([UInt8])
        /// A text that is indented further than this.
        case block(Int)
    }

    private let language: Language
    private let line: [UInt8]
    private var state: State
    private var next: State = .start
    private var index = 0
    private var tokens: [Token] = []
    /// Whether no word has been met in this line.
    private var isLeading = true
    private var definesName = false

    /// The tokens of a line that begins in `state`, which becomes that of the next line.
    public static func tokens(of line: some StringProtocol, in language: Language, state: inout State) -> [Token] {
        var tokenizer = Tokenizer(language: language, line: Array(line.utf8), state: state)
        tokenizer.run()
        state = tokenizer.next
        return tokenizer.tokens
    }

    private init(language: Language, line: [UInt8], state: State) {
        self.language = language
        self.line = line
        self.state = state
    }

    private mutating func run() {
        if goesOn() { return }
        readSection()
        while index < line.count { step() }
        guard next == .start else { return }
        let last = line.last { $0 != 0x20 }
        if language.continues, last == UInt8(ascii: "\\") { next = .instruction }
        if language.hasBlocks, beginsBlock() { next = .block(indentation) }
    }

    /// Takes what the line before has begun; true where that is the whole line.
    private mutating func goesOn() -> Bool {
        switch state {
        case .start, .instruction: return false
        case .string(let quote):
            readString(quote, from: 0)
            isLeading = false
            return index == line.count
        case .heredoc(let word):
            let isEnd = line.drop { $0 == 0x20 }.elementsEqual(word)
            add(0, line.count, isEnd ? .keyword : .string)
            next = isEnd ? .start : state
            return true
        case .block(let indentation):
            guard self.indentation > indentation || line.allSatisfy({ $0 == 0x20 }) else { return false }
            add(0, line.count, .string)
            next = state
            return true
        }
    }

    private mutating func step() {
        let byte = line[index]
        if byte == 0x20 {
            index += 1
        } else if byte == UInt8(ascii: "#"), beginsComment {
            add(index, line.count, .comment)
            index = line.count
        } else if let quote = openingQuote {
            readString(quote, from: index, after: language.quotes[quote].open.count)
        } else if byte == UInt8(ascii: "$"), language.hasVariables {
            readVariable()
        } else if byte == UInt8(ascii: "<"), language.hasHeredocs {
            readHeredoc()
        } else if Tokenizer.isWord(byte) {
            readWord()
        } else {
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
    }

    /// The string that begins here, by its index among the language's.
    private var openingQuote: Int? {
        language.quotes.indices.first { line[index...].starts(with: language.quotes[$0].open) }
    }

    private var beginsComment: Bool {
        switch language.comment {
        case nil: false
        case .anywhere: true
        case .atWord: index == 0 || line[index - 1] == 0x20 || line[index - 1] == UInt8(ascii: ";")
        case .atLine: isLeading && line[..<index].allSatisfy { $0 == 0x20 }
        }
    }

    /// A string from its opening mark, of `after` bytes, or from the start of a line that it goes on in.
    private mutating func readString(_ quote: Int, from start: Int, after opening: Int = 0) {
        let mark = language.quotes[quote]
        index = start + opening
        while index < line.count {
            if mark.hasEscapes, line[index] == UInt8(ascii: "\\") {
                index += 2
            } else if line[index...].starts(with: mark.close) {
                index += mark.close.count
                add(start, index, opening > 0 && endsName() ? .name : .string)
                isLeading = false
                return
            } else {
                index += 1
            }
        }
        index = line.count
        add(start, index, .string)
        if mark.spansLines { next = .string(quote) }
    }

    private mutating func readWord() {
        let start = index
        while index < line.count, Tokenizer.isWord(line[index]) { index += 1 }
        let bytes = line[start..<index]
        let word = String(decoding: bytes, as: UTF8.self)
        if definesName {
            add(start, index, .name)
        } else if language.keywordsLead
            ? isLeading && state != .instruction && language.keywords.contains(word.lowercased())
            : language.keywords.contains(word) && !endsName()
        {
            add(start, index, .keyword)
        } else if (isLeading || !language.namesLead) && endsName() {
            add(start, index, .name)
        } else if Tokenizer.isNumber(bytes) {
            add(start, index, .number)
        }
        definesName = language.definers.contains(word)
        // A list's mark leads to a name.
        if word != "-" { isLeading = false }
    }

    /// Whether what ends at the index is a name: its mark comes next. In a key the mark of YAML ends the word.
    private func endsName() -> Bool {
        guard let mark = language.nameEnd else { return false }
        // An assignment of a shell has no spaces; `==` assigns nothing.
        let place = language.hasVariables ? index : line[index...].firstIndex { $0 != 0x20 } ?? line.count
        guard place < line.count, line[place] == mark else { return false }
        let following = place + 1 < line.count ? line[place + 1] : 0x20
        return following != mark && (!language.hasBlocks || following == 0x20)
    }

    private mutating func readVariable() {
        let start = index
        index += 1
        if index < line.count, line[index] == UInt8(ascii: "{") {
            while index < line.count, line[index] != UInt8(ascii: "}") { index += 1 }
            index = min(index + 1, line.count)
        } else {
            while index < line.count, Tokenizer.isWord(line[index]), line[index] != UInt8(ascii: "-") { index += 1 }
        }
        if index > start + 1 { add(start, index, .name) }
    }

    /// `<<WORD`, `<<-WORD`, `<<"WORD"`; `<<<` begins no text.
    private mutating func readHeredoc() {
        let start = index
        while index < line.count, line[index] == UInt8(ascii: "<") { index += 1 }
        guard index - start == 2 else { return }
        if index < line.count, line[index] == UInt8(ascii: "-") { index += 1 }
        let quote = index < line.count && [0x22, 0x27].contains(line[index]) ? line[index] : nil
        if quote != nil { index += 1 }
        let word = line[index...].prefix { Tokenizer.isWord($0) && $0 != UInt8(ascii: "-") }
        guard let first = word.first, !(0x30...0x39).contains(first) else { return }
        index += word.count
        if let quote, index < line.count, line[index] == quote { index += 1 }
        add(start, index, .keyword)
        if next == .start { next = .heredoc(Array(word)) }
    }

    private mutating func readSection() {
        guard language.hasSections, state == .start, line.first(where: { $0 != 0x20 }) == UInt8(ascii: "["),
            let end = line.lastIndex(of: UInt8(ascii: "]"))
        else { return }
        // An array that goes over several lines is no section.
        guard line[..<end].allSatisfy({ Tokenizer.isWord($0) || "[]. \"'".utf8.contains($0) }) else { return }
        add(indentation, end + 1, .name)
        index = end + 1
    }

    private func beginsBlock() -> Bool {
        let code = tokens.last?.kind == .comment ? line[..<(tokens.last?.range.lowerBound ?? 0)] : line[...]
        guard let last = code.split(separator: 0x20).last, let first = last.first else { return false }
        return [UInt8(ascii: "|"), UInt8(ascii: ">")].contains(first)
            && last.dropFirst().allSatisfy { "+-0123456789".utf8.contains($0) } && code.count > last.count
    }

    private var indentation: Int { line.prefix { $0 == 0x20 }.count }

    private mutating func add(_ start: Int, _ end: Int, _ kind: Token.Kind) {
        let end = min(end, line.count)
        if start < end { tokens.append(Token(start..<end, kind)) }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x2d, 0x80...: true
        default: false
        }
    }

    /// `42`, `-1`, `0x1f`, `3e8`; the parts of `1.5` are two.
    private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        let digits = bytes.drop { $0 == UInt8(ascii: "-") }
        guard let first = digits.first, 0x30...0x39 ~= first else { return false }
        let allowed = digits.starts(with: "0x".utf8) ? "0123456789abcdefABCDEFx_" : "0123456789_eEob"
        return digits.allSatisfy { allowed.utf8.contains($0) }
    }
}
