/// A number of things as people read it.
public enum Count {
    /// `1 file`, `3 files`; what does not take an `s` says its plural.
    public static func text(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count) \(noun(count, one, many))"
    }

    /// The number with commas between thousands.
    public static func grouped(_ count: Int) -> String {
        let digits = Array(String(count))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" { text += "," }
            text.append(digit)
        }
        return text
    }

    /// What things are called of which there are so many: `file`, `files`.
    public static func noun(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        count == 1 ? one : many ?? one + "s"
    }
}
