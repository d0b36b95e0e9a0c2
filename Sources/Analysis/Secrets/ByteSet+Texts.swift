extension ByteSet {
    /// What words are made of.
    static let word = alphanumeric.with("_")
    /// Base64 in either alphabet, without padding.
    static let anyBase64 = base64.with("-_")
    static let base64URLPadded = base64URL.with("=")
    static let base64Lines = base64Padded.with("\r\n")
    /// Padding and the end of a line.
    static let base64LineEnds = ByteSet("=\r\n")
    /// The letters of escapes for white space, behind a backslash.
    static let escapes = ByteSet("nrt")
    static let quotes = ByteSet("\"'")
    static let doubleQuote = ByteSet("\"")
    static let singleQuote = ByteSet("'")
    /// What ends a word of a shell.
    static let wordEnds = ByteSet(" \t\r\n\0\"'|;&<>)\\")
    /// What ends a command among others.
    static let commandEnds = ByteSet("\r\n\0|;&<>)")
    /// What a value starts with that is filled in later.
    static let substitutions = ByteSet("$<{%[")
    /// What may stand between the lines of a key that is quoted in a program.
    static let keyClothes = whiteSpace.with("\"'+,\\")
    /// What a value starts with that is a path, a pointer, a call.
    static let referenceStarts = ByteSet("/.~@&*(-:!")
    /// What stands between the words of a name.
    static let nameSigns = ByteSet("_-.")
    static let spaceOrQuote = space.with("\"'")
    static let spaceOrComma = space.with(",")
    /// What may follow a name to which something is assigned.
    static let behindName = ByteSet(" \t\"'=:?+|.>[]\\")
    /// What may stand before an equals sign that assigns.
    static let signStarts = ByteSet(":?+|.")
    /// What may stand before a quote to say how it is read.
    static let quotePrefixes = ByteSet("bruBRUf@$L")
    /// The name of a type, `char*` or `&str` too.
    static let typeName = word.with(".*&<>[]:?")
    /// What may follow the value of a directive.
    static let directiveEnds = whiteSpace.without("\n").with(";,)")
    /// What may stand before a name in a text of a program, and behind its value.
    static let beforeParameter = ByteSet("?&;\"'`")
    static let behindParameter = ByteSet("&\"'`")
    static let lineEnds = ByteSet("\r\n\0")
    /// A value that ends with its line.
    static let wholeValue = printable.without(" \t\r\n\"'")
    /// What separates a value from the next and does not belong to it.
    static let valueEnds = ByteSet(",;")
    /// A name with its quotes.
    static let quotedName = dotted.with("\"'")
    static let letterOrHyphen = letter.with("-")
    /// What may stand before a name in a list.
    static let listMarks = spaceOrQuote.with("-")
    /// The name of a setting, as `//host/:_authToken` in npm's.
    static let settingName = dotted.with("/:@")
    static let colonSpace = whiteSpace.with(":")
    /// The value of an Authorization header.
    static let credentials = dotted.with("+/=~")
    /// What a login or a header is made of: all but what ends it.
    static let credentialText = printable.without(" \t\r\n\"'<>")
    static let azureSecret = base64URL.with(".~")
    /// What ends a scalar without quotes in YAML's flow style.
    static let flowEnds = ByteSet(",:{}[]\r\n")
    /// RFC 3986, section 3.1.
    static let scheme = alphanumeric.with("+.-")
    static let hostStart = alphanumeric.with("[")
    /// What does not stand between an address's `://` and `@`, braces apart.
    static let addressStops = ByteSet(" \t\r\n\"'<>`/\\|,;(){}\0")
    static let connectionStops = ByteSet(";\"'<> ")
    /// The text of an XML element.
    static let elementText = printable.without("<\r\n")
    /// The value of an attribute between double quotes.
    static let elementAttribute = elementText.without("\"")
    /// A value without quotes.
    static let bareValue = printable.without(" \t\r\n,;\"')&|")

    /// The set without some characters.
    func without(_ characters: String) -> ByteSet {
        let gone = ByteSet(characters)
        let left = (0...127).filter { contains($0) && !gone.contains($0) }
        return ByteSet(left.map { String(UnicodeScalar($0)) }.joined())
    }
}
