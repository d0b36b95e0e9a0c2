/// Markdown as lessons have it: paragraphs, lists with `-`, code between fences, and in them **bold**, *emphasis*, `code`.
///
/// The classroom makes lines of it, the handout HTML.
public struct MarkdownDocument: Sendable, Hashable {
    /// What it consists of, from the top.
    public let blocks: [Block]

    /// A paragraph, an item of a list, or lines of code.
    public struct Block: Sendable, Hashable {
        /// What it is.
        public enum Kind: Sendable, Hashable {
            case paragraph, item, code
        }

        /// What it is.
        public let kind: Kind
        /// Whether no empty line is between it and the block before.
        public let joins: Bool
        /// Its words on one line, without the dash of an item; of code, the lines.
        public fileprivate(set) var text = ""

        /// The words in the styles that the text gives them.
        public var spans: [Span] { Span.reading(text[...], in: []) }
        /// The lines of code.
        public var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    /// Words in one style.
    public struct Span: Sendable, Hashable {
        /// How words are written.
        public struct Style: OptionSet, Sendable, Hashable {
            /// The bits.
            public let rawValue: UInt8

            /// The set with these bits.
            public init(rawValue: UInt8) { self.rawValue = rawValue }

            /// `**bold**`.
            public static let bold = Style(rawValue: 1)
            /// `*emphasis*`.
            public static let emphasis = Style(rawValue: 2)
            /// Code between back quotes.
            public static let code = Style(rawValue: 4)
        }

        /// The words.
        public let text: String
        /// How they are written.
        public let style: Style
    }

    /// Reads a text.
    public init(_ text: String) {
        var blocks: [Block] = []
        var isOpen = false
        var isCode = false
        func add(_ text: Substring, after separator: String) {
            guard let last = blocks.indices.last else { return }
            blocks[last].text += (blocks[last].text.isEmpty ? "" : separator) + text
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let trimmed = line.drop(while: \.isWhitespace)
            if trimmed.hasPrefix("```") {
                isCode.toggle()
                isOpen = false
                if isCode { blocks.append(Block(kind: .code, joins: false)) }
            } else if isCode {
                add(line, after: "\n")
            } else if trimmed.isEmpty {
                isOpen = false
            } else if trimmed.hasPrefix("- ") {
                blocks.append(Block(kind: .item, joins: isOpen, text: String(trimmed.dropFirst(2))))
                isOpen = true
            } else if isOpen {
                add(trimmed, after: " ")
            } else {
                blocks.append(Block(kind: .paragraph, joins: false, text: String(trimmed)))
                isOpen = true
            }
        }
        self.blocks = blocks
    }
}

extension MarkdownDocument.Span {
    /// What words stand between, with what it makes of them; a longer mark before one that it begins with.
    private static let marks: [(text: String, style: Style)] = [
        ("``", .code), ("`", .code), ("**", .bold), ("*", .emphasis),
    ]

    /// The spans of a text that stands in a style itself. A mark that nothing closes is a character like others.
    fileprivate static func reading(_ text: Substring, in style: Style) -> [MarkdownDocument.Span] {
        var spans: [MarkdownDocument.Span] = []
        var plain = ""
        func flush() {
            if !plain.isEmpty { spans.append(MarkdownDocument.Span(text: plain, style: style)) }
            plain = ""
        }
        var rest = text
        while let character = rest.first {
            guard let (marked, inner, end) = marked(at: rest) else {
                plain.append(character)
                rest = rest.dropFirst()
                continue
            }
            flush()
            let inside = style.union(marked)
            spans +=
                marked == .code
                ? [MarkdownDocument.Span(text: String(inner), style: inside)] : reading(inner, in: inside)
            rest = rest[end...]
        }
        flush()
        return spans
    }

    /// What begins with a mark and ends with the same: its style, what is between, and where the text goes on.
    private static func marked(at text: Substring) -> (Style, Substring, Substring.Index)? {
        guard let mark = marks.first(where: { text.hasPrefix($0.text) }) else { return nil }
        let body = text.dropFirst(mark.text.count)
        guard let close = body.firstRange(of: mark.text), close.lowerBound > body.startIndex else { return nil }
        let inner = body[..<close.lowerBound]
        if mark.style == .code {
            // A blank at either end is there for a back quote that stands beside it.
            let isPadded = inner.count > 2 && inner.hasPrefix(" ") && inner.hasSuffix(" ") && mark.text.count > 1
            return (.code, isPadded ? inner.dropFirst().dropLast() : inner, close.upperBound)
        }
        guard inner.first?.isWhitespace == false, inner.last?.isWhitespace == false else { return nil }
        return (mark.style, inner, close.upperBound)
    }
}
