/// A line of text that is being typed, with the keys of Emacs and readline.
public struct TextField: Hashable, Sendable {
    /// What the line holds.
    public private(set) var text: String
    /// Where the next character goes, in characters from 0 at the start.
    public private(set) var position: Int

    /// A line with this text and the cursor at its end.
    public init(_ text: String = "") {
        self.text = text
        position = text.count
    }

    /// Applies a key; false where the key means nothing to a line editor (Enter, Escape, Up …).
    public mutating func handle(_ key: Key) -> Bool {
        switch (key.code, key.modifiers) {
        case (.character(let character), []) where !TextWidth.isControl(character): insert(String(character))
        case (.left, []), (.character("b"), .control): move(to: position - 1)
        case (.right, []), (.character("f"), .control): move(to: position + 1)
        case (.home, []), (.character("a"), .control): move(to: 0)
        case (.end, []), (.character("e"), .control): move(to: text.count)
        case (.left, .control), (.left, .alt), (.character("b"), .alt): move(to: wordStart)
        case (.right, .control), (.right, .alt), (.character("f"), .alt): move(to: wordEnd)
        case (.backspace, []), (.character("h"), .control): remove(position - 1..<position)
        case (.delete, []), (.character("d"), .control): remove(position..<position + 1)
        case (.character("w"), .control), (.backspace, .alt): remove(wordStart..<position)
        case (.character("d"), .alt): remove(position..<wordEnd)
        case (.character("u"), .control): remove(0..<position)
        case (.character("k"), .control): remove(position..<text.count)
        default: return false
        }
        return true
    }

    /// Puts text before the cursor, as a paste does; line breaks and other control characters become spaces.
    public mutating func insert(_ pasted: String) {
        let clean = String(pasted.map { TextWidth.isControl($0) ? " " : $0 })
        let before = text.prefix(position) + clean
        text = String(before + text.dropFirst(position))
        // Counted anew: a combining mark joins the character before it.
        position = min(before.count, text.count)
    }

    /// Draws a label and the line in the first row of `rect`, scrolled so that the cursor shows, and puts the cursor there.
    public func draw(into canvas: inout Canvas, in rect: Rect, label: String = "", style: Style = .plain, theme: Theme)
    {
        guard !rect.isEmpty else { return }
        canvas.fill(rect.row(0), with: Cell(" ", style: style))
        let labelWidth = canvas.draw(label, at: rect.origin, style: theme.footerKey, maxWidth: rect.width)
        let room = rect.width - labelWidth
        guard room > 0 else { return }
        var start = 0
        while TextWidth.of(text.prefix(position).dropFirst(start)) >= room { start += 1 }
        let origin = Point(x: rect.x + labelWidth, y: rect.y)
        canvas.draw(text.dropFirst(start), at: origin, style: style, maxWidth: room)
        canvas.cursor = Point(x: origin.x + TextWidth.of(text.prefix(position).dropFirst(start)), y: rect.y)
    }

    /// Puts the cursor before a character, from 0.
    mutating func move(to target: Int) {
        position = min(max(0, target), text.count)
    }

    private mutating func remove(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<text.count)
        let before = text.prefix(range.lowerBound)
        text = String(before) + text.dropFirst(range.upperBound)
        position = min(range.lowerBound, text.count)
    }

    private var wordStart: Int {
        let before = Array(text.prefix(position))
        let word = before.lastIndex { TextField.isWord($0) } ?? -1
        return word < 0 ? 0 : (before[...word].lastIndex { !TextField.isWord($0) } ?? -1) + 1
    }

    private var wordEnd: Int {
        let after = Array(text.dropFirst(position))
        guard let word = after.firstIndex(where: TextField.isWord) else { return text.count }
        return position + (after[word...].firstIndex { !TextField.isWord($0) } ?? after.count)
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }
}
