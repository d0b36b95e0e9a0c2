import ImageAnalysis
import TerminalUI

/// The line at the top: which image this is, and the verdict; while there is none yet, how far the work is.
struct HeaderText {
    private let state: State
    private let theme: Theme

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
    }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        guard let image = state.image, !rect.isEmpty else { return }
        let verdict = verdict(image)
        let (left, right) = rect.splitLeft(rect.width - verdict.width - 2)
        title(image, room: left.width).draw(into: &canvas, in: left, ellipsis: state.ellipsis)
        verdict.draw(
            into: &canvas,
            in: Rect(x: max(rect.x, right.maxX - verdict.width), y: rect.y, width: verdict.width, height: 1),
            ellipsis: state.ellipsis)
    }

    /// The title, then facts as far as they fit, the most important first.
    private func title(_ image: ImageFacts, room: Int) -> TextLine {
        var line = TextLine("strata ", theme.dim).adding(Printable.escape(image.title), theme.header)
        var facts = [Printable.escape(image.platform.description)]
        if state.choices.count > 1 { facts.append("image \(state.choice + 1) of \(state.choices.count) (p)") }
        facts += ["id \(Printable.escape(image.shortID))", image.format]
        for fact in facts where line.width + TextWidth.of(fact) + 3 <= room {
            line = line.adding(state.separator, theme.dim).adding(fact, theme.text)
        }
        return line
    }

    /// The size now and the possible one; before they are known, how far reading and analysing are.
    private func verdict(_ image: ImageFacts) -> TextLine {
        var line = TextLine()
        let failed = state.loading.failedCount
        if failed > 0 {
            line = line.adding("\(state.options.glyphs.warning) \(failed) not readable (!)  ", theme.error)
        }
        guard let figures = state.loading.figures else {
            let part = Figure.percent(state.loading.fraction(of: image))
            return line.adding("reading layers \(part) of \(state.bytes(image.blobBytes))", theme.text)
        }
        line = line.adding(state.bytes(figures.layerBytes), theme.header)
        guard let advice = state.advice else {
            return line.adding("  \(state.analysisText)", theme.dim)
        }
        guard advice.after.bytes < advice.before.bytes else { return line.adding(", nothing to save", theme.dim) }
        return line.adding(" \(state.options.glyphs.arrow) ", theme.dim)
            .adding(state.bytes(advice.after.bytes), theme.header).adding(" possible", theme.dim)
    }
}
