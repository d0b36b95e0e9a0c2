/// Cells that stand side by side in one row.
public struct CellRun: Hashable, Sendable {
    /// Where the first cell stands.
    public let origin: Point
    /// The cells from there to the right, never starting with the second half of a wide character nor ending with the first.
    public let cells: [Cell]
}

extension Canvas {
    /// What to draw so that a screen that shows `old` shows this canvas: the shortest runs of cells that differ, from the top
    /// left; every cell where the sizes differ.
    public func changes(from old: Canvas) -> [CellRun] {
        var runs: [CellRun] = []
        for y in 0..<size.height {
            let new = row(y)
            guard old.size == size else {
                if size.width > 0 { runs.append(CellRun(origin: Point(x: 0, y: y), cells: Array(new))) }
                continue
            }
            let before = old.row(y)
            if new != before { appendRuns(of: new, before: before, y: y, to: &runs) }
        }
        return runs
    }

    private func appendRuns(
        of new: ArraySlice<Cell>, before: ArraySlice<Cell>, y: Int, to runs: inout [CellRun]
    ) {
        var run: [Cell] = []
        var start = 0
        var x = 0
        while x < size.width {
            let index = new.startIndex + x
            let width = max(1, Int(new[index].width))
            let cluster = index..<min(index + width, new.endIndex)
            if new[cluster] != before[cluster] {
                if run.isEmpty { start = x }
                run += new[cluster]
            } else if !run.isEmpty {
                runs.append(CellRun(origin: Point(x: start, y: y), cells: run))
                run = []
            }
            x += width
        }
        if !run.isEmpty { runs.append(CellRun(origin: Point(x: start, y: y), cells: run)) }
    }
}
