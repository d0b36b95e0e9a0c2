import FileTree

/// Where the user has been: back and forward lead along it.
struct Trail: Sendable {
    /// A place to come back to: a tab with what is open over it, and where in the panes one was.
    struct Place: Sendable {
        var tab: ViewID
        var open: [any View]
        var layers: LayersPane
        var focus: Focus
        var treeTab: TreePane.Tab
        var selection: PathID
    }

    /// More places than anyone remembers.
    private static let limit = 100

    private(set) var past: [Place] = []
    private(set) var future: [Place] = []

    /// Notes a place that is being left for a new one.
    mutating func leave(_ place: Place) {
        past.append(place)
        past.removeFirst(max(0, past.count - Trail.limit))
        future = []
    }

    /// The place before the one that is left; nil where there is none.
    mutating func back(from place: Place) -> Place? {
        guard let last = past.popLast() else { return nil }
        future.append(place)
        return last
    }

    /// The place that was gone back from; nil where there is none.
    mutating func forward(from place: Place) -> Place? {
        guard let next = future.popLast() else { return nil }
        past.append(place)
        return next
    }

    /// Forgets places that have nothing to show any more.
    mutating func forget(where isGone: (Place) -> Bool) {
        past.removeAll(where: isGone)
        future.removeAll(where: isGone)
    }

    /// The layers were stacked anew: takes all paths along.
    mutating func follow(_ stack: LayerStack, _ translate: (PathID) -> PathID?) {
        func follow(_ place: inout Place) {
            place.selection = translate(place.selection) ?? .root
            for index in place.open.indices { place.open[index].follow(stack, translate) }
        }
        for index in past.indices { follow(&past[index]) }
        for index in future.indices { follow(&future[index]) }
    }
}

extension State {
    /// Where the user is.
    var place: Trail.Place {
        Trail.Place(
            tab: views.tab, open: views.open, layers: layers, focus: focus, treeTab: tree.tab,
            selection: tree.selection)
    }

    /// Goes to a tab, where it is as it was left.
    mutating func go(to tab: ViewID) {
        guard tab != views.tab else { return }
        trail.leave(place)
        views.change(to: tab)
        guard views.open.isEmpty, let view = Views.view(tab) else { return }
        views.open = [view]
        views.awaited = tab
    }

    /// Puts the panes on the screen, with nothing over them.
    mutating func showPanes() {
        views.change(to: .files)
        views.open = []
    }

    /// Goes back to where the user was before; false where that is nowhere.
    mutating func goBack() -> Bool {
        guard let last = trail.back(from: place) else { return false }
        restore(last)
        return true
    }

    /// Goes forward to where the user went back from; false where that is nowhere.
    mutating func goForward() -> Bool {
        guard let next = trail.forward(from: place) else { return false }
        restore(next)
        return true
    }

    private mutating func restore(_ place: Trail.Place) {
        views.change(to: place.tab)
        views.open = place.open
        layers = place.layers
        focus = place.focus
        tree.tab = place.treeTab
        tree.selection = place.selection
    }
}
