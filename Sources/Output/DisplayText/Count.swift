/// A number of things as people read it.
public enum Count {
    /// `1 file`, `3 files`; what does not take an `s` says its plural.
    public static func text(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count) \(noun(count, one, many))"
    }

    /// What things are called of which there are so many: `file`, `files`.
    public static func noun(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        count == 1 ? one : many ?? one + "s"
    }
}
