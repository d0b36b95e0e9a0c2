import TerminalUI

/// The tab on the screen with the views over it, and what is remembered of the others.
struct OpenViews: Sendable {
    /// The tab on the screen; `files` for the panes.
    private(set) var tab = ViewID.files
    /// The tab's own view, which the panes have not, then those over it, each over the one before it.
    var open: [any View] = []
    /// What is open in the other tabs.
    private var kept: [ViewID: [any View]] = [:]
    /// Views as they were when they were last looked at.
    private var remembered: [ViewID: any View] = [:]
    /// The tab that was asked for before there was anything to show; it finds its place when there is.
    var awaited: ViewID?
    /// The view over the tab that was asked for before it could be shown; it opens when it can, unless another key comes.
    var awaitedBox: ViewID?
    /// Where a click has opened something: a second one at once is meant for what was there.
    var opened: Point?

    /// The view on the screen; nil for the panes.
    var top: (any View)? { open.last }

    /// The views over the tab.
    var isOverTab: Bool { open.count > countOfTab }

    /// How many views the tab itself has.
    private var countOfTab: Int { tab == .files ? 0 : 1 }

    /// Puts another tab on the screen, with what was open in it.
    mutating func change(to tab: ViewID) {
        kept[self.tab] = open
        self.tab = tab
        open = kept[tab] ?? []
    }

    /// Closes all views over the tab.
    mutating func closeOverTab() { open.removeLast(max(0, open.count - countOfTab)) }

    /// A view as it was left, else as the table has it.
    func view(_ id: ViewID) -> (any View)? { remembered[id] ?? Views.view(id) }

    /// Puts the view on the screen back after it has changed.
    mutating func replaceTop(with view: any View) {
        guard !open.isEmpty else { return }
        open[open.count - 1] = view
        remembered[view.id] = view
    }

    /// Changes each view that is open, here or in another tab.
    mutating func forEach(_ change: (inout any View) -> Void) {
        for index in open.indices { change(&open[index]) }
        kept = kept.mapValues { views in
            views.map { view in
                var view = view
                change(&view)
                return view
            }
        }
    }
}
