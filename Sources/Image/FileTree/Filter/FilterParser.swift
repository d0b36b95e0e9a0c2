/// Reads a filter: terms side by side must all hold, `|` or `or` joins alternatives, `!`, `-` or `not` negates.
struct FilterParser {
    private enum Token: Equatable {
        case open, close, or, and, not
        case word(String)
        /// A text in quotes, where nothing is special, with what stood before them: `package:`.
        case quoted(prefix: String, String)
    }

    /// A filter nests so deeply and has so many terms at the most.
    private static let limits = (depth: 50, tokens: 500)

    private var tokens: ArraySlice<Token> = []
    private var depth = 0

    static func parse(_ text: String) throws(PathFilter.Fault) -> FilterExpression {
        var parser = FilterParser()
        parser.tokens = try tokens(of: text)[...]
        guard parser.tokens.count <= limits.tokens else { throw PathFilter.Fault("the filter is too long") }
        let expression = try parser.alternatives()
        guard parser.tokens.isEmpty else { throw PathFilter.Fault("a ) has no ( before it") }
        return expression
    }

    private mutating func alternatives() throws(PathFilter.Fault) -> FilterExpression {
        var all = [try conjunction()]
        while tokens.first == .or {
            tokens.removeFirst()
            all.append(try conjunction())
        }
        return all.count == 1 ? all[0] : .any(all)
    }

    private mutating func conjunction() throws(PathFilter.Fault) -> FilterExpression {
        var all: [FilterExpression] = [try factor()]
        while let next = tokens.first, next != .or, next != .close {
            if next == .and { tokens.removeFirst() }
            all.append(try factor())
        }
        return all.count == 1 ? all[0] : .all(all)
    }

    private mutating func factor() throws(PathFilter.Fault) -> FilterExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= FilterParser.limits.depth else { throw PathFilter.Fault("the filter nests too deeply") }
        switch tokens.popFirst() {
        case .not: return .not(try factor())
        case .open:
            let inner = try alternatives()
            guard tokens.popFirst() == .close else { throw PathFilter.Fault("a ( is not closed by )") }
            return inner
        case .word(let word): return .term(try FilterTerm(word))
        case .quoted("", let text): return .term(.text(Array(text.utf8)))
        case .quoted(let prefix, let text):
            guard let key = FilterKey(rawValue: prefix.dropLast().lowercased()) else {
                throw PathFilter.Fault("before a quote stands nothing, or a term such as package:")
            }
            return .term(try FilterTerm.keyed(key, text))
        case .or, .and: throw PathFilter.Fault("or and | stand between two terms")
        case .close: throw PathFilter.Fault("a ) has nothing before it")
        case nil: throw PathFilter.Fault("the filter is unfinished: a term is to follow")
        }
    }

    private static func tokens(of text: String) throws(PathFilter.Fault) -> [Token] {
        var tokens: [Token] = []
        var rest = text[...]
        while let first = rest.first {
            switch first {
            case " ", "\t": rest.removeFirst()
            case "(", ")", "|":
                tokens.append(first == "(" ? .open : first == ")" ? .close : .or)
                rest.removeFirst()
            case "!", "-":
                tokens.append(.not)
                rest.removeFirst()
            default: tokens.append(try word(&rest))
            }
        }
        return tokens
    }

    /// Takes a word: to the next space, bracket or bar, those in quotes and of an expression apart.
    private static func word(_ rest: inout Substring) throws(PathFilter.Fault) -> Token {
        if let expression = expression(&rest) { return .word(expression) }
        let word = rest.prefix { !" \t()|\"".contains($0) }
        rest = rest[word.endIndex...]
        if rest.first == "\"" {
            rest.removeFirst()
            guard let end = rest.firstIndex(of: "\"") else { throw PathFilter.Fault("a quote is not closed") }
            let text = String(rest[..<end])
            guard !text.isEmpty else { throw PathFilter.Fault("there is nothing between the quotes") }
            rest = rest[rest.index(after: end)...]
            return .quoted(prefix: String(word), text)
        }
        switch word {
        case "or": return .or
        case "and": return .and
        case "not": return .not
        default: break
        }
        if SizeComparison(rawValue: String(word)) != nil {
            // `> 10MB` is one term.
            let limit = rest.drop { $0 == " " }.prefix { !" \t()|\"".contains($0) }
            rest = rest[limit.endIndex...]
            return .word(String(word) + limit)
        }
        return .word(String(word))
    }

    /// Takes `/…/` with whatever brackets and bars are in it: to the last slash before a space that only closing
    /// brackets follow.
    private static func expression(_ rest: inout Substring) -> String? {
        guard rest.first == "/" else { return nil }
        var run = rest.prefix { $0 != " " && $0 != "\t" }
        while run.last == ")" { run.removeLast() }
        guard run.last == "/", run.utf8.count > 2 else { return nil }
        rest = rest[run.endIndex...]
        return String(run)
    }
}
