import CVectorscan

/// A regular expression, or a text, that is looked for in time linear in the bytes: vectorscan knows no back-references
/// and no look-around, and refuses what would grow too large. Made once; any thread may use it.
public final class RegularExpression: Sendable {
    /// Why the text is no expression that can be looked for, a phrase without a full stop.
    public struct Fault: Error, Sendable, Hashable {
        /// The phrase.
        public let message: String
    }

    /// An expression has at most so many bytes.
    public static let longest = 4096

    /// Whether it is a text and no expression.
    let isLiteral: Bool
    /// Only read once it is made, and vectorscan's databases may be shared by threads.
    nonisolated(unsafe) let database: OpaquePointer
    /// The same with starts told besides ends; nil where nobody wants them, or that would grow too large.
    nonisolated(unsafe) let startsDatabase: OpaquePointer?

    /// Prepares the search.
    ///
    /// - Parameters:
    ///   - pattern: Perl's syntax, `^` and `$` at the ends of lines; or a text.
    ///   - isLiteral: Whether it is a text and no expression.
    ///   - ignoresCase: Whether ASCII letters match in either case.
    ///   - tellsStarts: Whether `LineSearch.spans` is to tell where what is found begins.
    public init(
        _ pattern: String, isLiteral: Bool = false, ignoresCase: Bool = false, tellsStarts: Bool = false
    ) throws(Fault) {
        guard pattern.utf8.count <= RegularExpression.longest else {
            throw Fault(message: "it is longer than \(RegularExpression.longest) bytes")
        }
        guard !pattern.utf8.contains(0) else { throw Fault(message: "it holds a zero byte") }
        let flags = ignoresCase ? UInt32(HS_FLAG_CASELESS) : 0
        let isText = isLiteral && !pattern.isEmpty
        database = try RegularExpression.database(of: pattern, isText: isText, flags: flags)
        let startFlags = flags | UInt32(HS_FLAG_SOM_LEFTMOST)
        startsDatabase =
            if tellsStarts {
                try? RegularExpression.database(of: pattern, isText: isText, flags: startFlags)
            } else {
                nil
            }
        self.isLiteral = isText
    }

    private static func database(
        of pattern: String, isText: Bool, flags: UInt32
    ) throws(Fault) -> OpaquePointer {
        var database: OpaquePointer?
        var error: UnsafeMutablePointer<hs_compile_error_t>?
        let status = pattern.withCString { text in
            isText
                ? hs_compile_lit(text, flags, pattern.utf8.count, UInt32(HS_MODE_BLOCK), nil, &database, &error)
                : hs_compile(
                    text, flags | UInt32(HS_FLAG_MULTILINE | HS_FLAG_ALLOWEMPTY), UInt32(HS_MODE_BLOCK), nil, &database,
                    &error)
        }
        defer { if let error { hs_free_compile_error(error) } }
        guard status == HS_SUCCESS, let database else {
            let words = error.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "code \(status)"
            throw Fault(message: words.hasSuffix(".") ? String(words.dropLast()) : words)
        }
        return database
    }

    deinit {
        hs_free_database(database)
        if let startsDatabase { hs_free_database(startsDatabase) }
    }
}
