/// A shell pattern of `${x#pattern}` and its kin: `*` is any text, `?` any character, `\` escapes.
struct ShellPattern {
    private enum Token: Equatable {
        case any, one
        case literal(Unicode.Scalar)
    }

    /// Values times pattern lengths beyond this many steps are refused.
    private static let maximumLength = 4096

    private let tokens: [Token]

    init(_ text: String) throws(ShellWord.ExpansionError) {
        var tokens: [Token] = []
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case "*":
                if tokens.last != .any { tokens.append(.any) }
            case "?": tokens.append(.one)
            case "\\":
                guard let escaped = scalars.next(), "*?\\}/".unicodeScalars.contains(escaped) else {
                    throw ShellWord.ExpansionError(description: "The pattern escapes a character needlessly.")
                }
                tokens.append(.literal(escaped))
            default: tokens.append(.literal(scalar))
            }
        }
        guard tokens.count <= ShellPattern.maximumLength else {
            throw ShellWord.ExpansionError(description: "The pattern is too long.")
        }
        self.tokens = tokens
    }

    private init(reversing pattern: ShellPattern) {
        tokens = pattern.tokens.reversed()
    }

    func removingPrefix(_ value: String, longest: Bool) -> String {
        let scalars = Array(value.unicodeScalars.prefix(ShellPattern.maximumLength))
        guard let length = ShellPattern.matchLength(tokens, scalars[...], longest: longest) else { return value }
        return String(String.UnicodeScalarView(value.unicodeScalars.dropFirst(length)))
    }

    func removingSuffix(_ value: String, longest: Bool) -> String {
        let reversed = String(String.UnicodeScalarView(value.unicodeScalars.reversed()))
        let rest = ShellPattern(reversing: self).removingPrefix(reversed, longest: longest)
        return String(String.UnicodeScalarView(rest.unicodeScalars.reversed()))
    }

    func replacing(_ value: String, with replacement: String, all: Bool) -> String {
        let scalars = Array(value.unicodeScalars)
        guard scalars.count <= ShellPattern.maximumLength else { return value }
        var result = String.UnicodeScalarView()
        var position = 0
        var isDone = false
        while position < scalars.count {
            if !isDone, let length = ShellPattern.matchLength(tokens, scalars[position...], longest: true), length > 0 {
                result.append(contentsOf: replacement.unicodeScalars)
                position += length
                isDone = !all
            } else {
                result.append(scalars[position])
                position += 1
            }
        }
        return String(result)
    }

    /// How many characters at the start match, the most or the fewest; nil for none. Follows all ways at once, so
    /// that its time is the product of the two lengths.
    private static func matchLength(_ tokens: [Token], _ scalars: ArraySlice<Unicode.Scalar>, longest: Bool) -> Int? {
        var states: Set<Int> = closure(of: [0], tokens)
        var found: Int?
        var length = 0
        for scalar in scalars {
            if states.contains(tokens.count) {
                found = length
                if !longest { return found }
            }
            var following: [Int] = []
            for state in states where state < tokens.count {
                switch tokens[state] {
                case .any: if scalar != "\n" { following.append(state) }
                case .one: if scalar != "\n" { following.append(state + 1) }
                case .literal(let literal): if literal == scalar { following.append(state + 1) }
                }
            }
            states = closure(of: following, tokens)
            length += 1
            if states.isEmpty { return found }
        }
        return states.contains(tokens.count) ? length : found
    }

    private static func closure(of states: [Int], _ tokens: [Token]) -> Set<Int> {
        var result = Set(states)
        for state in states {
            var state = state
            while state < tokens.count, tokens[state] == .any {
                state += 1
                result.insert(state)
            }
        }
        return result
    }
}
