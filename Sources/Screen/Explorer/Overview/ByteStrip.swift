import ImageAnalysis
import TerminalUI

/// Where the bytes of an image are, now and when the advice is followed: segments that add up.
struct ByteStrip: Hashable {
    /// Bytes of one kind.
    struct Segment: Hashable {
        enum Kind: Hashable {
            /// The base image.
            case base
            /// A layer of one's own, from 1.
            case layer(Int)
            /// Own layers, where they are not told apart.
            case own
            /// What own layers store and later ones hide.
            case hidden
        }

        var kind: Kind
        var bytes: Int64
    }

    /// From left to right.
    let segments: [Segment]

    var bytes: Int64 { segments.reduce(0) { $0.addingSaturated($1.bytes) } }

    /// The layers read so far: the base image, each layer above it, and what of them is hidden, once that is known.
    static func now(_ state: State) -> ByteStrip {
        let sizes = (1...max(1, state.layers.count)).map { (layer: $0, bytes: state.size(ofLayer: $0) ?? 0) }
        let baseCount = state.image?.baseLayerCount ?? 0
        let base = sizes.filter { $0.layer <= baseCount }.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
        let hidden = state.plan?.hiddenByLayer ?? [:]
        let own = sizes.filter { $0.layer > baseCount }.map { layer, bytes in
            Segment(kind: .layer(layer), bytes: max(0, bytes - (hidden[layer] ?? 0)))
        }
        let all =
            [Segment(kind: .base, bytes: base)] + own
            + [Segment(kind: .hidden, bytes: hidden.values.reduce(0) { $0.addingSaturated($1) })]
        return ByteStrip(segments: all.filter { $0.bytes > 0 })
    }

    /// What is left when the advice is followed.
    static func possible(_ state: State, _ advice: Advice) -> ByteStrip {
        let now = now(state)
        let saved = advice.remedies.first { $0.id == "slim-base" }?.savedBytes ?? 0
        let base = max(0, (now.segments.first { $0.kind == .base }?.bytes ?? 0) - saved)
        let own = max(0, advice.after.bytes - base)
        return ByteStrip(
            segments: [Segment(kind: .base, bytes: base), Segment(kind: .own, bytes: own)].filter { $0.bytes > 0 })
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

    /// What the shades mean, with the bytes of each kind.
    func legend(_ state: State) -> TextLine {
        let (theme, glyphs) = (state.options.theme, state.options.glyphs)
        func bytes(_ isMeant: (Segment.Kind) -> Bool) -> Int64 {
            segments.filter { isMeant($0.kind) }.reduce(0) { $0.addingSaturated($1.bytes) }
        }
        let parts = [
            (glyphs.shades.full, "base image", theme.stripBase, bytes { $0 == .base }),
            (glyphs.shades.dark, "yours", theme.stripOwn, bytes { $0 != .base && $0 != .hidden }),
            (glyphs.shades.light, "stored but hidden", theme.stripHidden, bytes { $0 == .hidden }),
        ]
        return parts.filter { $0.3 > 0 }.reduce(TextLine()) { line, part in
            (line.parts.isEmpty ? line : line.adding("   ")).adding("\(part.0) ", part.2)
                .adding("\(part.1) \(state.bytes(part.3))", theme.dim)
        }
    }
}
