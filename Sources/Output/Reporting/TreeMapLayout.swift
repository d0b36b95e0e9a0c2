/// Places tiles whose areas are as their weights, as square as can be (Bruls, Huizing and van Wijk, "Squarified Treemaps").
public enum TreeMapLayout {
    /// A part of a plane, in whatever unit the whole is given.
    public struct Area: Sendable, Hashable {
        /// The left edge.
        public var x: Double
        /// The upper edge.
        public var y: Double
        /// From left to right.
        public var width: Double
        /// From top to bottom.
        public var height: Double

        /// An area of its edges.
        public init(x: Double = 0, y: Double = 0, width: Double, height: Double) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    /// The area of each weight; of no extent where it weighs nothing, or nothing does.
    ///
    /// - Parameters:
    ///   - weights: The largest first.
    ///   - whole: What they share; nothing of it is left over.
    public static func areas(of weights: [Int64], in whole: Area) -> [Area] {
        let total = weights.reduce(0.0) { $0 + Double(max(0, $1)) }
        guard total > 0, whole.width > 0, whole.height > 0 else {
            return weights.map { _ in Area(x: whole.x, y: whole.y, width: 0, height: 0) }
        }
        var free = whole
        let scale = whole.width * whole.height / total
        let sizes = weights.map { Double(max(0, $0)) * scale }
        var areas: [Area] = []
        while areas.count < sizes.count {
            let row = row(of: sizes[areas.count...], along: min(free.width, free.height))
            areas += place(row, in: &free)
        }
        return areas
    }

    /// As many of the first sizes as make a row along the shorter side better.
    private static func row(of sizes: ArraySlice<Double>, along side: Double) -> ArraySlice<Double> {
        var count = 1
        var worst = ratio(sizes.prefix(1), along: side)
        while count < sizes.count {
            let next = ratio(sizes.prefix(count + 1), along: side)
            guard next <= worst else { break }
            (count, worst) = (count + 1, next)
        }
        return sizes.prefix(count)
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
        let tiles = row.map { size in
            let length = depth > 0 ? size / depth : 0
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
}
