import DisplayText
import TerminalUI

/// A line of text in parts of different styles.
package struct TextLine: Hashable {
    /// A part in one style.
    package struct Part: Hashable {
        package var text: String
        package var style: Style

        package init(text: String, style: Style) {
            (self.text, self.style) = (text, style)
        }
    }

    package var parts: [Part]

    /// A line in one style.
    package init(_ text: String = "", _ style: Style = .plain) {
        parts = text.isEmpty ? [] : [Part(text: text, style: style)]
    }

    /// The line with more text at its end.
    package func adding(_ text: String, _ style: Style = .plain) -> TextLine {
        var line = self
        line.parts.append(Part(text: text, style: style))
        return line
    }

    /// All of it as one text.
    package var text: String { parts.map(\.text).joined() }

    /// Columns that it takes.
    package var width: Int { parts.reduce(0) { $0 + TextWidth.of($1.text) } }

    /// Draws into the first row of `rect`; what does not fit is left out under an ellipsis.
    package func draw(into canvas: inout Canvas, in rect: Rect, ellipsis: String = "…") {
        guard !rect.isEmpty else { return }
        var x = rect.x
        for (index, part) in parts.enumerated() {
            let room = rect.maxX - x
            let isLast = index == parts.count - 1
            let width = TextWidth.of(part.text)
            if width > room || (width == room && !isLast) {
                canvas.draw(
                    TextWidth.truncate(part.text + (isLast ? "" : " "), to: room, ellipsis: ellipsis),
                    at: Point(x: x, y: rect.y), style: part.style, maxWidth: room)
                return
            }
            x += canvas.draw(part.text, at: Point(x: x, y: rect.y), style: part.style)
        }
    }

    /// A text in lines of `width` columns, each begun with as many spaces as `label` is wide; the first with the label.
    package static func wrapped(_ text: String, label: TextLine = TextLine(), width: Int, style: Style = .plain)
        -> [TextLine]
    {
        let indent = label.width
        return TextWidth.wrap(text, width: max(8, width - indent)).enumerated().map { index, piece in
            index == 0
                ? label.adding(piece, style) : TextLine(String(repeating: " ", count: indent)).adding(piece, style)
        }
    }

    /// Facts behind their names, in lines of at most `width` columns; those without a value are left out.
    static func facts(_ facts: [(name: String, value: String)], width: Int, _ theme: Theme) -> [TextLine] {
        facts.filter { !$0.value.isEmpty }.flatMap { name, value in
            wrapped(Printable.escape(value), label: factName(name, theme), width: width)
        }
    }

    /// The name of a fact, with room up to where the facts begin.
    static func factName(_ name: String, _ theme: Theme) -> TextLine {
        TextLine(TextWidth.pad(name, to: 12), theme.dim)
    }
}

/// Numbers as text of a fixed width.
enum Figure {
    /// The text at the right of `width` columns.
    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - TextWidth.of(text))) + text
    }

    /// A fraction in whole percents: `12%`, `<1%` for less than one but not nothing.
    static func percent(_ fraction: Double) -> String {
        guard fraction.isFinite, fraction > 0 else { return "0%" }
        if fraction < 0.005 { return "<1%" }
        return "\(Int((min(1, fraction) * 100).rounded()))%"
    }

    /// The share that a part has of a whole, in whole percents.
    static func percent(_ part: some BinaryInteger, of whole: some BinaryInteger) -> String {
        percent(Double(part) / Double(max(1, whole)))
    }

    /// A fraction in percents with one decimal: `98.8%`. Rounded down, so that 100% means all.
    static func precisePercent(_ fraction: Double) -> String {
        guard fraction.isFinite else { return "0.0%" }
        let tenths = Int((min(1, max(0, fraction)) * 1000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10)%"
    }

    /// `1 file`, `2,000 files`; what does not take an `s` says its plural.
    static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(Count.grouped(count)) \(Count.noun(count, one, many))"
    }
}
