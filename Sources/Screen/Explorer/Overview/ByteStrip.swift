import ImageAnalysis
import Reporting
import TerminalUI

/// The strip on the screen.
extension ByteStrip {
    /// The layers read so far: the base image, each layer above it, and what of them is hidden, once that is known.
    static func now(_ state: State) -> ByteStrip {
        let count = state.layers.count
        return ByteStrip(
            layers: count > 0 ? (1...count).map { state.size(ofLayer: $0) ?? 0 } : [],
            baseCount: state.image?.baseLayerCount ?? 0, hidden: state.plan?.hiddenByLayer ?? [:])
    }

    /// Draws the segments, `scale` bytes being the whole width; a layer has its number in its segment where there is room.
    func draw(into canvas: inout Canvas, in rect: Rect, scale: Int64, _ state: State) {
        guard scale > 0 else { return }
        var (sum, x) = (Int64(0), rect.x)
        for (index, segment) in segments.enumerated() {
            sum = sum.addingSaturated(segment.bytes)
            let end = rect.x + Int((Double(sum) / Double(scale) * Double(rect.width)).rounded())
            let width = max(0, min(rect.maxX, end) - x)
            let glyph = ByteStrip.glyph(segment.kind, index, state.options.glyphs)
            let style = ByteStrip.style(segment.kind, state.options.theme)
            canvas.draw(String(repeating: glyph, count: width), at: Point(x: x, y: rect.y), style: style)
            if case .layer(let layer) = segment.kind, width >= String(layer).count + 2 {
                let place = Point(x: x + (width - String(layer).count) / 2, y: rect.y)
                canvas.draw(String(layer), at: place, style: state.options.theme.header)
            }
            x += width
        }
    }

    /// Neighbouring layers have shades that differ.
    private static func glyph(_ kind: Segment.Kind, _ index: Int, _ glyphs: Glyphs) -> Character {
        switch kind {
        case .base: glyphs.shades.full
        case .layer where index.isMultiple(of: 2): glyphs.shades.medium
        case .layer, .own: glyphs.shades.dark
        case .hidden: glyphs.shades.light
        }
    }

    private static func style(_ kind: Segment.Kind, _ theme: Theme) -> Style {
        switch kind {
        case .base: theme.stripBase
        case .layer, .own: theme.stripOwn
        case .hidden: theme.stripHidden
        }
    }

    /// What the shades mean, with the bytes of each sort.
    func legend(_ state: State) -> TextLine {
        let (theme, shades) = (state.options.theme, state.options.glyphs.shades)
        return ByteStrip.sorts.reduce(TextLine()) { line, sort in
            let bytes = bytes(where: sort.isMeant)
            guard bytes > 0 else { return line }
            let shade =
                switch sort.kind {
                case .base: shades.full
                case .layer, .own: shades.dark
                case .hidden: shades.light
                }
            return (line.parts.isEmpty ? line : line.adding("   "))
                .adding("\(shade) ", ByteStrip.style(sort.kind, theme))
                .adding("\(sort.name) \(state.bytes(bytes))", theme.dim)
        }
    }
}
