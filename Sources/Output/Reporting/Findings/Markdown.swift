import DisplayText

/// Text that stands in Markdown as it is: nothing in it is taken for markup.
enum Markdown {
    /// Text of a paragraph: visible characters only, those that mean something to Markdown or HTML escaped.
    static func text(_ text: some StringProtocol) -> String {
        var result = ""
        for character in Printable.escape(text) {
            switch character {
            case "<": result += "&lt;"
            case "&": result += "&amp;"
            case "\\", "`", "*", "_", "[", "]", "#", "~", "|", "@": result += "\\\(character)"
            default: result.append(character)
            }
        }
        return result
    }

    /// Text in the type of code, whatever back quotes it has.
    static func code(_ text: some StringProtocol) -> String {
        let visible = Printable.escape(text)
        guard !visible.isEmpty else { return "" }
        var longest = 0
        var run = 0
        for character in visible {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let quotes = String(repeating: "`", count: longest + 1)
        let inner = longest > 0 ? " \(visible) " : visible
        // A bar would end the cell even in code.
        return quotes + inner.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") + quotes
    }
}
