/// The patterns of a `.dockerignore`: what of the build context is not sent to the builder (Dockerfile reference,
/// ".dockerignore file").
public struct IgnorePatterns: Sendable, Hashable {
    private struct Pattern: Sendable, Hashable {
        let path: ContextPattern
        let isException: Bool
    }

    private let patterns: [Pattern]
    /// Longer files are cut here, in lines.
    private static let maximumPatterns = 10_000

    /// Reads the file's text.
    public init(parsing text: String) {
        patterns = text.split(whereSeparator: \.isNewline).prefix(IgnorePatterns.maximumPatterns).compactMap { line in
            var rest = line.drop(while: \.isWhitespace)
            while rest.last?.isWhitespace == true { rest.removeLast() }
            guard let first = rest.first, first != "#" else { return nil }
            if first == "!" { rest = rest.dropFirst().drop(while: \.isWhitespace) }
            let path = ContextPattern(rest)
            return path.isEmpty ? nil : Pattern(path: path, isException: first == "!")
        }
    }

    /// Whether a path of the context is left out; the last pattern that matches it or a directory above it decides.
    public func ignores(_ path: some StringProtocol) -> Bool {
        let parts = ContextPattern.parts(of: path)
        guard !parts.isEmpty else { return false }
        return patterns.reduce(false) { ignored, pattern in
            ignored == pattern.isException && pattern.path.matchedLength(of: parts) != nil ? !ignored : ignored
        }
    }
}
