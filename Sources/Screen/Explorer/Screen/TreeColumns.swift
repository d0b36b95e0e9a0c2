import TerminalUI

/// Which columns of the tree there is room for. As it gets narrow the owner goes first, then bar, mode and percent.
struct TreeColumns: Hashable {
    var hasOwner = false
    var hasBar = false
    var hasMode = false
    var hasPercent = false
    /// The layer that put the file there, which the list has instead of directories above.
    var hasLayer = false

    static let modeWidth = 11
    static let ownerWidth = 10
    static let sizeWidth = 10
    static let percentWidth = 5
    static let barWidth = 8
    static let layerWidth = 6
    private static let narrowestName = 24

    init(width: Int, isList: Bool = false) {
        var room = width - 2 - TreeColumns.sizeWidth - TreeColumns.narrowestName
        func take(_ columns: Int) -> Bool {
            guard room >= columns else { return false }
            room -= columns
            return true
        }
        hasPercent = take(TreeColumns.percentWidth)
        hasLayer = isList && hasPercent && take(TreeColumns.layerWidth)
        hasMode = hasPercent && hasLayer == isList && take(TreeColumns.modeWidth)
        hasBar = hasMode && take(TreeColumns.barWidth)
        hasOwner = hasBar && take(TreeColumns.ownerWidth)
    }

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
        func name(_ text: String, _ key: SortOrder.Key) -> String {
            guard sort.key == key else { return text }
            let isDownwards = (key == .name) == sort.isReversed
            return text + String(isDownwards ? glyphs.down : glyphs.up)
        }
        var titles: [(text: String, key: SortOrder.Key?)] = [("  ", nil)]
        if hasMode { titles.append((TextWidth.pad("Mode", to: TreeColumns.modeWidth), nil)) }
        if hasOwner { titles.append((TextWidth.pad("Owner", to: TreeColumns.ownerWidth), nil)) }
        titles.append((Figure.right(name("Size", .size), TreeColumns.sizeWidth - 1) + " ", .size))
        // The share of the directory and its bar grow with the size.
        if hasPercent { titles.append((Figure.right("%", TreeColumns.percentWidth - 1) + " ", .size)) }
        if hasBar { titles.append((String(repeating: " ", count: TreeColumns.barWidth), .size)) }
        if hasLayer { titles.append((Figure.right("Layer", TreeColumns.layerWidth), nil)) }
        titles.append((" " + name(state.tree.form == .list ? "Path" : "Name", .name), .name))
        if sort.key == .count { titles.append(("  (\(name("by number of files", .count)))", .count)) }
        if sort.key == .modified { titles.append(("  (\(name("by time", .modified)))", .modified)) }
        return titles
    }
}
