import TerminalUI

/// The names of the tabs with their digits, the one on the screen in reverse video. A click on one leads to it.
struct TabBar {
    private struct Place {
        var tab: Tab
        var text: String
        var x: Int
    }

    /// Below this width only the tab on the screen has its name.
    private static let narrowest = Tab.all.reduce(1) { $0 + TextWidth.of($1.name) + 3 }

    private let state: State
    private let rect: Rect

    init(_ state: State) {
        self.state = state
        rect = state.layout.tabs
    }

    private var places: [Place] {
        var x = rect.x
        return Tab.shown(in: state).enumerated().map { index, tab in
            let isNamed = rect.width >= TabBar.narrowest || tab.id == state.views.tab
            let text = isNamed ? " \(index + 1) \(tab.name) " : " \(index + 1) "
            // The space between two names is both's where there is little room.
            defer { x += TextWidth.of(text) - (isRoomy ? 0 : 1) }
            return Place(tab: tab, text: text, x: x)
        }
    }

    private var isRoomy: Bool {
        Tab.shown(in: state).reduce(0) { $0 + TextWidth.of($1.name) + 4 } <= rect.width
    }

    func draw(into canvas: inout Canvas) {
        let theme = state.options.theme
        let places = places.filter { $0.x < rect.maxX }
        for place in places where place.tab.id != state.views.tab { draw(place, theme.dim, into: &canvas) }
        for place in places where place.tab.id == state.views.tab { draw(place, theme.selection, into: &canvas) }
    }

    private func draw(_ place: Place, _ style: Style, into canvas: inout Canvas) {
        canvas.draw(place.text, at: Point(x: place.x, y: rect.y), style: style, maxWidth: rect.maxX - place.x)
    }

    /// The tab whose name stands at a point.
    func tab(at point: Point) -> ViewID? {
        guard rect.contains(point) else { return nil }
        return places.last { point.x >= $0.x && point.x < $0.x + TextWidth.of($0.text) }?.tab.id
    }
}
