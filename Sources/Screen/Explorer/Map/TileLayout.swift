import Reporting
import TerminalUI

/// Places tiles in cells: the tree map's layout, its edges rounded.
enum TileLayout {
    /// The place of each weight, the largest first; one too small for a cell has an empty place.
    ///
    /// - Parameter cellHeight: How high a cell of `rect` is, its width being 1.
    static func places(of weights: [Int64], in rect: Rect, cellHeight: Double = 2) -> [Rect] {
        let whole = TreeMapLayout.Area(width: Double(rect.width), height: Double(rect.height) * cellHeight)
        return TreeMapLayout.areas(of: weights, in: whole).map { cells($0, rect, cellHeight) }
    }

    /// Edges are rounded, not sizes: tiles meet, and leave no cell between them.
    private static func cells(_ area: TreeMapLayout.Area, _ rect: Rect, _ cellHeight: Double) -> Rect {
        let left = edge(area.x, rect.width)
        let right = edge(area.x + area.width, rect.width)
        let top = edge(area.y / cellHeight, rect.height)
        let bottom = edge((area.y + area.height) / cellHeight, rect.height)
        return Rect(x: rect.x + left, y: rect.y + top, width: right - left, height: bottom - top)
    }

    private static func edge(_ value: Double, _ most: Int) -> Int {
        Int(min(Double(most), max(0, value.rounded())))
    }
}
