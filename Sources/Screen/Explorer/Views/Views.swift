/// The table of views.
enum Views {
    /// All of them, as they are before they are shown.
    static let all: [any View] = [
        FindingsView.waste,
        FindingsView.others,
        FindingView(),
        HistoryView(),
        LayerView(),
        ImageView(),
        DockerfileView(),
        StagesView(),
        PickerView(),
        MessagesView(),
        HelpView(),
    ]

    /// Commands that mean the same in every view.
    static let shared: Set<Command> = [
        .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top, .bottom, .close, .search, .searchNext,
        .searchPrevious, .show(.help), .nextTheme, .toggleMouse, .redraw, .suspend, .interrupt,
    ]

    /// The view of a name.
    static func view(_ id: ViewID) -> (any View)? { all.first { $0.id == id } }

    /// The keys that show views, of one group of the help.
    static func keys(_ group: KeyBinding.Group) -> [KeyBinding] {
        all.compactMap(\.key).filter { $0.group == group }
    }

    /// The keys that have a meaning in some views only; several views may share one.
    static var ownKeys: [KeyBinding] {
        all.flatMap(\.ownKeys).reduce(into: []) { keys, key in
            if !keys.contains(key) { keys.append(key) }
        }
    }
}
