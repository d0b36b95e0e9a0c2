import FileTree
import TerminalUI

/// The tree map: the entries of one directory as tiles, as large as they are, in the place of the tree's rows. With colours
/// two rows of tiles stand in a row of cells.
struct MapScreen {
    private let state: State
    private let theme: Theme
    private let area: Rect
    private let hasColors: Bool
    /// Rows of tiles in a row of cells.
    private let rowsPerCell: Int
    /// Columns of a name that one can tell, with the space before it.
    private static let leastName = 3
    /// The tiles with their places, the largest first; in rows of tiles, from the screen's top.
    private let tiles: [(path: PathID, place: Rect)]

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
        area = state.layout.treeRows
        hasColors = theme.style(ofTile: 0).background != .standard
        rowsPerCell = hasColors && !state.options.isASCII ? 2 : 1
        let paths = state.derived.rows.list?.paths ?? []
        // More have no cell of their own.
        let shown = paths.prefix(area.width * area.height)
        let rows = Rect(
            x: area.x, y: area.y * rowsPerCell, width: area.width, height: area.height * rowsPerCell)
        let places = TileLayout.places(
            of: shown.map { state.derived.amounts.size(of: $0) }, in: rows, cellHeight: 2 / Double(rowsPerCell))
        tiles = Array(zip(shown, places)).map { ($0, $1) }
    }

    func draw(into canvas: inout Canvas) {
        let shown = tiles.filter { !$0.place.isEmpty }.map(tile)
        if rowsPerCell == 2 {
            HalfCells(shown.map { ($0.area, $0.style.background) }, in: area).draw(into: &canvas)
        } else {
            for tile in shown { canvas.fill(tile.area, with: Cell(" ", style: tile.style)) }
        }
        // Small tiles take their letters after the others: from what the others have left.
        var taken: Set<Point> = []
        for tile in shown where !cells(of: tile).isEmpty { drawTexts(of: tile, into: &canvas, &taken) }
        for tile in shown where cells(of: tile).isEmpty { drawLetter(of: tile, into: &canvas, &taken) }
    }

    /// The tile at a point; of two in one cell the smaller one, which has no other.
    func path(at point: Point) -> PathID? {
        let places = (0..<rowsPerCell).map { Point(x: point.x, y: point.y * rowsPerCell + $0) }
        return tiles.last { tile in places.contains { tile.place.contains($0) } }?.path
    }

    private func tile(of path: PathID, in place: Rect) -> Tile {
        let mark = state.tree.tileColor.mark(of: path, in: state)
        let isSelected = path == state.selectedPath
        return Tile(
            path: path, area: MapScreen.withoutGap(place), letter: mark.letter,
            style: isSelected && !hasColors ? theme.selection : mark.style,
            textStyle: isSelected ? theme.selection : mark.style, isSelected: isSelected)
    }

    /// A column and a row stay free at its right and below, where it is large enough: tiles of one colour are told apart.
    private static func withoutGap(_ place: Rect) -> Rect {
        Rect(
            x: place.x, y: place.y, width: place.width > 2 ? place.width - 1 : place.width,
            height: place.height > 2 ? place.height - 1 : place.height)
    }

    /// The cells that are the tile's alone.
    private func cells(of tile: Tile) -> Rect {
        let top = (tile.area.y + rowsPerCell - 1) / rowsPerCell
        let bottom = tile.area.maxY / rowsPerCell
        return Rect(x: tile.area.x, y: top, width: tile.area.width, height: max(0, bottom - top))
    }

    private func drawTexts(of tile: Tile, into canvas: inout Canvas, _ taken: inout Set<Point>) {
        let cells = cells(of: tile)
        let slash = state.derived.view.kind(of: tile.path) == .directory ? "/" : ""
        let name = Printable.escape(state.derived.stack.name(of: tile.path)) + slash
        let cursor = tile.isSelected ? String(state.options.glyphs.folded) : ""
        let texts = ["\(cursor)\(tile.letter) \(name)", state.bytes(state.derived.amounts.size(of: tile.path))]
        for (row, text) in texts.enumerated()
        where row < cells.height && (row == 0 || cells.width > MapScreen.leastName) {
            // Where there is no room for a name the letter still tells what the colour does.
            let isNarrow = cells.width < TextWidth.of(tile.letter) + MapScreen.leastName
            let shown = TextWidth.truncate(
                row == 0 && isNarrow ? tile.letter : text, to: cells.width, ellipsis: state.ellipsis)
            // What is selected keeps its colour: the band of its texts tells it.
            canvas.draw(
                tile.isSelected ? TextWidth.pad(shown, to: cells.width) : shown,
                at: Point(x: cells.x, y: cells.y + row), style: tile.textStyle, maxWidth: cells.width)
        }
        taken.insert(cells.origin)
        if tile.isSelected, state.focus == .tree { canvas.cursor = cells.origin }
    }

    /// Of a tile that shares its cells with others, the letter takes one of them.
    private func drawLetter(of tile: Tile, into canvas: inout Canvas, _ taken: inout Set<Point>) {
        let row = tile.area.y / rowsPerCell
        let place = (tile.area.x..<tile.area.maxX).lazy.map { Point(x: $0, y: row) }.first { !taken.contains($0) }
        guard let place else { return }
        let room = tile.area.maxX - place.x
        canvas.draw(
            TextWidth.truncate(tile.letter, to: room, ellipsis: ""), at: place, style: tile.textStyle, maxWidth: room)
        taken.insert(place)
        if tile.isSelected, state.focus == .tree { canvas.cursor = place }
    }
}

/// A tile where it is drawn.
private struct Tile {
    let path: PathID
    /// In rows of tiles.
    let area: Rect
    let letter: String
    /// Of all of it.
    let style: Style
    /// Of its texts.
    let textStyle: Style
    let isSelected: Bool
}
