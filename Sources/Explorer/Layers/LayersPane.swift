/// The list of layers: which one is selected, and from where a range of layers goes.
public struct LayersPane: Sendable, Hashable {
    /// How many layers there are.
    public var count = 0
    /// The selected layer, from 1; 0 where there is none.
    public var selected = 0
    /// The other end of the range of layers; nil where only the selected one is meant.
    public var anchor: Int?
    /// The first row on the screen, from 0.
    public var scroll = 0

    init() {}

    /// A list of `count` layers with the last one selected, whose tree is the whole image.
    init(count: Int) {
        self.count = count
        selected = count
    }

    /// The layers whose changes the tree shows. Without layers `1...1`, which an empty stack has nothing for.
    public var range: ClosedRange<Int> {
        let selected = max(1, selected)
        let other = anchor ?? selected
        return min(selected, other)...max(selected, other)
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
