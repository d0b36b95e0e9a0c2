extension Canvas {
    /// The rows as text with the escape sequences that give it their styles, as terminals read them (ECMA-48, SGR);
    /// spaces without a style at the ends are left out.
    public var escapedLines: [String] {
        (0..<size.height).map { y in
            let cells = row(y)
            let end = cells.lastIndex { $0.style != .plain || $0.text != " " }.map { $0 + 1 } ?? cells.startIndex
            var line = ""
            var style = Style.plain
            for cell in cells[..<end] where cell.width > 0 {
                if cell.style != style {
                    line += cell.style.escapeSequence
                    style = cell.style
                }
                line.append(cell.text)
            }
            return style == .plain ? line : line + Style.plain.escapeSequence
        }
    }
}

extension Style {
    private static let parameters: [(Attributes, String)] = [
        (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]

    /// The sequence that sets just this style, whatever was set before.
    var escapeSequence: String {
        let attributes = Style.parameters.filter { self.attributes.contains($0.0) }.map(\.1)
        let colors = foreground.parameters(isBackground: false) + background.parameters(isBackground: true)
        return "\u{1b}[" + (["0"] + attributes + colors).joined(separator: ";") + "m"
    }
}

extension Color {
    fileprivate func parameters(isBackground: Bool) -> [String] {
        let offset = isBackground ? 10 : 0
        switch self {
        case .standard: return []
        case .ansi(let index) where index < 8: return ["\(30 + offset + Int(index))"]
        case .ansi(let index) where index < 16: return ["\(82 + offset + Int(index))"]
        case .ansi(let index), .palette(let index): return ["\(38 + offset)", "5", "\(index)"]
        case .rgb(let red, let green, let blue): return ["\(38 + offset)", "2", "\(red)", "\(green)", "\(blue)"]
        }
    }
}
