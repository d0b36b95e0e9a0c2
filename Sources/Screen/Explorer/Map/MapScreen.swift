import FileTree
import TerminalUI

/// The tree map: the entries of one directory as tiles, as large as they are, in the place of the tree's rows.
struct MapScreen {
    private let state: State
    private let theme: Theme
    /// Columns of a name that one can tell, with the space before it.
    private static let leastName = 3
    /// The tiles with their places, the largest first.
    private let tiles: [(path: PathID, place: Rect)]

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
        let paths = state.derived.rows.list?.paths ?? []
        // More have no cell of their own.
        let area = state.layout.treeRows
        let shown = paths.prefix(area.width * area.height)
        let places = TileLayout.places(of: shown.map { state.derived.amounts.size(of: $0) }, in: area)
        tiles = Array(zip(shown, places)).map { ($0, $1) }
    }

    func draw(into canvas: inout Canvas) {
        for tile in tiles where !tile.place.isEmpty { draw(tile.path, into: &canvas, in: tile.place) }
    }

    /// The tile at a point.
    func path(at point: Point) -> PathID? { tiles.first { $0.place.contains(point) }?.path }

    /// A column and a row stay free at its right and below, where it is large enough: tiles of one colour are told apart.
    private func draw(_ path: PathID, into canvas: inout Canvas, in place: Rect) {
        let isSelected = path == state.selectedPath
        let mark = state.tree.tileColor.mark(of: path, in: state)
        let tile = Rect(
            x: place.x, y: place.y, width: place.width > 2 ? place.width - 1 : place.width,
            height: place.height > 2 ? place.height - 1 : place.height)
        let style = isSelected ? theme.selection : mark.style
        canvas.fill(tile, with: Cell(" ", style: style))
        let slash = state.derived.view.kind(of: path) == .directory ? "/" : ""
        let name = Printable.escape(state.derived.stack.name(of: path)) + slash
        let cursor = isSelected ? String(state.options.glyphs.folded) : ""
        let texts = ["\(cursor)\(mark.letter) \(name)", state.bytes(state.derived.amounts.size(of: path))]
        for (row, text) in texts.enumerated() where row < tile.height && (row == 0 || tile.width > MapScreen.leastName)
        {
            // Where there is no room for a name the letter still tells what the colour does.
            let isNarrow = tile.width < TextWidth.of(mark.letter) + MapScreen.leastName
            let cut = row == 0 && isNarrow ? mark.letter : text
            let shown = TextWidth.truncate(cut, to: tile.width, ellipsis: state.ellipsis)
            canvas.draw(shown, at: Point(x: tile.x, y: tile.y + row), style: style, maxWidth: tile.width)
        }
        if isSelected, state.focus == .tree { canvas.cursor = tile.origin }
    }
}
