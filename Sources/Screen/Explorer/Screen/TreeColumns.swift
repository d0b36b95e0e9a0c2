import TerminalUI

/// The columns of the tree that there is room for.
struct TreeColumns: Hashable {
    /// The columns, from left to right.
    let shown: [TreeColumn]

    static let sizeWidth = TreeColumn.size.width
    static let barWidth = TreeColumn.bar.width
    private static let narrowestName = 24
    /// What a name has to do with for the column that entries are ordered by.
    private static let shortestName = 14

    /// Those of `wanted` that have room in a pane so wide. The one that entries are ordered by is always wanted, and before
    /// all but the size; in the list of all files, which has no directories above, the layer too.
    init(_ wanted: Set<TreeColumn> = TreeColumn.standard, width: Int, sort: SortOrder = .standard, isList: Bool = false)
    {
        var wanted = wanted
        if isList { wanted.insert(.layer) }
        let ordering = TreeColumn.allCases.first { $0.sortKey == sort.key && sort.key != .size }
        if let ordering { wanted.insert(ordering) }
        var room = width - 2 - TreeColumns.shortestName
        var shown: Set<TreeColumn> = []
        for column in [.size, ordering].compactMap(\.self) + TreeColumn.byImportance
        where wanted.contains(column) && !shown.contains(column) {
            room -= column.width
            let kept = column == ordering ? 0 : TreeColumns.narrowestName - TreeColumns.shortestName
            // Without the size nothing could be told.
            guard room >= kept || column == .size else { break }
            shown.insert(column)
        }
        self.shown = TreeColumn.allCases.filter(shown.contains)
    }

    /// The columns of a state's tree.
    init(_ state: State, width: Int) {
        self.init(state.options.columns, width: width, sort: state.tree.sort, isList: state.tree.form == .list)
    }

    /// Whether a column is shown.
    func has(_ column: TreeColumn) -> Bool { shown.contains(column) }

    /// The names of the columns, with an arrow at the one that orders the entries.
    func heading(_ state: State) -> TextLine {
        TextLine(titles(state).map(\.text).joined(), state.options.theme.dim)
    }

    /// What the column at a place of the heading orders by; nil for one that orders nothing.
    func sortKey(at column: Int, _ state: State) -> SortOrder.Key? {
        var end = 0
        return titles(state).first { title in
            end += TextWidth.of(title.text)
            return column < end
        }?.key
    }

    private func titles(_ state: State) -> [(text: String, key: SortOrder.Key?)] {
        let sort = state.tree.sort
        let glyphs = state.options.glyphs
        func name(_ text: String, _ key: SortOrder.Key?) -> String {
            guard sort.key == key else { return text }
            let isDownwards = (key == .name) == sort.isReversed
            return text + String(isDownwards ? glyphs.down : glyphs.up)
        }
        var titles: [(text: String, key: SortOrder.Key?)] = [("  ", nil)]
        for column in shown {
            // The size has the arrow for its share and bar too.
            let key = column == .percent || column == .bar ? nil : column.sortKey
            let title = name(column.title, key)
            let isLeft = [.mode, .owner, .modified].contains(column)
            let text = isLeft ? title : Figure.right(title, column.width - (column == .layer ? 0 : 1))
            titles.append((TextWidth.pad(text, to: column.width), column.sortKey))
        }
        titles.append((" " + name(state.tree.form == .list ? "Path" : "Name", .name), .name))
        let isShown = shown.contains { $0.sortKey == sort.key }
        if !isShown, sort.key != .name { titles.append(("  (\(name("by \(sort.label)", sort.key)))", sort.key)) }
        return titles
    }
}
