/// All keys by group, in as many columns as fit, over the rest of the screen.
public struct HelpOverlay: Sendable {
    /// Lines that belong together.
    public struct Group: Hashable, Sendable {
        /// The group's heading.
        public let title: String
        /// Keys, or marks of a legend, with what they mean.
        public let lines: [Line]

        /// A group of lines.
        public init(title: String, lines: [Line]) {
            self.title = title
            self.lines = lines
        }
    }

    /// A key or mark with what it means.
    public struct Line: Hashable, Sendable {
        /// The key's label or the mark.
        public let key: String
        /// What it does or means.
        public let text: String
        /// The key's style; nil for the theme's style of keys. A legend shows its marks in their own.
        public let style: Style?

        /// A line of help.
        public init(key: String, text: String, style: Style? = nil) {
            self.key = key
            self.text = text
            self.style = style
        }
    }

    /// The overlay's title.
    public let title: String
    /// The groups, in order down the columns.
    public let groups: [Group]

    /// An overlay of these groups.
    public init(title: String, groups: [Group]) {
        self.title = title
        self.groups = groups
    }

    private enum Row {
        case heading(String)
        case line(Line)
        case blank
    }

    /// Draws over the middle of `rect`, scrolled down by `offset` rows, and gives the largest offset that makes sense
    /// (0 where all rows fit).
    @discardableResult
    public func draw(
        into canvas: inout Canvas, in rect: Rect, offset: Int = 0, theme: Theme, glyphs: Glyphs = .unicode
    ) -> Int {
        let room = rect.inset(columns: 2, rows: 1)
        guard !room.isEmpty, !groups.isEmpty else { return 0 }
        let keyWidth = groups.flatMap(\.lines).map { TextWidth.of($0.key) }.max() ?? 0
        let textWidth = groups.flatMap(\.lines).map { TextWidth.of($0.text) }.max() ?? 0
        let titleWidth = groups.map { TextWidth.of($0.title) }.max() ?? 0
        let columnWidth = max(titleWidth, keyWidth + 2 + textWidth)
        let columns = columns(count: max(1, min(groups.count, (room.width + 3) / (columnWidth + 3))))
        let height = columns.map(\.count).max() ?? 0
        let size = Size(width: columns.count * (columnWidth + 3) + 1, height: height + 2)
        let box = rect.centered(size)
        let last = max(0, height - (box.height - 2))
        let offset = min(max(0, offset), last)
        canvas.fill(box)
        let trailing = last > 0 ? "\(glyphs.up)\(glyphs.down) \(offset + 1)/\(last + 1)" : ""
        let inside = Frame(title: title, trailing: trailing, isFocused: true)
            .draw(into: &canvas, in: box, theme: theme, glyphs: glyphs)
        for (number, column) in columns.enumerated() {
            let x = inside.x + 1 + number * (columnWidth + 3)
            let area = Rect(x: x, y: inside.y, width: min(columnWidth, inside.maxX - x), height: inside.height)
            draw(column.dropFirst(offset), into: &canvas, in: area, keyWidth: keyWidth, theme)
        }
        canvas.cursor = nil
        return last
    }

    private func draw(
        _ rows: ArraySlice<Row>, into canvas: inout Canvas, in area: Rect, keyWidth: Int, _ theme: Theme
    ) {
        for (index, row) in rows.prefix(area.height).enumerated() {
            let start = Point(x: area.x, y: area.y + index)
            switch row {
            case .blank: break
            case .heading(let title): canvas.draw(title, at: start, style: theme.title, maxWidth: area.width)
            case .line(let line):
                canvas.draw(line.key, at: start, style: line.style ?? theme.footerKey, maxWidth: area.width)
                let text = Point(x: area.x + keyWidth + 2, y: start.y)
                canvas.draw(line.text, at: text, style: theme.text, maxWidth: area.width - keyWidth - 2)
            }
        }
    }

    /// The groups in `count` columns of about the same height, whole groups only, in reading order.
    private func columns(count: Int) -> [[Row]] {
        let blocks = groups.map { [Row.heading($0.title)] + $0.lines.map { Row.line($0) } }
        // The lowest height at which the blocks fit `count` columns.
        var height = blocks.map(\.count).max() ?? 0
        while true {
            let columns = HelpOverlay.fill(blocks, height: height)
            if columns.count <= count { return columns }
            height += 1
        }
    }

    private static func fill(_ blocks: [[Row]], height: Int) -> [[Row]] {
        var columns: [[Row]] = []
        for block in blocks {
            if let last = columns.last, last.count + 1 + block.count <= height {
                columns[columns.count - 1] += [.blank] + block
            } else {
                columns.append(block)
            }
        }
        return columns
    }
}
