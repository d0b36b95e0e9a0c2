import TerminalUI

/// Where the border between layers and tree stands: where the mouse has put it, else where the layout has it.
struct Divider: Hashable, Sendable {
    /// Both panes keep room for a size and a name.
    private static let narrowest = 30
    private static let lowest = 5

    /// The columns of the layers that stand beside the tree; nil where nobody chose.
    private var columns: Int?
    /// The rows of the layers that stand above the tree; nil where nobody chose.
    private var rows: Int?
    /// Whether the button that holds it is down.
    var isHeld = false

    /// The columns of the layers beside the tree.
    func columns(of width: Int, usual: Int) -> Int {
        min(max(columns ?? usual, Divider.narrowest), max(Divider.narrowest, width - Divider.narrowest))
    }

    /// The rows of the layers above the tree.
    func rows(of height: Int, usual: Int) -> Int {
        min(max(rows ?? usual, Divider.lowest), max(Divider.lowest, height - Divider.lowest))
    }

    /// Puts it where the pointer is.
    mutating func move(to point: Point, _ layout: Layout) {
        if layout.areBeside {
            columns = point.x + 1 - layout.body.x
        } else {
            rows = point.y + 1 - layout.body.y
        }
    }
}

extension Layout {
    /// Whether layers and tree stand beside one another.
    var areBeside: Bool { tree.x > layers.x }

    /// Whether a point is on the border between layers and tree.
    func isDivider(_ point: Point) -> Bool {
        guard layers.width > 0, tree.width > 0, body.contains(point) else { return false }
        return areBeside ? point.x == layers.maxX - 1 || point.x == tree.x : point.y == layers.maxY - 1
    }
}
