import ImageAnalysis
import TerminalUI

/// The lines at the top: which image this is, and how large and how wasteful; while layers are read, how far that is.
struct HeaderText {
    private let state: State
    private let theme: Theme

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
    }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        guard let image = state.image else { return }
        let first = rect.row(0)
        if rect.height > 1 {
            drawFirst(facts(of: image), into: &canvas, in: first)
            drawSecond(into: &canvas, in: rect.row(1), image)
        } else if state.loading.phase == .finished {
            drawFirst([state.bytes(state.layerBytes)], into: &canvas, in: first)
        } else {
            drawProgress(into: &canvas, in: first, image)
        }
    }

    /// Title, then facts as far as they fit, the most important first.
    private func drawFirst(_ facts: [String], into canvas: inout Canvas, in rect: Rect) {
        var line = TextLine("strata ", theme.dim).adding(Printable.escape(state.image?.title ?? ""), theme.header)
        for fact in facts where line.width + TextWidth.of(fact) + 3 <= rect.width {
            line = line.adding(state.separator, theme.dim).adding(fact, theme.text)
        }
        line.draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
    }

    private func facts(of image: ImageFacts) -> [String] {
        var facts = [Printable.escape(image.platform.description), "id \(Printable.escape(image.shortID))"]
        if state.choices.count > 1 { facts.append("image \(state.choice + 1) of \(state.choices.count) (p)") }
        if let findings = state.findings {
            let counts = [Severity.critical, .high].compactMap { severity -> String? in
                let count = findings.count(of: severity)
                return count > 0 ? "\(Figure.grouped(count)) \(severity.rawValue)" : nil
            }
            if !counts.isEmpty { facts.insert("\(counts.joined(separator: ", ")) (F)", at: 0) }
        }
        facts.append(image.format)
        return facts
    }

    private func drawSecond(into canvas: inout Canvas, in rect: Rect, _ image: ImageFacts) {
        guard let figures = state.loading.figures else {
            drawProgress(into: &canvas, in: rect, image)
            return
        }
        var line = TextLine(state.bytes(figures.layerBytes), theme.header)
            .adding(" in \(Figure.count(image.layers.count, "layer"))")
        let failed = state.loading.failedCount
        if failed > 0 {
            let warning = "\(state.separator)\(state.options.glyphs.warning) \(failed) not readable (!)"
            line = line.adding(warning, theme.error)
        }
        for (text, style) in parts(figures, image, room: rect.width - line.width) {
            line = line.adding(state.separator, theme.dim).adding(text, style)
        }
        line.draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
    }

    /// The figures for which there is room, in their order; where there is little, efficiency and what can be reclaimed
    /// come before the rest.
    private func parts(_ figures: Figures, _ image: ImageFacts, room: Int) -> [(String, Style)] {
        let wasted = "\(state.bytes(figures.wastedBytes)) wasted"
        let reclaimable = state.findings.map { "\(state.bytes($0.reclaimableBytes)) reclaimable" }
        let parts: [(text: String?, style: Style, weight: Int)] = [
            (wasted, figures.efficiency < 0.9 ? theme.warning : theme.text, 3),
            ("efficiency \(Figure.precisePercent(figures.efficiency))", theme.text, 1),
            (reclaimable, theme.text, 2), (Figure.count(figures.files, "file"), theme.text, 4),
            ("\(state.bytes(image.blobBytes)) stored", theme.text, 5),
        ]
        var room = room
        let taken = Set(
            parts.sorted { $0.weight < $1.weight }.compactMap { text, _, weight -> Int? in
                guard let text, TextWidth.of(text) + 3 <= room else { return nil }
                room -= TextWidth.of(text) + 3
                return weight
            })
        return parts.compactMap { text, style, weight in
            guard let text, taken.contains(weight) else { return nil }
            return (text, style)
        }
    }

    private func drawProgress(into canvas: inout Canvas, in rect: Rect, _ image: ImageFacts) {
        let count = state.loading.loadedCount + state.loading.failedCount
        let label = "Reading layers: \(count) of \(image.layers.count)"
        ProgressBar(label: label, fraction: state.loading.fraction(of: image), detail: state.bytes(image.blobBytes))
            .draw(into: &canvas, in: rect, theme: theme, glyphs: state.options.glyphs)
    }
}
