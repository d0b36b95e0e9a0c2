import FileTree

/// Reads expressions and conditions.
struct ExpressionParser {
    /// Longer ones are refused, in characters.
    private static let maximumLength = 4096

    private let text: String
    private let characters: [Character]
    private var position = 0

    init(_ text: String) {
        self.text = text
        characters = Array(text.prefix(ExpressionParser.maximumLength + 1))
    }

    /// Clauses with `and` between them.
    mutating func clauses() throws(LessonFault) -> [Condition.Clause] {
        var clauses = [try clause()]
        while takeWord("and") { clauses.append(try clause()) }
        return clauses
    }

    private mutating func clause() throws(LessonFault) -> Condition.Clause {
        let left = try expression()
        skipSpaces()
        for relation in Condition.Relation.allCases where take(relation.rawValue) {
            return Condition.Clause(left: left, relation: relation, right: try expression())
        }
        let isSo = Expression(first: .value(.truth(true)), others: [], form: nil)
        return Condition.Clause(left: left, relation: .equal, right: isSo)
    }

    /// Terms with signs between them, which have spaces around them: `-` and `/` are in names and paths.
    mutating func expression() throws(LessonFault) -> Expression {
        let first = try term()
        var others: [Expression.Joined] = []
        while let sign = takeSign() { others.append(Expression.Joined(sign: sign, term: try term())) }
        guard takeWord("as") else { return Expression(first: first, others: others, form: nil) }
        skipSpaces()
        let word = takeName()
        guard let form = Expression.Form(rawValue: word) else {
            throw LessonFault(
                "a ratio is written as percent or as factor, not as “\(word)”"
                    + Spelling.suggestion(for: word, among: Expression.Form.allCases.map(\.rawValue)))
        }
        return Expression(first: first, others: others, form: form)
    }

    /// Nothing may stand behind what was read.
    mutating func requireEnd() throws(LessonFault) {
        guard characters.count <= ExpressionParser.maximumLength else { throw LessonFault("an expression is too long") }
        skipSpaces()
        guard position == characters.count else {
            throw LessonFault("“\(String(characters[position...]))” in “\(text)” is not understood")
        }
    }

    private mutating func term() throws(LessonFault) -> Expression.Term {
        skipSpaces()
        guard let next = characters[safe: position] else {
            throw LessonFault("“\(text)” ends where a fact is expected")
        }
        if next == "\"" { return .value(.text(try quoted())) }
        if next.isASCIIDigit { return .value(number()) }
        if takeWord("true") || takeWord("yes") { return .value(.truth(true)) }
        if takeWord("false") || takeWord("no") { return .value(.truth(false)) }
        guard next != "(" else {
            throw LessonFault("brackets do not group in “\(text)”: what is joined is reckoned from left to right")
        }
        return .fact(try name())
    }

    private mutating func quoted() throws(LessonFault) -> String {
        position += 1
        guard let end = characters[position...].firstIndex(of: "\"") else {
            throw LessonFault("a quote in “\(text)” is not closed")
        }
        defer { position = end + 1 }
        return String(characters[position..<end])
    }

    /// A number with its unit, if it has one: `10 MB`, `5 %`, `3`.
    private mutating func number() -> FactValue {
        let digits = takeWhile { $0.isASCIIDigit || $0 == "." || $0 == "," }
        let before = position
        skipSpaces()
        let unit = characters[safe: position] == "%" ? takeWhile { $0 == "%" } : takeWhile(\.isLetter)
        let value = FactValue(reading: "\(digits) \(unit)")
        if !unit.isEmpty, value.number != nil { return value }
        // The word is none of the number's: `3 and …`.
        position = before
        return FactValue(reading: digits)
    }

    private mutating func name() throws(LessonFault) -> FactName {
        var parts: [FactName.Part] = []
        repeat {
            let name = takeName()
            guard !name.isEmpty else {
                throw LessonFault("“\(String(characters[position...]))” in “\(text)” is no fact")
            }
            parts.append(FactName.Part(name: name, argument: try argument()))
        } while take(".")
        return FactName(parts: parts)
    }

    /// What stands in brackets; brackets in it are closed in it.
    private mutating func argument() throws(LessonFault) -> String? {
        guard take("(") else { return nil }
        let start = position
        var depth = 1
        while let next = characters[safe: position] {
            if next == "(" { depth += 1 }
            if next == ")" { depth -= 1 }
            position += 1
            if depth == 0 { return String(characters[start..<position - 1]) }
        }
        throw LessonFault("a bracket in “\(text)” is not closed")
    }

    private mutating func takeSign() -> Expression.Operator? {
        let before = position
        skipSpaces()
        if position > before, let next = characters[safe: position], characters[safe: position + 1] == " ",
            let sign = Expression.Operator(rawValue: String(next))
        {
            position += 1
            return sign
        }
        position = before
        return nil
    }

    private mutating func takeName() -> String {
        takeWhile { $0.isLetter || $0.isASCIIDigit || $0 == "-" || $0 == "_" }
    }

    private mutating func takeWord(_ word: String) -> Bool {
        let before = position
        skipSpaces()
        if takeName() == word, characters[safe: position] != "(" { return true }
        position = before
        return false
    }

    private mutating func take(_ token: String) -> Bool {
        guard characters[position...].starts(with: token) else { return false }
        position += token.count
        return true
    }

    private mutating func takeWhile(_ condition: (Character) -> Bool) -> String {
        let taken = characters[position...].prefix(while: condition)
        position += taken.count
        return String(taken)
    }

    private mutating func skipSpaces() { _ = takeWhile(\.isWhitespace) }
}

extension Array {
    /// The element at an index; nil beyond the end.
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
