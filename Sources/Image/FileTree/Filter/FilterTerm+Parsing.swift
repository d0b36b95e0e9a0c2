import RegularExpressions

extension FilterTerm {
    /// Reads a word without quotes.
    init(_ word: String) throws(PathFilter.Fault) {
        if let comparison = SizeComparison.allCases.first(where: { word.hasPrefix($0.rawValue) }) {
            self = try FilterTerm.size(comparison, word.dropFirst(comparison.rawValue.count))
        } else if let inner = FilterTerm.expression(in: word) {
            do throws(RegularExpression.Fault) {
                self = .expression(try RegularExpression(inner, ignoresCase: true))
            } catch {
                throw PathFilter.Fault("\(word) is no regular expression: \(error.message)")
            }
        } else if let colon = word.firstIndex(of: ":"), !word.contains("/") {
            let key = word[..<colon]
            guard let known = FilterKey(rawValue: key.lowercased()) else {
                throw FilterTerm.unknown(key, in: word)
            }
            self = try FilterTerm.keyed(known, String(word[word.index(after: colon)...]))
        } else {
            self = try FilterTerm.pattern(Array(word.utf8))
        }
    }

    /// What stands between two slashes; nil for a path, which has none at its end, or a glob.
    private static func expression(in word: String) -> String? {
        guard word.utf8.count > 2, word.hasPrefix("/"), word.hasSuffix("/"), !word.contains("**") else { return nil }
        return String(word.dropFirst().dropLast())
    }

    private static func pattern(_ text: [UInt8]) throws(PathFilter.Fault) -> FilterTerm {
        guard Glob.isPattern(text) else { return .text(text) }
        guard text.contains(PathName.slash) else { return .glob(Glob(text)) }
        guard let glob = PathGlob(text) else {
            throw PathFilter.Fault("a pattern of paths has at most \(PathGlob.longest) components")
        }
        return .pathGlob(glob)
    }

    private static func size(_ comparison: SizeComparison, _ text: Substring) throws(PathFilter.Fault) -> FilterTerm {
        guard let count = ByteCount(parsing: String(text)) else {
            throw PathFilter.Fault(
                "\(comparison.rawValue)\(text) needs a size, such as \(comparison.rawValue)10MB or \(comparison.rawValue)4k"
            )
        }
        return .size(comparison, count.bytes)
    }

    /// The term of a key and what stands behind its colon.
    static func keyed(_ key: FilterKey, _ value: String) throws(PathFilter.Fault) -> FilterTerm {
        let term: FilterTerm? =
            switch key {
            case .layer: layers(value)
            case .kind: FilterKey.kinds.first { $0.name == value }.map { .kinds($0.kinds) }
            case .owner: owner(value)
            case .mode: mode(value)
            case .change: FilterKey.changes.first { $0.name == value }.map { .change($0.change) }
            case .stage, .mark, .rule, .package: value.isEmpty ? nil : .named(key, value.lowercased())
            }
        guard let term else {
            throw PathFilter.Fault(
                "\(value.isEmpty ? "\(key.rawValue):" : "\(key.rawValue):\(value)") is unfinished or wrong: \(key.example)"
            )
        }
        return term
    }

    private static func layers(_ text: String) -> FilterTerm? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first > 0,
            first <= last
        else { return nil }
        return .layers(first...last)
    }

    private static func owner(_ text: String) -> FilterTerm? {
        let ids = text.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
        guard (1...2).contains(ids.count), let user = ids[0] else { return nil }
        if ids.count == 1 { return .owner(user: user, group: nil) }
        return ids[1].map { .owner(user: user, group: $0) }
    }

    private static func mode(_ text: String) -> FilterTerm? {
        if let known = FilterKey.modes.first(where: { $0.name == text }) {
            return .anyMode(known.bits, filesOnly: known.filesOnly)
        }
        guard let bits = UInt16(text, radix: 8), bits <= 0o7777 else { return nil }
        return .mode(bits)
    }

    private static func unknown(_ key: Substring, in word: String) -> PathFilter.Fault {
        let nearest = Spelling.nearest(to: key.lowercased(), among: FilterKey.allCases.map(\.rawValue))
        let advice =
            nearest.map { "did you mean \($0):?" }
            ?? "terms are \(FilterKey.allCases.map { "\($0.rawValue):" }.joined(separator: " "))"
        return PathFilter.Fault("there is no term \(key):, \(advice) A name with a colon stands in quotes: \"\(word)\"")
    }
}
