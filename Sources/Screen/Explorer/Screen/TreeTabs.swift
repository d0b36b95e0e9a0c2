import TerminalUI

/// The names of the tree's tabs, in its upper border.
struct TreeTabs {
    private let state: State
    private let origin: Point

    init(_ state: State) {
        self.state = state
        let tree = state.layout.tree
        origin = Point(x: tree.x + 2, y: tree.y)
    }

    private func title(of tab: TreePane.Tab) -> String {
        let range = state.shownLayers
        let isRange = state.layers.anchor != nil && range.count > 1
        return switch tab {
        case .files: "Files after layer \(range.upperBound)"
        case .changes where isRange: "Changes of layers \(range.lowerBound)-\(range.upperBound)"
        case .changes: "Changes of layer \(range.upperBound)"
        }
    }

    /// Each tab with its text and column; short names where long ones do not fit.
    private var places: [(tab: TreePane.Tab, text: String, x: Int)] {
        let room = state.layout.tree.width - 6
        let long = TreePane.Tab.allCases.map { ($0, title(of: $0)) }
        let isShort = long.reduce(0) { $0 + TextWidth.of($1.1) + 5 } + 2 > room
        var x = origin.x
        return long.map { tab, title in
            let name = isShort && tab != state.tree.tab ? (tab == .files ? "Files" : "Changes") : title
            let text = tab == state.tree.tab ? "[\(name)]" : " \(name) "
            defer { x += TextWidth.of(text) + 1 }
            return (tab, text, x)
        }
    }

    func draw(into canvas: inout Canvas) {
        let theme = state.options.theme
        let end = state.layout.tree.maxX - 2
        guard state.layout.tree.width > 8 else { return }
        for place in places where place.x < end {
            canvas.draw(" ", at: Point(x: place.x + TextWidth.of(place.text), y: origin.y), maxWidth: end - place.x)
            let style = place.tab == state.tree.tab ? theme.title : theme.dim
            canvas.draw(place.text, at: Point(x: place.x, y: origin.y), style: style, maxWidth: end - place.x)
        }
    }

    /// The tab whose name stands at a point.
    func tab(at point: Point) -> TreePane.Tab? {
        guard point.y == origin.y else { return nil }
        return places.first { point.x >= $0.x && point.x < $0.x + TextWidth.of($0.text) }?.tab
    }
}
