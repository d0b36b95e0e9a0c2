import ImageAnalysis
import TerminalUI

/// The image's size now and as it would be: two bars to one scale, with the figures beside them.
struct SizeBars {
    private let before: Advice.Size
    private let after: Advice.Size
    private let state: State
    /// How far off the compressed size now may be; 0 where it is exact.
    private let error: Int64

    static let height = 2
    private static let labelWidth = 6
    private static let shortestBar = 10

    init(_ whatIf: WhatIf, _ state: State) {
        (before, after, self.state) = (whatIf.before, whatIf.after, state)
        error = state.compressed?.total(\.pushed)?.error ?? 0
    }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let theme = state.options.theme
        let figures = self.figures(width: rect.width - SizeBars.labelWidth - SizeBars.shortestBar - 1)
        let width = figures.map { TextWidth.of($0) }.max() ?? 0
        for (index, size) in [before, after].enumerated() {
            let (label, rest) = rect.row(index).splitLeft(SizeBars.labelWidth)
            TextLine(index == 0 ? "Now" : "Then", theme.dim).draw(into: &canvas, in: label)
            let (bar, right) = rest.splitLeft(rest.width - width - 1)
            TextLine(Bar(size.bytes, of: before.bytes).text(width: bar.width, glyphs: state.options.glyphs), theme.bar)
                .draw(into: &canvas, in: bar)
            TextLine(" " + figures[index], index == 0 ? theme.text : theme.title).draw(into: &canvas, in: right)
        }
    }

    /// The figures of both rows, as many of them as there is room for: the size, what is saved, its share, compressed.
    private func figures(width: Int) -> [String] {
        let minus = state.drawable("−")
        let saved = before.bytes - after.bytes
        let share = Figure.percent(saved, of: before.bytes)
        let off = error > 0 ? " \(state.plusMinus) \(state.bytes(error))" : ""
        let columns = [
            [state.bytes(before.bytes), state.bytes(after.bytes)],
            ["", saved == 0 ? "as it is" : minus + state.bytes(saved)],
            ["", saved == 0 ? "" : share.hasPrefix("<") ? share : minus + share],
            [
                "compressed \(state.bytes(before.compressedBytes))\(off)",
                "compressed \(state.bytes(after.compressedBytes))",
            ],
        ]
        // Where there is little room the share says more than the bytes saved.
        for shown in [[0, 1, 2, 3], [0, 1, 2], [0, 2]] {
            let lines = SizeBars.lines(shown.map { columns[$0] })
            if TextWidth.of(lines[0]) <= width || shown.count == 2 { return lines }
        }
        return columns[0]
    }

    private static func lines(_ columns: [[String]]) -> [String] {
        let padded = columns.enumerated().map { index, column in
            let width = column.map { TextWidth.of($0) }.max() ?? 0
            let isLast = index == 3
            return column.map { isLast ? TextWidth.pad($0, to: width) : Figure.right($0, width) }
        }
        return [0, 1].map { row in padded.map { $0[row] }.joined(separator: "  ") }
    }
}
