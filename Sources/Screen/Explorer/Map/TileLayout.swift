import TerminalUI

/// Places tiles whose areas are as their weights, as square as can be (Bruls, Huizing and van Wijk, "Squarified Treemaps").
enum TileLayout {
    /// A part of the screen before it is rounded to cells.
    private struct Area {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
    }

    /// The place of each weight, the largest first; one too small for a cell has an empty place.
    ///
    /// - Parameter cellHeight: How high a cell of `rect` is, its width being 1.
    static func places(of weights: [Int64], in rect: Rect, cellHeight: Double = 2) -> [Rect] {
        let total = weights.reduce(0.0) { $0 + Double(max(0, $1)) }
        guard total > 0, !rect.isEmpty else {
            return weights.map { _ in Rect(x: rect.x, y: rect.y, width: 0, height: 0) }
        }
        var free = Area(x: 0, y: 0, width: Double(rect.width), height: Double(rect.height) * cellHeight)
        let scale = free.width * free.height / total
        let areas = weights.map { Double(max(0, $0)) * scale }
        var places: [Rect] = []
        while places.count < areas.count {
            let rest = areas[places.count...]
            let row = row(of: rest, along: min(free.width, free.height))
            places += place(row, in: &free).map { cells($0, rect, cellHeight) }
        }
        return places
    }

    /// As many of the first areas as make a row along the shorter side better.
    private static func row(of areas: ArraySlice<Double>, along side: Double) -> ArraySlice<Double> {
        var count = 1
        var worst = ratio(areas.prefix(1), along: side)
        while count < areas.count {
            let next = ratio(areas.prefix(count + 1), along: side)
            guard next <= worst else { break }
            (count, worst) = (count + 1, next)
        }
        return areas.prefix(count)
    }

    /// How far the least square tile of a row is from a square, 1 or more.
    private static func ratio(_ row: ArraySlice<Double>, along side: Double) -> Double {
        let sum = row.reduce(0, +)
        guard let largest = row.first, let smallest = row.last, smallest > 0, side > 0 else { return .infinity }
        return max(side * side * largest / (sum * sum), sum * sum / (side * side * smallest))
    }

    private static func place(_ row: ArraySlice<Double>, in free: inout Area) -> [Area] {
        let sum = row.reduce(0, +)
        let isColumn = free.width >= free.height
        let depth = sum / max(1e-9, isColumn ? free.height : free.width)
        var along = 0.0
        let tiles = row.map { area in
            let length = depth > 0 ? area / depth : 0
            defer { along += length }
            return isColumn
                ? Area(x: free.x, y: free.y + along, width: depth, height: length)
                : Area(x: free.x + along, y: free.y, width: length, height: depth)
        }
        if isColumn {
            free.x += depth
            free.width = max(0, free.width - depth)
        } else {
            free.y += depth
            free.height = max(0, free.height - depth)
        }
        return tiles
    }

    /// Edges are rounded, not sizes: tiles meet, and leave no cell between them.
    private static func cells(_ area: Area, _ rect: Rect, _ cellHeight: Double) -> Rect {
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
