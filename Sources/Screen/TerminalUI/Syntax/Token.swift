/// A part of a line of source text that has a colour.
public struct Token: Hashable, Sendable {
    /// What it is.
    public enum Kind: Hashable, Sendable { case keyword, string, comment, number, name }

    /// Which bytes of the line's UTF-8.
    public var range: Range<Int>
    /// What it is.
    public let kind: Kind

    /// A part of a line.
    public init(_ range: Range<Int>, _ kind: Kind) {
        self.range = range
        self.kind = kind
    }
}

extension Theme {
    /// The style of a token.
    func style(of kind: Token.Kind) -> Style {
        switch kind {
        case .keyword: syntaxKeyword
        case .string: syntaxString
        case .comment: syntaxComment
        case .number: syntaxNumber
        case .name: syntaxName
        }
    }
}
