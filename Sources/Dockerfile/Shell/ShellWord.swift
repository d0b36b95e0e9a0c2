/// Resolves quotes, escapes and `$variables` in the words of instructions, as BuildKit does (Dockerfile reference,
/// "Environment replacement").
public struct ShellWord: Sendable {
    /// Why a word can't be expanded.
    public struct ExpansionError: Error, Sendable, CustomStringConvertible {
        /// One sentence.
        public let description: String
    }

    /// The character that escapes.
    var escape: Unicode.Scalar
    /// Variables by name.
    var environment: [String: String]
    var keepsQuotes = false
    var keepsEscapes = false
    var keepsUnknown = false

    /// An expander with the variables of `environment`.
    public init(environment: [String: String], escape: Character = "\\") {
        self.escape = escape.unicodeScalars.first ?? "\\"
        self.environment = environment
    }

    /// The word with quotes, escapes and variables resolved; an unset variable is empty.
    public func expand(_ word: String) throws(ExpansionError) -> String {
        var reader = ShellWordReader(word, self)
        return try reader.read(until: nil, keepsEscapes: keepsEscapes, depth: 0).text
    }

    /// The words of a line after expansion, split at white space that is not quoted.
    func words(_ line: String) throws(ExpansionError) -> [String] {
        var reader = ShellWordReader(line, self)
        return try reader.read(until: nil, keepsEscapes: keepsEscapes, depth: 0).words
    }
}

/// Collects characters to words.
private struct WordCollector {
    var words: [String] = []
    private var word = String.UnicodeScalarView()

    mutating func add(_ scalar: Unicode.Scalar) {
        if scalar.properties.isWhitespace { end() } else { word.append(scalar) }
    }

    mutating func addRaw(_ scalars: some Sequence<Unicode.Scalar>) {
        word.append(contentsOf: scalars)
    }

    mutating func end() {
        if !word.isEmpty { words.append(String(word)) }
        word = String.UnicodeScalarView()
    }
}

/// Reads one line or word.
private struct ShellWordReader {
    /// What an expansion may grow to, in characters, so that variables made of variables can't fill the memory.
    private static let maximumLength = 1 << 20
    /// How deep `${a:-${b:-…}}` may nest.
    private static let maximumDepth = 64

    private let scalars: [Unicode.Scalar]
    private let options: ShellWord
    private var position = 0

    init(_ text: String, _ options: ShellWord) {
        scalars = Array(text.unicodeScalars)
        self.options = options
    }

    private typealias Failure = ShellWord.ExpansionError
    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        position += 1
        return scalar
    }

    mutating func read(
        until stop: Unicode.Scalar?, keepsEscapes: Bool, depth: Int
    ) throws(ShellWord.ExpansionError) -> (text: String, words: [String]) {
        guard depth < ShellWordReader.maximumDepth else { throw Failure(description: "“${” nests too deeply.") }
        var result: [Unicode.Scalar] = []
        var collector = WordCollector()
        while let scalar = peek {
            if scalar == stop {
                position += 1
                collector.end()
                return (ShellWordReader.text(result), collector.words)
            }
            if scalar == "'" || scalar == "\"" {
                let text = scalar == "'" ? try singleQuoted() : try doubleQuoted(keepsEscapes, depth)
                result.append(contentsOf: text.unicodeScalars)
                collector.addRaw(text.unicodeScalars)
            } else if scalar == "$" {
                let text = try variable(keepsEscapes, depth)
                result.append(contentsOf: text.unicodeScalars)
                for scalar in text.unicodeScalars { collector.add(scalar) }
            } else if scalar == options.escape {
                position += 1
                if keepsEscapes {
                    result.append(scalar)
                    collector.addRaw([scalar])
                }
                guard let escaped = next() else { break }
                result.append(escaped)
                collector.addRaw([escaped])
            } else {
                position += 1
                result.append(scalar)
                collector.add(scalar)
            }
            guard result.count <= ShellWordReader.maximumLength || options.keepsUnknown else {
                throw Failure(description: "The expansion is longer than a million characters.")
            }
        }
        if let stop { throw Failure(description: "“\(stop)” is missing at the end.") }
        collector.end()
        return (ShellWordReader.text(result), collector.words)
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private mutating func singleQuoted() throws(ShellWord.ExpansionError) -> String {
        let start = position
        position += 1
        while let scalar = next() {
            guard scalar == "'" else { continue }
            let whole = scalars[start..<position]
            return ShellWordReader.text(options.keepsQuotes ? whole : whole.dropFirst().dropLast())
        }
        throw Failure(description: "A single quote is missing at the end.")
    }

    private mutating func doubleQuoted(_ keepsEscapes: Bool, _ depth: Int) throws(ShellWord.ExpansionError) -> String {
        var result = String.UnicodeScalarView()
        position += 1
        if options.keepsQuotes { result.append("\"") }
        while let scalar = peek {
            if scalar == "$" {
                result.append(contentsOf: try variable(keepsEscapes, depth).unicodeScalars)
                continue
            }
            position += 1
            if scalar == "\"" {
                if options.keepsQuotes { result.append("\"") }
                return String(result)
            }
            guard scalar == options.escape else {
                result.append(scalar)
                continue
            }
            if keepsEscapes { result.append(scalar) }
            guard let escaped = peek else { continue }
            if escaped == "\"" || escaped == "$" || escaped == options.escape {
                position += 1
                result.append(escaped)
            } else {
                result.append(scalar)
            }
        }
        throw Failure(description: "A double quote is missing at the end.")
    }

    private mutating func name() -> String {
        guard let first = peek else { return "" }
        if "@*#?-$!".unicodeScalars.contains(first) {
            position += 1
            return String(first)
        }
        let isDigits = first.properties.numericType == .decimal
        let start = position
        while let scalar = peek {
            let isDigit = scalar.properties.numericType == .decimal
            guard isDigit || (!isDigits && (scalar.properties.isAlphabetic || scalar == "_")) else { break }
            position += 1
        }
        return ShellWordReader.text(scalars[start..<position])
    }

    private mutating func variable(_ keepsEscapes: Bool, _ depth: Int) throws(ShellWord.ExpansionError) -> String {
        let start = position
        position += 1
        guard peek == "{" else {
            let name = name()
            guard !name.isEmpty else { return "$" }
            return options.environment[name] ?? (options.keepsUnknown ? "$" + name : "")
        }
        position += 1
        guard let first = peek, !"{}:".unicodeScalars.contains(first) else {
            throw Failure(description: "“${” has no variable's name after it.")
        }
        let name = name()
        let value = options.environment[name]
        guard var modifier = next() else { throw Failure(description: "“}” is missing.") }
        if modifier == "}" { return value ?? (options.keepsUnknown ? "${\(name)}" : "") }
        if modifier == "/" { return try replaced(name, value, start, depth) }
        let emptyCounts = modifier == ":"
        if emptyCounts { modifier = next() ?? ":" }
        guard "-+?#%".unicodeScalars.contains(modifier) else {
            throw Failure(description: "“\(modifier)” is no modifier; expected - + ? # % or /.")
        }
        let isPattern = modifier == "#" || modifier == "%"
        let word = try read(until: "}", keepsEscapes: isPattern || keepsEscapes, depth: depth + 1).text
        if value == nil, options.keepsUnknown { return ShellWordReader.text(scalars[start..<position]) }
        let present = value.flatMap { emptyCounts && $0.isEmpty ? nil : $0 }
        switch modifier {
        case "-": return present ?? word
        case "+": return present == nil ? "" : word
        case "?":
            guard let present else {
                throw Failure(description: "\(name): \(word.isEmpty ? "must be set" : word)")
            }
            return present
        default: return try trimmed(value ?? "", word, fromEnd: modifier == "%")
        }
    }

    private func trimmed(_ value: String, _ word: String, fromEnd: Bool) throws(ShellWord.ExpansionError) -> String {
        let isLongest = word.first == (fromEnd ? "%" : "#")
        let pattern = try ShellPattern(isLongest ? String(word.dropFirst()) : word)
        return fromEnd
            ? pattern.removingSuffix(value, longest: isLongest) : pattern.removingPrefix(value, longest: isLongest)
    }

    private mutating func replaced(
        _ name: String, _ value: String?, _ start: Int, _ depth: Int
    ) throws(ShellWord.ExpansionError) -> String {
        let isAll = peek == "/"
        if isAll { position += 1 }
        let pattern = try read(until: "/", keepsEscapes: true, depth: depth + 1).text
        let replacement = try read(until: "}", keepsEscapes: true, depth: depth + 1).text
        if value == nil, options.keepsUnknown { return ShellWordReader.text(scalars[start..<position]) }
        let result = try ShellPattern(pattern).replacing(value ?? "", with: replacement, all: isAll)
        guard result.utf8.count <= ShellWordReader.maximumLength else {
            throw Failure(description: "The expansion of \(name) is longer than a million characters.")
        }
        return result
    }
}
