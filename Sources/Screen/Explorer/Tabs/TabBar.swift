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
        return zip(tabs, names).enumerated().map { index, named in
            let (tab, name) = named
            let text = name.isEmpty ? " \(index + 1) " : " \(index + 1) \(name) "
            // The space between two names is both's where there is little room.
            defer { x += TextWidth.of(text) - (isRoomy ? 0 : 1) }
            return Place(tab: tab, text: text, x: x)
        }
    }

    private var tabs: [Tab] { Tab.shown(in: state) }

    /// The names; short ones where long ones do not fit, and where these do not either only that of the tab on the screen.
    private var names: [String] {
        if width(\.name, between: 3) <= rect.width { return tabs.map(\.name) }
        if width(\.shortName, between: 3) <= rect.width { return tabs.map(\.shortName) }
        return tabs.map { $0.id == state.views.tab ? $0.name : "" }
    }

    private var isRoomy: Bool { width(\.name, between: 4) <= rect.width }

    /// What all names take with their digits, and so many columns for each digit and the spaces around.
    private func width(_ name: (Tab) -> String, between columns: Int) -> Int {
        tabs.reduce(1) { $0 + TextWidth.of(name($1)) + columns }
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
