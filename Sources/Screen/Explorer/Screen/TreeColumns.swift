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
        let theme = state.options.theme
        let sort = state.tree.sort
        let glyphs = state.options.glyphs
        func name(_ text: String, _ key: SortOrder.Key) -> String {
            guard sort.key == key else { return text }
            let isDownwards = (key == .name) == sort.isReversed
            return text + String(isDownwards ? glyphs.down : glyphs.up)
        }
        var text = "  "
        if hasMode { text += TextWidth.pad("Mode", to: TreeColumns.modeWidth) }
        if hasOwner { text += TextWidth.pad("Owner", to: TreeColumns.ownerWidth) }
        text += Figure.right(name("Size", .size), TreeColumns.sizeWidth - 1) + " "
        if hasPercent { text += Figure.right("%", TreeColumns.percentWidth - 1) + " " }
        if hasBar { text += String(repeating: " ", count: TreeColumns.barWidth) }
        if hasLayer { text += Figure.right("Layer", TreeColumns.layerWidth) }
        text += " " + name(state.tree.form == .list ? "Path" : "Name", .name)
        if sort.key == .count { text += "  (\(name("by number of files", .count)))" }
        if sort.key == .modified { text += "  (\(name("by time", .modified)))" }
        return TextLine(text, theme.dim)
    }
}
