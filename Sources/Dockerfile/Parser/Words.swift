/// Splits the rest of an instruction into words, each in the way of its instruction.
enum Words {
    /// The white space between words; a no-break space is not among it.
    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\u{0B}" || scalar == "\u{0C}" || scalar == "\r"
    }

    /// The white space between flags.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        isSeparator(scalar) || scalar == "\n"
    }

    /// The first word and what follows it; no rest where there is no white space.
    static func splitOnce(_ text: String) -> (first: String, rest: String?) {
        let scalars = text.unicodeScalars
        guard let end = scalars.firstIndex(where: isSeparator) else { return (text, nil) }
        let rest = scalars[end...].drop(while: isSeparator)
        return (String(scalars[..<end]), String(rest))
    }

    /// Words between white space, quotes without meaning.
    static func separated(_ text: String) -> [String] {
        text.unicodeScalars.split(omittingEmptySubsequences: true, whereSeparator: isSeparator).map { String($0) }
    }

    /// Words between white space that is neither quoted nor escaped; quotes and escapes stay.
    static func quoted(_ text: String, escape: Unicode.Scalar) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var quote: Unicode.Scalar?
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            if quote == nil, scalar.properties.isWhitespace {
                if !word.isEmpty { words.append(String(word)) }
                word = String.UnicodeScalarView()
            } else if scalar == escape, quote != "'" {
                guard let next = scalars.next() else { break }
                word.append(contentsOf: [scalar, next])
            } else {
                if quote == scalar {
                    quote = nil
                } else if quote == nil, scalar == "'" || scalar == "\"" {
                    quote = scalar
                }
                word.append(scalar)
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }

    /// The flags at the start, quotes and escapes resolved, and the rest. `--` ends the flags.
    static func flags(in text: String, escape: Unicode.Scalar) -> (flags: [String], rest: String) {
        var flags: [String] = []
        let scalars = text.unicodeScalars
        var position = scalars.startIndex
        while true {
            position = scalars[position...].firstIndex { !isSpace($0) } ?? scalars.endIndex
            guard scalars[position...].starts(with: "--".unicodeScalars) else {
                return (flags, String(scalars[position...]))
            }
            let word = flag(in: scalars, from: &position, escape: escape)
            if word == "--" { return (flags, String(scalars[position...])) }
            flags.append(word)
        }
    }

    private static func flag(
        in scalars: String.UnicodeScalarView, from position: inout String.Index, escape: Unicode.Scalar
    ) -> String {
        var word = String.UnicodeScalarView()
        var quote: Unicode.Scalar?
        while position < scalars.endIndex {
            var scalar = scalars[position]
            if quote == nil, isSpace(scalar) { break }
            scalars.formIndex(after: &position)
            if scalar == quote {
                quote = nil
            } else if quote == nil, scalar == "'" || scalar == "\"" {
                quote = scalar
            } else {
                if scalar == escape {
                    guard position < scalars.endIndex else { break }
                    scalar = scalars[position]
                    scalars.formIndex(after: &position)
                }
                word.append(scalar)
            }
        }
        return String(word)
    }
}
