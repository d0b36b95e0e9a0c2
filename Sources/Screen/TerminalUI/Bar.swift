/// A horizontal bar that fills a fraction of its cells, to an eighth of a cell where the glyphs have parts.
public struct Bar: Sendable {
    /// The filled part, 0…1; a value outside is clamped, what is no number counts as 0.
    public let fraction: Double
    /// A second part after the first, 0…1 of the whole bar.
    public let second: Double

    /// A bar that is filled to `fraction`, with a part in a second style after it.
    public init(_ fraction: Double, second: Double = 0) {
        self.fraction = Bar.clamped(fraction)
        self.second = min(Bar.clamped(second), 1 - self.fraction)
    }

    /// The bar as text of exactly `width` columns. Anything above nothing shows at least its smallest part.
    public func text(width: Int, glyphs: Glyphs = .unicode) -> String {
        let parts = max(1, glyphs.barParts.count)
        var units = Int((fraction * Double(max(0, width) * parts)).rounded())
        if fraction > 0 { units = max(1, units) }
        let whole = min(max(0, width), units / parts)
        var text = String(repeating: glyphs.barParts.last ?? "#", count: whole)
        if units % parts > 0, whole < width { text.append(glyphs.barParts[units % parts - 1]) }
        return text + String(repeating: glyphs.barEmpty, count: max(0, width - text.count))
    }

    /// Draws the bar into the first row of `rect`.
    public func draw(
        into canvas: inout Canvas, in rect: Rect, style: Style, secondStyle: Style = .plain, glyphs: Glyphs = .unicode
    ) {
        guard !rect.isEmpty else { return }
        let filled = Int((fraction * Double(rect.width)).rounded())
        let both = Int(((fraction + second) * Double(rect.width)).rounded())
        let text =
            second > 0
            ? String(repeating: glyphs.barParts.last ?? "#", count: both)
            : self.text(
                width: rect.width, glyphs: glyphs)
        canvas.draw(text, at: rect.origin, style: style, maxWidth: rect.width)
        if second > 0 {
            canvas.restyle(Rect(x: rect.x + filled, y: rect.y, width: both - filled, height: 1)) { _ in secondStyle }
        }
    }

    private static func clamped(_ value: Double) -> Double {
        value.isNaN ? 0 : min(1, max(0, value))
    }
}
