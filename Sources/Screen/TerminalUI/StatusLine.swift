/// A line of keys with what they do; hints that do not fit are left out from the right.
public struct StatusLine: Sendable {
    /// One key and what it does.
    public struct Hint: Hashable, Sendable {
        /// The key's label.
        public let key: String
        /// What it does, in a word or two.
        public let text: String

        /// A hint.
        public init(key: String, text: String) {
            self.key = key
            self.text = text
        }
    }

    /// The hints, the most important first.
    public let hints: [Hint]
    /// A text at the right that stays when hints go, such as `? help`'s neighbour, the position in a list.
    public let trailing: String

    /// A line of hints.
    public init(hints: [Hint], trailing: String = "") {
        self.hints = hints
        self.trailing = trailing
    }

    /// Draws into the first row of `rect`.
    public func draw(into canvas: inout Canvas, in rect: Rect, theme: Theme) {
        guard !rect.isEmpty else { return }
        let trailingWidth = TextWidth.of(trailing)
        var end = rect.maxX
        if trailingWidth > 0, trailingWidth <= rect.width {
            canvas.draw(trailing, at: Point(x: rect.maxX - trailingWidth, y: rect.y), style: theme.dim)
            end -= trailingWidth + 2
        }
        var x = rect.x
        for hint in hints {
            let width = TextWidth.of(hint.key) + 1 + TextWidth.of(hint.text)
            if x + width > end { break }
            x += canvas.draw(hint.key, at: Point(x: x, y: rect.y), style: theme.footerKey) + 1
            x += canvas.draw(hint.text, at: Point(x: x, y: rect.y), style: theme.footerText) + 2
        }
    }
}
