extension Canvas {
    /// The rows as text, spaces at their ends left out: what a test compares and a person reads.
    public var lines: [String] {
        (0..<size.height).map { y in
            Canvas.trimmed(String(row(y).lazy.filter { $0.width > 0 }.map(\.text)))
        }
    }

    /// The rows as text with their styles: `⟨bold red⟩text⟨⟩`, the empty marker where the plain style comes back.
    /// Plain spaces at the ends of rows are left out.
    public func styledLines() -> [String] {
        (0..<size.height).map { y in
            var line = ""
            var style = Style.plain
            for cell in row(y) where cell.width > 0 {
                if cell.style != style {
                    style = cell.style
                    line += "⟨\(style)⟩"
                }
                line.append(cell.text)
            }
            return style == .plain ? Canvas.trimmed(line) : line + "⟨⟩"
        }
    }

    private static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
