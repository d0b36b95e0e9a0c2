/// Paths that records give relative to their own place.
enum RelativePath {
    /// A path from the root, `a/b/c`, of a directory and what is relative to it; never out of the root.
    static func joined(_ directory: String, _ path: String) -> String {
        var parts = path.hasPrefix("/") ? [] : directory.split(separator: "/")
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
