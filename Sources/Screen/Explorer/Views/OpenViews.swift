import TerminalUI

/// The views that are over the panes, and what is remembered of those that were.
struct OpenViews: Sendable, Hashable {
    /// Those over the panes, each over the one before it.
    var open: [any View] = []
    /// What the user has left for the panes, and where Esc leads back to.
    var left: [any View] = []
    /// Views as they were when they were last looked at.
    private var remembered: [ViewID: any View] = [:]
    /// The view that the user has asked for before it could be shown; nil for none.
    var awaited: ViewID?
    /// Where a click has opened something: a second one at once is meant for what was there.
    var opened: Point?

    /// The view on the screen.
    var top: (any View)? { open.last }

    /// A view as it was left, else as the table has it.
    func view(_ id: ViewID) -> (any View)? { remembered[id] ?? Views.view(id) }

    /// Puts the view on the screen back after it has changed.
    mutating func replaceTop(with view: any View) {
        guard !open.isEmpty else { return }
        open[open.count - 1] = view
        remembered[view.id] = view
    }

    /// Changes each view that is open or that Esc leads back to.
    mutating func forEach(_ change: (inout any View) -> Void) {
        for index in open.indices { change(&open[index]) }
        for index in left.indices { change(&left[index]) }
    }

    static func == (left: OpenViews, right: OpenViews) -> Bool {
        func values(_ views: [any View]) -> [AnyHashable] { views.map { AnyHashable($0) } }
        return values(left.open) == values(right.open) && values(left.left) == values(right.left)
            && left.remembered.mapValues { AnyHashable($0) } == right.remembered.mapValues { AnyHashable($0) }
            && left.awaited == right.awaited && left.opened == right.opened
    }

    func hash(into hasher: inout Hasher) {
        for view in open { hasher.combine(AnyHashable(view)) }
        hasher.combine(awaited)
    }
}
