/// A version of Maven (POM reference, "Version Order Specification").
struct MavenVersion {
    /// A number or a word with the separator before it.
    private struct Token {
        var isHyphen: Bool
        var bytes: ArraySlice<UInt8>
        var isNumber: Bool { bytes.first?.isASCIIDigit == true }

        /// The words that have a place of their own; all others come after them, in their bytes' order.
        private static let ranks: [String: Int] = [
            "alpha": 0, "beta": 1, "milestone": 2, "rc": 3, "cr": 3, "snapshot": 4, "": 5, "ga": 5, "final": 5,
            "release": 5, "sp": 6,
        ]

        var word: String { String(decoding: bytes, as: UTF8.self) }
        var rank: Int { Token.ranks[word] ?? 7 }
        /// Whether it may be cut at an end: 0, "", final, ga.
        var isNull: Bool { isNumber ? bytes.allSatisfy { $0 == UInt8(ascii: "0") } : rank == 5 }
    }

    private let tokens: [Token]

    /// Reads a version; any text is one.
    init(_ text: String) {
        var tokens: [Token] = []
        var rest = Array(text.lowercased().utf8)[...]
        var isHyphen = false
        var isAfterSeparator = true
        while let first = rest.first {
            if first == UInt8(ascii: ".") || first == UInt8(ascii: "-") || first == UInt8(ascii: "_") {
                // Nothing before a separator is a zero.
                if isAfterSeparator { tokens.append(Token(isHyphen: isHyphen, bytes: Array("0".utf8)[...])) }
                isHyphen = first != UInt8(ascii: ".")
                isAfterSeparator = true
                rest = rest.dropFirst()
                continue
            }
            isAfterSeparator = false
            let isNumber = first.isASCIIDigit
            let run = rest.prefix { $0.isASCIIDigit == isNumber && !".-_".utf8.contains($0) }
            rest = rest.dropFirst(run.count)
            var bytes = run
            if !isNumber, rest.first?.isASCIIDigit == true, run.count == 1 {
                // a1, b1 and m1 are short for alpha, beta and milestone.
                let long = ["a": "alpha", "b": "beta", "m": "milestone"][String(decoding: run, as: UTF8.self)]
                if let long { bytes = Array(long.utf8)[...] }
            }
            tokens.append(Token(isHyphen: isHyphen, bytes: bytes))
            // From digits to letters or back is a hyphen.
            isHyphen = true
        }
        self.tokens = MavenVersion.trimmed(tokens)
    }

    /// Null values before a hyphen and at the end are cut: 1.0.0-foo is 1-foo.
    private static func trimmed(_ tokens: [Token]) -> [Token] {
        var result: [Token] = []
        for token in tokens {
            if token.isHyphen { while result.count > 1, let last = result.last, last.isNull { result.removeLast() } }
            result.append(token)
        }
        while result.count > 1, let last = result.last, last.isNull { result.removeLast() }
        return result
    }

    /// −1, 0 or 1.
    func compare(_ other: MavenVersion) -> Int {
        for index in 0..<max(tokens.count, other.tokens.count) {
            let order: Int
            if index < tokens.count, index < other.tokens.count {
                order = MavenVersion.order(tokens[index], other.tokens[index])
            } else if index < tokens.count {
                order = MavenVersion.order(tokens[index], MavenVersion.padding(for: tokens[index]))
            } else {
                order = MavenVersion.order(MavenVersion.padding(for: other.tokens[index]), other.tokens[index])
            }
            if order != 0 { return order }
        }
        return 0
    }

    /// What the shorter version has in that place: a zero, or the empty word.
    private static func padding(for token: Token) -> Token {
        Token(isHyphen: token.isHyphen, bytes: token.isNumber ? Array("0".utf8)[...] : [])
    }

    /// `.word` is less than `-word`, which is less than `-number`, which is less than `.number`.
    private static func order(_ left: Token, _ right: Token) -> Int {
        func kind(_ token: Token) -> Int { token.isNumber ? (token.isHyphen ? 2 : 3) : (token.isHyphen ? 1 : 0) }
        if left.isNumber, right.isNumber, left.isHyphen == right.isHyphen {
            return Digits.compare(left.bytes, right.bytes)
        }
        if !left.isNumber, !right.isNumber {
            if left.rank != right.rank { return left.rank < right.rank ? -1 : 1 }
            return left.rank == 7 ? Digits.compareBytes(left.bytes, right.bytes) : 0
        }
        return kind(left) == kind(right) ? 0 : kind(left) < kind(right) ? -1 : 1
    }
}

extension VersionOrder {
    /// The order of Java archives.
    static let maven = VersionOrder { MavenVersion($0).compare(MavenVersion($1)) }
}
