import TerminalUI

/// The names of the tabs with their digits, the one on the screen in reverse video. A click on one leads to it.
struct TabBar {
    private struct Place {
        var tab: Tab
        var text: String
        var x: Int
    }

    private let state: State
    private let rect: Rect

    init(_ state: State) {
        self.state = state
        rect = state.layout.tabs
    }

    private var places: [Place] {
        var x = rect.x
        return Tab.shown(in: state).enumerated().map { index, tab in
            let isNamed = width(between: 3) <= rect.width || tab.id == state.views.tab
            let text = isNamed ? " \(index + 1) \(tab.name) " : " \(index + 1) "
            // The space between two names is both's where there is little room.
            defer { x += TextWidth.of(text) - (isRoomy ? 0 : 1) }
            return Place(tab: tab, text: text, x: x)
        }
    }

    private var isRoomy: Bool { width(between: 4) <= rect.width }

    /// What all names take with their digits, and so many columns for each digit and the spaces around.
    private func width(between columns: Int) -> Int {
        Tab.shown(in: state).reduce(1) { $0 + TextWidth.of($1.name) + columns }
    }

    func draw(into canvas: inout Canvas) {
        let theme = state.options.theme
        let places = places.filter { $0.x < rect.maxX }
        for place in places where place.tab.id != state.views.tab { draw(place, theme.tabInactive, into: &canvas) }
        for place in places where place.tab.id == state.views.tab { draw(place, theme.tabActive, into: &canvas) }
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
