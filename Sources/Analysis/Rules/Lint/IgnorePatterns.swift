import Dockerfile

/// The patterns of a `.dockerignore`: what of the build context is not sent to the builder (Dockerfile reference,
/// ".dockerignore file").
public struct IgnorePatterns: Sendable, Hashable {
    private struct Pattern: Sendable, Hashable {
        let parts: [[Unicode.Scalar]]
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
            let parts = IgnorePatterns.parts(of: rest)
            return parts.isEmpty ? nil : Pattern(parts: parts, isException: first == "!")
        }
    }

    /// Whether a path of the context is left out; the last pattern that matches it or a directory above it decides.
    public func ignores(_ path: some StringProtocol) -> Bool {
        let parts = IgnorePatterns.parts(of: path)
        guard !parts.isEmpty else { return false }
        return patterns.reduce(false) { ignored, pattern in
            ignored == pattern.isException && IgnorePatterns.matches(pattern.parts, prefixOf: parts)
                ? !ignored : ignored
        }
    }

    private static func parts(of path: some StringProtocol) -> [[Unicode.Scalar]] {
        path.split(separator: "/").filter { $0 != "." }.map { Array($0.unicodeScalars) }
    }

    /// Whether the pattern matches the path or a directory above it. `**` stands for any number of directories.
    private static func matches(_ pattern: [[Unicode.Scalar]], prefixOf path: [[Unicode.Scalar]]) -> Bool {
        // The numbers of path parts that the pattern read so far can have matched.
        var reached: Set<Int> = [0]
        for part in pattern {
            if part == ["*", "*"] {
                reached = Set((reached.min() ?? 0)...path.count)
            } else {
                reached = Set(reached.filter { $0 < path.count && matches(part[...], path[$0][...]) }.map { $0 + 1 })
            }
            if reached.isEmpty { return false }
        }
        return true
    }

    /// `*`, `?`, `[a-z]` and `\` within one part, as Go's `filepath.Match`.
    private static func matches(_ pattern: ArraySlice<Unicode.Scalar>, _ name: ArraySlice<Unicode.Scalar>) -> Bool {
        var (pattern, name) = (pattern, name)
        var retry: (pattern: ArraySlice<Unicode.Scalar>, name: ArraySlice<Unicode.Scalar>)?
        while true {
            if pattern.first == "*" {
                pattern = pattern.dropFirst()
                retry = (pattern, name)
                continue
            }
            if pattern.isEmpty, name.isEmpty { return true }
            if let scalar = name.first, let rest = matchOne(pattern, scalar) {
                (pattern, name) = (rest, name.dropFirst())
            } else if let (after, from) = retry, !from.isEmpty {
                (pattern, name) = (after, from.dropFirst())
                retry = (after, name)
            } else {
                return false
            }
        }
    }

    /// What is left of the pattern when its first item matches the scalar.
    private static func matchOne(
        _ pattern: ArraySlice<Unicode.Scalar>, _ scalar: Unicode.Scalar
    ) -> ArraySlice<Unicode.Scalar>? {
        switch pattern.first {
        case nil: return nil
        case "?": return pattern.dropFirst()
        case "\\": return pattern.dropFirst().first == scalar ? pattern.dropFirst(2) : nil
        case "[":
            guard let close = pattern.dropFirst(2).firstIndex(of: "]") else { return nil }
            var set = pattern[(pattern.startIndex + 1)..<close]
            let isNegated = set.first == "^"
            if isNegated { set = set.dropFirst() }
            return contains(set, scalar) != isNegated ? pattern[(close + 1)...] : nil
        default: return pattern.first == scalar ? pattern.dropFirst() : nil
        }
    }

    private static func contains(_ set: ArraySlice<Unicode.Scalar>, _ scalar: Unicode.Scalar) -> Bool {
        var rest = set
        while let low = rest.popFirst() {
            guard rest.first == "-", let high = rest.dropFirst().first else {
                if low == scalar { return true }
                continue
            }
            rest = rest.dropFirst(2)
            if low <= scalar, scalar <= high { return true }
        }
        return false
    }
}
