/// Which paths of a tree are wanted, as people write it: `*.py >1MB !**/test/**`, `mark:secret | mode:suid`.
///
/// Terms, ASCII letters in either case:
///
/// - a word is a part of a name, or with a slash of the path; `"…"` for one with spaces;
/// - `*.py` is a whole name, `lib/**/*.so` the end of a path, `/usr/*` a path from the root, `/…/` a regular expression of
///   the path;
/// - `>10MB`, `<=4k`: the size of a file, of a directory only beside `kind:dir`;
/// - `layer:`, `stage:`, `kind:`, `owner:`, `mode:`, `change:`, `mark:`, `rule:`, `package:`.
///
/// Terms side by side must all hold; `|` and `or` join alternatives, `!`, `-` and `not` negate, brackets group. Names
/// and paths that fit a directory fit all that lies below it.
public struct PathFilter: Sendable, Hashable {
    /// Why a text is no filter, or not one for this image: one phrase for the user, without a full stop.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// The phrase.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// What the user wrote.
    public let text: String
    let expression: FilterExpression

    /// Whether it only says what does not fit: all its words are negated.
    public var onlyHides: Bool { expression.isNegative }

    /// Reads a filter.
    public init(_ text: String) throws(Fault) {
        guard text.utf8.count <= PathFilter.longest else { throw Fault("the filter is longer than 4 KiB") }
        self.text = text
        expression = try FilterParser.parse(text)
    }

    private static let longest = 4096

    /// Filters of one text are the same.
    public static func == (left: PathFilter, right: PathFilter) -> Bool { left.text == right.text }

    /// By the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// What may be written after a text whose last word begins a term, such as `mod`; nil where it begins none.
    public static func hint(after text: String) -> String? {
        let word = text.split(whereSeparator: { " \t()|!".contains($0) }).last ?? ""
        guard word.utf8.count >= 2, text.hasSuffix(word) else { return nil }
        return FilterKey.allCases.first { $0.rawValue.hasPrefix(word.lowercased()) }?.example
    }
}

extension FilterExpression {
    /// All terms.
    var terms: [FilterTerm] {
        switch self {
        case .term(let term): [term]
        case .not(let inner): inner.terms
        case .all(let parts), .any(let parts): parts.flatMap(\.terms)
        }
    }
}
