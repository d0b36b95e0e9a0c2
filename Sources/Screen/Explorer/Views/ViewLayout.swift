import TerminalUI

/// Where a view stands on the screen, and its rows: a tab between header and status line, any other view in a box over
/// it, never over the status line and the footer.
struct ViewLayout {
    /// All of it, a box with its border.
    let frame: Rect
    /// Where the rows are drawn.
    let area: Rect
    /// The rows.
    let rows: ViewRows
    private let view: any View
    /// What rows and what stands beside them share.
    private let inside: Rect
    /// Why there are no rows; nil where nothing hinders them.
    private let obstacle: Obstacle?

    init(_ view: any View, in state: State) {
        self.view = view
        obstacle = view.obstacle(in: state)
        let room = view.fillsScreen ? state.layout.aboveStatus : ViewLayout.room(state.size)
        if view.isTab {
            frame = state.layout.body
            let title = view.title(in: state)
            let inside = frame.splitTop(title.isEmpty || frame.height < 8 ? 0 : 1).rest
            self.inside = Rect(x: inside.x, y: inside.y, width: inside.width - 1, height: inside.height)
            area = view.rowsArea(in: self.inside)
            rows = obstacle == nil ? view.rows(in: state, width: area.width - 2) : ViewRows([TextLine]())
        } else if view.isFitted {
            let most = room.inset(columns: 1, rows: 0)
            let rows = view.rows(in: state, width: most.width - 4)
            let all = (0..<rows.count).map { rows[$0] }
            let line = all.map(\.line.width).max() ?? 0
            let detail = all.map { TextWidth.of($0.detail) }.max() ?? 0
            let width = max(line + (detail > 0 ? detail + 2 : 0) + 4, TextWidth.of(view.title(in: state)) + 6)
            self.rows = rows
            frame = most.centered(Size(width: width, height: rows.count + 2))
            inside = frame.inset(columns: 1, rows: 1)
            area = inside
        } else {
            frame = room
            inside = frame.inset(columns: 1, rows: 1)
            area = view.rowsArea(in: inside)
            rows = view.rows(in: state, width: area.width - 2)
        }
    }

    /// The most that a view may cover.
    private static func room(_ size: Size) -> Rect {
        let room = Rect(x: 0, y: 0, width: size.width, height: size.height - 2)
        return size.width >= 84 && size.height >= 18 ? room.inset(columns: 4, rows: 1) : room
    }

    /// Rows that a page has.
    var height: Int { max(1, area.height) }

    /// The place with what scrolls in it brought into its bounds.
    func settled(_ place: ViewPlace) -> ViewPlace {
        var place = place
        if view.hasSelection {
            place.scroll.fit(count: rows.count, height: area.height)
        } else {
            // The selection of a text is where the next search begins: what was found, while that is on the screen.
            let offset = min(place.scroll.offset, max(0, rows.count - area.height))
            let found = place.scroll.selection
            let isOnScreen = offset..<max(offset + 1, offset + area.height) ~= found
            place.scroll = ListScroll(selection: isOnScreen ? found : offset, offset: offset)
        }
        return place
    }

    /// The place after a movement.
    func moved(_ place: ViewPlace, _ movement: Movement) -> ViewPlace {
        var place = place
        if view.hasSelection {
            place.scroll.select(movement.row(from: place.scroll.selection, count: rows.count))
        } else {
            let offset = movement.row(from: place.scroll.offset, count: rows.count)
            place.scroll = ListScroll(selection: place.scroll.selection, offset: offset)
        }
        return place
    }

    /// The place with a row selected; in a text, with the row in the middle.
    func place(_ place: ViewPlace, at row: Int) -> ViewPlace {
        var place = place
        place.scroll = ListScroll(
            selection: row, offset: view.hasSelection ? place.scroll.offset : row - area.height / 2)
        return place
    }

    /// The row at a point of the screen; nil where there is none, and in a text.
    func row(at point: Point) -> Int? {
        guard view.hasSelection, area.contains(point) else { return nil }
        return view.place.scroll.index(atRow: point.y - area.y, count: rows.count)
    }

    /// Draws border or title, rows, scrollbar, and what the view has beside them.
    func draw(into canvas: inout Canvas, _ state: State) {
        let (theme, glyphs) = (state.options.theme, state.options.glyphs)
        canvas.fill(frame)
        if view.isTab {
            drawTitle(into: &canvas, state)
        } else {
            let facts = view.facts(in: state)
            Frame(title: view.title(in: state), trailing: facts.isEmpty ? position : facts, isFocused: true)
                .draw(into: &canvas, in: frame, theme: theme, glyphs: glyphs)
        }
        canvas.cursor = area.origin
        if let obstacle, view.isTab {
            draw(obstacle, into: &canvas, state)
            return
        }
        let scroll = view.place.scroll
        if !view.drawsRows { drawRows(into: &canvas, state) }
        view.drawBeside(rows, into: &canvas, in: inside, state)
        let bar = Rect(x: frame.maxX - 1, y: area.y, width: 1, height: area.height)
        Scrollbar(offset: scroll.offset, count: rows.count).draw(into: &canvas, in: bar, theme: theme, glyphs: glyphs)
    }

    private func drawRows(into canvas: inout Canvas, _ state: State) {
        let theme = state.options.theme
        let scroll = view.place.scroll
        for (line, index) in scroll.visible(count: rows.count, height: area.height).enumerated() {
            let rect = area.row(line)
            draw(rows[index], into: &canvas, in: rect.inset(columns: 1, rows: 0), state)
            let isSelected = view.hasSelection && index == scroll.selection
            if isSelected {
                canvas.restyle(rect) { _ in theme.selection }
                canvas.cursor = rect.origin
            }
            mark(rows[index].line, into: &canvas, in: rect.inset(columns: 1, rows: 0), theme)
        }
    }

    /// A tab's title, and where in its rows the screen is.
    private func drawTitle(into canvas: inout Canvas, _ state: State) {
        guard inside.y > frame.y else { return }
        let row = frame.row(0).inset(columns: 1, rows: 0)
        let line = TextLine(view.title(in: state), state.options.theme.title)
        let width = TextWidth.of(position)
        line.draw(into: &canvas, in: row.splitLeft(row.width - width - 2).left, ellipsis: state.ellipsis)
        canvas.draw(position, at: Point(x: row.maxX - width, y: row.y), style: state.options.theme.dim)
    }

    /// What a tab says that has nothing to show yet, or never.
    private func draw(_ obstacle: Obstacle, into canvas: inout Canvas, _ state: State) {
        let area = inside.inset(columns: 2, rows: 1)
        let lines = TextWidth.wrap(obstacle.sentence, width: max(8, area.width))
        for (index, line) in lines.prefix(area.height).enumerated() {
            TextLine(line, state.options.theme.dim).draw(into: &canvas, in: area.row(index))
        }
    }

    private var position: String {
        guard rows.count > area.height else { return "" }
        let scroll = view.place.scroll
        if view.hasSelection { return "\(scroll.selection + 1) of \(rows.count)" }
        return "\(scroll.offset + 1)-\(min(rows.count, scroll.offset + area.height)) of \(rows.count)"
    }

    private func draw(_ row: ViewRows.Row, into canvas: inout Canvas, in rect: Rect, _ state: State) {
        row.line.draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
        let width = TextWidth.of(row.detail)
        guard width > 0, row.line.width + 2 + width <= rect.width else { return }
        canvas.draw(row.detail, at: Point(x: rect.maxX - width, y: rect.y), style: state.options.theme.dim)
    }

    /// Marks what was searched for.
    private func mark(_ line: TextLine, into canvas: inout Canvas, in rect: Rect, _ theme: Theme) {
        guard !view.place.search.isEmpty else { return }
        let text = line.text
        for range in TextViewer.matches(of: view.place.search, in: text) {
            let start = rect.x + TextWidth.of(text[..<range.lowerBound])
            let match = Rect(x: start, y: rect.y, width: TextWidth.of(text[range]), height: 1)
            canvas.restyle(match.intersection(rect)) { $0.merging(theme.searchMatch) }
        }
    }
}
