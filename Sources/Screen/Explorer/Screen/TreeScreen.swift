import Archive
import DisplayText
import FileTree
import OCI
import Reporting
import TerminalUI

/// The pane of files.
struct TreeScreen {
    private let state: State
    private let theme: Theme
    private let glyphs: Glyphs
    private let columns: TreeColumns
    /// A path is cut at its start, unless even the name would not fit.
    private static let leastPath = 8

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
        glyphs = state.options.glyphs
        columns = TreeColumns(state, width: state.layout.treeRows.width)
    }

    func draw(into canvas: inout Canvas, _ layout: Layout) {
        let isFocused = state.focus == .tree
        let filter = state.tree.filter.map { "filter: \(Printable.escape($0.text))" }
        Frame(title: "", trailing: "", isFocused: isFocused)
            .draw(into: &canvas, in: layout.tree, theme: theme, glyphs: glyphs)
        TreeTabs(state).draw(into: &canvas)
        drawBelow([totals, filter].compactMap { $0 }.joined(separator: state.separator), into: &canvas, layout.tree)
        (mapHeading ?? columns.heading(state))
            .draw(into: &canvas, in: layout.treeHeading, ellipsis: state.ellipsis)
        let area = layout.treeRows
        let rows = state.derived.rows
        if rows.isEmpty { drawEmpty(into: &canvas, in: area) }
        guard !state.tree.isMap else { return MapScreen(state).draw(into: &canvas) }
        var largest = LargestSibling(state)
        for line in 0..<area.height where rows.indices.contains(line + state.tree.scroll) {
            let index = line + state.tree.scroll
            draw(rows[index], &largest, into: &canvas, in: area.row(line))
            guard index == state.derived.cursor else { continue }
            let style = isFocused ? theme.selection : theme.selectionUnfocused
            canvas.restyle(area.row(line)) { isFocused ? style : $0.merging(style) }
            if isFocused { canvas.cursor = area.row(line).origin }
        }
        let bar = Rect(x: layout.tree.maxX - 1, y: area.y, width: 1, height: area.height)
        Scrollbar(offset: state.tree.scroll, count: rows.count)
            .draw(into: &canvas, in: bar, theme: theme, glyphs: glyphs)
    }

    /// How many files the list has and how large they are.
    private var totals: String? {
        guard state.tree.form == .list else { return nil }
        return state.derived.rows.list.map { "\(Figure.count($0.paths.count, "file")), \(state.bytes($0.bytes))" }
    }

    /// The directory that the map shows, its size, and what its colours tell.
    private var mapHeading: TextLine? {
        guard case .map(let directory) = state.tree.form else { return nil }
        let path = directory == .root ? "/" : "/" + Printable.escape(state.derived.stack.path(of: directory)) + "/"
        let size = state.bytes(state.derived.amounts.size(of: directory))
        let text = "\(size), letters by \(state.tree.tileColor.label)"
        let room = state.layout.treeHeading.width - TextWidth.of(text) - 2
        return TextLine(StatusText.tail(of: path, width: max(1, room), ellipsis: state.ellipsis), theme.directory)
            .adding("  " + text, theme.dim)
    }

    /// Totals and filter stand in the lower border, where the tabs leave them room.
    private func drawBelow(_ text: String, into canvas: inout Canvas, _ tree: Rect) {
        guard !text.isEmpty else { return }
        let room = TextWidth.truncate(text, to: max(0, tree.width - 8), ellipsis: state.ellipsis)
        canvas.draw(" \(room) ", at: Point(x: tree.x + 2, y: tree.maxY - 1), style: theme.warning)
    }

    private func drawEmpty(into canvas: inout Canvas, in area: Rect) {
        let text =
            if state.loading.status(of: state.layers.selected) != .loaded, state.loading.phase != .finished {
                "Nothing read yet\(state.ellipsis)"
            } else if state.tree.filter != nil {
                "No path matches the filter. Esc ends it."
            } else if state.tree.tab == .changes {
                "Layer \(state.layers.selected) changed no files. c shows all files."
            } else {
                "There are no files."
            }
        TextLine(text, theme.dim)
            .draw(into: &canvas, in: area.row(0).inset(columns: 1, rows: 0), ellipsis: state.ellipsis)
    }

    private func draw(_ row: FileRow, _ largest: inout LargestSibling, into canvas: inout Canvas, in rect: Rect) {
        let view = state.derived.view
        let change = view.change(of: row.path)
        let mark = ChangeMark(change, holdsChanges: view.changedCount(of: row.path) > 0, glyphs: glyphs)
        let style = mark.style(theme)
        let entry = view.entry(of: row.path).map { view.stack.entry($0) }
        let finding = findingMark(row)
        var line = TextLine(mark.text, style).adding(finding?.text ?? " ", finding?.style ?? .plain)
        let dim = change == .removed ? style : theme.dim
        let shares =
            columns.has(.percent) || columns.has(.bar)
            ? self.shares(of: row, change, &largest) : (ofParent: 0, ofLargest: 0)
        for column in columns.shown {
            switch column {
            case .mode: line = line.adding(mode(entry) + " ", specialBits(entry) ? theme.special : dim)
            case .owner: line = line.adding(owner(entry), dim)
            case .size: line = line.adding(size(row, change), change == .unchanged ? theme.text : style)
            case .wasted: line = line.adding(wasted(row), theme.warning)
            case .percent:
                let percent = change == .removed ? "" : Figure.percent(shares.ofParent)
                line = line.adding(right(percent, column), theme.dim)
            case .bar:
                let bar = Bar(visible(shares.ofLargest)).text(width: column.width, glyphs: glyphs)
                line = line.adding(bar, theme.bar)
            case .files: line = line.adding(right(files(row), column), theme.dim)
            case .modified: line = line.adding(modified(entry), dim)
            case .layer:
                let layer = view.entry(of: row.path).map { String($0.layer) } ?? ""
                line = line.adding(Figure.right(layer, column.width), theme.dim)
            }
        }
        let name = FileName(row, state)
        let isMarked = state.tree.marks.contains(row.path)
        line = line.adding(isMarked ? "*" : " ", theme.title).adding(name.lines, theme.dim)
        let room = rect.width - line.width - TextWidth.of(name.trailing)
        let text =
            state.tree.form == .list && room > TreeScreen.leastPath
            ? StatusText.tail(of: name.text, width: room, ellipsis: state.ellipsis) : name.text
        line = line.adding(text, name.style(change, mark, theme))
        if !name.trailing.isEmpty { line = line.adding(name.trailing, theme.dim) }
        line.draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
    }

    /// The letter of what was found in just this entry or a directory of its chain; for a folded directory, a dot where
    /// there is something below.
    private func findingMark(_ row: FileRow) -> (text: String, style: Style)? {
        guard let marks = state.findings?.marks else { return nil }
        for path in state.derived.stack.chain(from: row.head, to: row.path) {
            guard let entry = state.derived.view.entry(of: path), let mark = marks.mark(of: entry) else { continue }
            return (mark.text, mark.style(theme))
        }
        let isBelow = marks.hasFindings(below: row.path, upToLayer: state.shownLayers.upperBound)
        return isBelow && !row.isUnfolded ? (String(glyphs.holdsFindings), theme.warning) : nil
    }

    private func mode(_ entry: Entry?) -> String {
        guard let entry else { return "d?????????" }
        return FileMode.text(kind: entry.kind, mode: entry.mode)
    }

    private func specialBits(_ entry: Entry?) -> Bool {
        guard let entry, entry.kind != .directory else { return false }
        return entry.mode & 0o6000 != 0 || entry.hasCapabilities
    }

    private func owner(_ entry: Entry?) -> String {
        let text = entry.map { "\($0.userID):\($0.groupID)" } ?? "-"
        return TextWidth.pad(text, to: TreeColumn.owner.width - 1, ellipsis: state.ellipsis) + " "
    }

    /// A figure at the right of its column.
    private func right(_ text: String, _ column: TreeColumn) -> String { Figure.right(text, column.width - 1) + " " }

    private func wasted(_ row: FileRow) -> String {
        let bytes = state.derived.wasted[row.path]
        return right(bytes > 0 ? state.bytes(bytes) : "", .wasted)
    }

    private func files(_ row: FileRow) -> String {
        guard state.derived.view.kind(of: row.path) == .directory else { return "" }
        return Count.grouped(state.derived.amounts.count(of: row.path))
    }

    private func modified(_ entry: Entry?) -> String {
        TextWidth.pad(entry.map { Timestamp($0.modified).short } ?? "", to: TreeColumn.modified.width)
    }

    private func size(_ row: FileRow, _ change: Change) -> String {
        let amounts = state.derived.amounts
        var text = state.bytes(amounts.size(of: row.path))
        if change == .removed {
            text = "-" + text
        } else if amounts.size(of: row.path) == 0, amounts.removedSize(of: row.path) > 0 {
            text = "-" + state.bytes(amounts.removedSize(of: row.path))
        }
        return right(text, .size)
    }

    private func shares(
        of row: FileRow, _ change: Change, _ largest: inout LargestSibling
    ) -> (ofParent: Double, ofLargest: Double) {
        change == .removed ? (0, 0) : largest.shares(of: row)
    }

    /// A share of the bar, nothing where it is less than half of a bar's smallest part.
    private func visible(_ share: Double) -> Double {
        share * Double(TreeColumns.barWidth * glyphs.barParts.count) < 0.5 ? 0 : share
    }
}
