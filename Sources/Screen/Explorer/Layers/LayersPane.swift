/// The list of layers: which one is selected, and from where a range of layers goes.
public struct LayersPane: Sendable, Hashable {
    /// How many layers there are.
    public var count = 0
    /// How many rows follow the last layer: stages that are not in the image, and what was taken from them.
    public private(set) var rowsBelow = 0
    /// The selected layer, from 1; 0 where there is none.
    public var selected = 0 {
        didSet { below = 0 }
    }
    /// The row below the last layer that the cursor is on, from 1; 0 where it is on the selected layer.
    public private(set) var below = 0
    /// The other end of the range of layers; nil where only the selected one is meant.
    public var anchor: Int?
    /// The first row on the screen, from 0.
    public var scroll = 0

    init() {}

    /// A list of `count` layers with the last one selected, whose tree is the whole image.
    init(count: Int, rows: [LayerRow] = []) {
        self.count = count
        selected = count
        let last = rows.lastIndex { if case .layer = $0 { true } else { false } }
        rowsBelow = last.map { rows.count - 1 - $0 } ?? 0
    }

    /// The row that the cursor is on.
    func row(in rows: [LayerRow]) -> Int { (rows.firstIndex(of: .layer(selected)) ?? 0) + below }

    /// Selects one layer, and no range.
    mutating func select(_ layer: Int) {
        anchor = nil
        selected = layer
    }

    /// Moves the cursor along the layers and what follows the last one, which stays selected meanwhile.
    mutating func move(_ movement: Movement) {
        guard count > 0 else { return }
        let position = movement.row(from: selected - 1 + below, count: count + rowsBelow)
        selected = min(count, position + 1)
        below = position + 1 - selected
    }

    /// The layers whose changes the tree shows. Without layers `1...1`, which an empty stack has nothing for.
    public var range: ClosedRange<Int> {
        let selected = max(1, selected)
        let other = anchor ?? selected
        return min(selected, other)...max(selected, other)
    }

    /// Puts the cursor on a row, if it can stand there.
    mutating func select(_ row: Int, of rows: [LayerRow]) {
        if case .layer(let layer) = rows[row] {
            selected = layer
        } else if row >= rows.count - rowsBelow {
            selected = count
            below = row - (rows.count - rowsBelow) + 1
        }
    }

    /// Moves the selection by `rows`, as far as there are layers.
    mutating func move(by rows: Int) {
        guard count > 0 else { return }
        selected = min(count, max(1, selected + min(max(rows, -count), count)))
    }

    /// Starts a range at the selected layer, or ends the one that is there.
    mutating func toggleRange() {
        anchor = anchor == nil && selected > 0 ? selected : nil
    }
}
