import FileTree
import TerminalUI

/// What all views share: they open over what is there and close to it, their rows move, are searched and are clicked on.
extension State {
    /// Shows a view: a tab instead of the one on the screen, any other view over it.
    mutating func show(_ id: ViewID) {
        guard Tab.tab(id) == nil else {
            if views.tab == id { views.closeOverTab() }
            go(to: id)
            views.awaited = id
            return
        }
        guard var view = views.view(id) else { return }
        view.appear(in: self)
        push(view)
    }

    /// Puts a view over what is on the screen.
    mutating func push(_ view: any View) {
        views.open.append(view)
        views.replaceTop(with: view)
    }

    /// Lets what was asked for open, now that it has something to show: a view over the tab opens, a tab finds its place.
    mutating func showAwaited() {
        if let id = views.awaitedBox, Views.view(id)?.obstacle(in: self) == nil {
            (views.awaitedBox, notice) = (nil, nil)
            show(id)
        }
        guard let id = views.awaited, id == views.tab else { return }
        guard var view = views.open.first else {
            views.awaited = nil
            return
        }
        guard view.id == id, view.obstacle(in: self) == nil else { return }
        views.awaited = nil
        view.appear(in: self)
        views.open[0] = view
    }

    /// Commands in a view.
    mutating func performInView(_ command: Command) -> [Effect] {
        guard var view = views.top else { return [] }
        let start = place
        if let outcome = view.perform(command, in: &self) { return follow(outcome, of: view, from: start) }
        let layout = ViewLayout(view, in: self)
        if let movement = Movement(command, height: layout.height) {
            view.place = layout.moved(view.place, movement)
            views.replaceTop(with: view)
            return []
        }
        switch command {
        case .endLast: leaveTab()
        case .close, .goOut, .show(view.id):
            if views.isOverTab { views.open.removeLast() }
        case .show(let id): show(id)
        case .open, .goIn: return openRow()
        case .search: prompt = Prompt(.searchView(from: view.place))
        case .searchNext: findRow(from: view.place.scroll.selection + 1)
        case .searchPrevious: findRow(from: view.place.scroll.selection - 1, backwards: true)
        default: break
        }
        return []
    }

    private mutating func openRow() -> [Effect] {
        guard var view = views.top else { return [] }
        let row = view.place.scroll.selection
        guard view.hasSelection, row < ViewLayout(view, in: self).rows.count else { return [] }
        let start = place
        let outcome = view.open(row, in: &self)
        return follow(outcome, of: view, from: start)
    }

    private mutating func follow(_ outcome: Outcome, of view: any View, from start: Trail.Place) -> [Effect] {
        views.replaceTop(with: view)
        switch outcome.next {
        case .stay: break
        case .close: views.open.removeLast()
        case .show(let other): push(other)
        case .tab(let id): show(id)
        case .tabAt(var view):
            view.appear(in: self)
            go(to: view.id)
            views.awaited = nil
            views.open = [view]
        case .panes:
            trail.leave(start)
            showPanes()
        }
        return outcome.effects
    }

    /// Esc where nothing is open over the tab: back to where the user was.
    mutating func leaveTab() {
        if !goBack() { notice = Notice(.information, "Nothing is open over this; q quits.") }
    }

    /// A click selects a row; a click on the selected one opens it.
    mutating func clickInView(_ mouse: Mouse) -> [Effect] {
        guard var view = views.top else { return [] }
        let layout = ViewLayout(view, in: self)
        guard let row = layout.row(at: mouse.position) else { return [] }
        let isSecond = mouse.action == .doubleClick || row == view.place.scroll.selection
        view.place = layout.place(view.place, at: row)
        views.replaceTop(with: view)
        guard isSecond else { return [] }
        views.opened = mouse.action == .doubleClick ? nil : mouse.position
        return perform(.open)
    }

    /// Searches the view's rows from where the search began, as it is typed.
    mutating func searchView(_ text: String, from start: ViewPlace) {
        guard var view = views.top else { return }
        view.place = start
        view.place.search = text
        views.replaceTop(with: view)
        if !text.isEmpty { findRow(from: start.scroll.selection) }
    }

    /// Ends a search: the view is again as it was.
    mutating func leaveSearch(_ start: ViewPlace) {
        guard var view = views.top else { return }
        view.place = start
        views.replaceTop(with: view)
    }

    private mutating func findRow(from start: Int, backwards: Bool = false) {
        guard var view = views.top else { return }
        let layout = ViewLayout(view, in: self)
        guard let row = layout.rows.match(view.place.search, from: start, backwards: backwards) else {
            notice = Notice(.warning, "Nothing matches “\(Printable.escape(view.place.search))”.")
            return
        }
        view.place = layout.place(view.place, at: row)
        views.replaceTop(with: view)
    }

    /// Brings what scrolls in the view on the screen into its bounds.
    mutating func settleView() {
        guard var view = views.top else { return }
        view.settle(in: self)
        view.place = ViewLayout(view, in: self).settled(view.place)
        views.replaceTop(with: view)
    }

    /// Selects a layer and goes to the list of layers.
    mutating func selectLayer(_ layer: Int) {
        layers.select(layer)
        focus = .layers
    }
}
