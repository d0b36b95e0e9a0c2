/// A path of the build context with wildcards, as `.dockerignore` and the sources of `COPY` have it.
struct ContextPattern: Sendable, Hashable {
    private let parts: [[Unicode.Scalar]]

    /// Whether it names the context itself.
    var isEmpty: Bool { parts.isEmpty }

    /// A pattern as it is written: slashes at the ends and `.` say nothing.
    init(_ text: some StringProtocol) {
        parts = ContextPattern.parts(of: text)
    }

    /// The parts of a path between slashes; `.` is none.
    static func parts(of path: some StringProtocol) -> [[Unicode.Scalar]] {
        path.split(separator: "/").filter { $0 != "." }.map { Array($0.unicodeScalars) }
    }

    /// How many parts of the path, from its first, the pattern matches: all of them, or a directory above it, the
    /// longest that there is. Nil where it matches none. `**` stands for any number of directories.
    func matchedLength(of path: [[Unicode.Scalar]]) -> Int? {
        // The numbers of path parts that the pattern read so far can have matched.
        var reached: Set<Int> = [0]
        for part in parts {
            if part == ["*", "*"] {
                reached = Set((reached.min() ?? 0)...path.count)
            } else {
                reached = Set(
                    reached.filter { $0 < path.count && ContextPattern.matches(part[...], path[$0][...]) }.map {
                        $0 + 1
                    })
            }
            if reached.isEmpty { return nil }
        }
        return reached.max()
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
