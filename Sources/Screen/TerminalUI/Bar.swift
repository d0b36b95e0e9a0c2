/// A horizontal bar that fills a fraction of its cells, to an eighth of a cell where the glyphs have parts.
public struct Bar: Sendable {
    /// The filled part, 0…1; a value outside is clamped, what is no number counts as 0.
    public let fraction: Double

    /// A bar that is filled to `fraction`.
    public init(_ fraction: Double) {
        self.fraction = fraction.isNaN ? 0 : min(1, max(0, fraction))
    }

    /// A bar that is filled to the share that a part has of a whole.
    public init(_ part: some BinaryInteger, of whole: some BinaryInteger) {
        self.init(Double(part) / Double(max(1, whole)))
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
}
