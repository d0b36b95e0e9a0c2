import TerminalUI

extension ViewID {
    /// The names of the tabs, in the order of their digits.
    public static var tabNames: [String] { Tab.all.map { $0.name.lowercased() } }

    /// The name of the tab; nil for a view that is none.
    public var tabName: String? { Tab.tab(self)?.name.lowercased() }

    /// The tab of a name, whatever its case; nil for a name that is none.
    public static func tab(named name: String) -> ViewID? { Tab.tab(named: name)?.id }

    /// The layers and the tree, which are no `View` but what the others stand in front of.
    public static let files = ViewID("files")
}

/// A screen of its own under a name on top: a view over the full width, or the panes of layers and files.
struct Tab: Sendable, Hashable {
    /// The view; `files` for the panes.
    let id: ViewID
    /// Its name in the bar.
    let name: String
    /// A shorter one for a bar without room for all names.
    let shortName: String
    /// What it shows, a part of a sentence for the help.
    let help: String

    init(id: ViewID, name: String, short: String? = nil, help: String) {
        (self.id, self.name, self.help) = (id, name, help)
        shortName = short ?? name
    }

    /// The tabs in the order of their digits, from 1.
    static let all = [
        Tab(id: .overview, name: "Overview", help: "the verdict: where the bytes are, what saves and endangers most"),
        Tab(id: .files, name: "Files", help: "the layers and the tree of files"),
        Tab(id: .dockerfile, name: "Stages", help: "the Dockerfile with sizes, beside the stages that it makes"),
        Tab(id: .waste, name: "Waste", help: "wasted bytes and bloat, one row a cause"),
        Tab(id: .security, name: "Security", help: "secrets, hardening, Dockerfile, vulnerabilities"),
        Tab(id: .packages, name: "Packages", short: "Pkgs", help: "why each is there, and what would go with it"),
        Tab(id: .advice, name: "Advice", help: "what would make the image smaller, and by how much"),
        Tab(id: .image, name: "Image", help: "configuration and history"),
        Tab(id: .compare, name: "Compare", short: "Diff", help: "what differs from the other image, by cause"),
    ]

    /// The tab of a view; nil for one that stands over others in a box.
    static func tab(_ id: ViewID) -> Tab? { all.first { $0.id == id } }

    /// The tab of a name, whatever its case.
    static func tab(named name: String) -> Tab? { all.first { $0.name.lowercased() == name.lowercased() } }

    /// Those that there are for an image: the comparison only where there is another one, or one looks for it there.
    static func shown(in state: State) -> [Tab] {
        all.filter { $0.id != .compare || state.other != nil || state.views.tab == .compare }
    }

    /// The tab that stands `step` places after another one, round the end.
    static func neighbour(of id: ViewID, by step: Int, in state: State) -> ViewID {
        shown(in: state).map(\.id).next(after: id, by: step)
    }

    /// The keys that lead to tabs, each to its own: digits.
    static func keys(in modes: Set<Mode>) -> [KeyBinding] {
        all.enumerated().map { index, tab in
            KeyBinding("\(index + 1)", .tab(tab.id), modes, .views, "\(tab.name): \(tab.help)")
        }
    }
}
