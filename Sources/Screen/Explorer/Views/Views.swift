/// The table of views.
enum Views {
    /// All of them, as they are before they are shown.
    static let all: [any View] = [
        OverviewView(),
        StagesView(),
        WasteView(),
        SecurityView(),
        PackagesView(),
        AdviceView(),
        ImageView(),
        CompareView(),
        FileDifferenceView(),
        FindingView(),
        RemedyView(),
        AdvisedDockerfileView(),
        HistoryView(),
        LayerView(),
        DockerfileView(),
        PickerView(),
        ColumnsView(),
        MessagesView(),
        FileView(),
        GrepView(),
        HelpView(),
    ]

    /// Commands that mean the same in every view.
    static let shared = Set<Command>([
        .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top, .bottom, .search, .searchNext,
        .searchPrevious, .show(.help), .nextTheme, .toggleMouse, .redraw, .suspend, .interrupt, .nextTab, .previousTab,
        .back, .forward, .palette,
    ]).union(Tab.all.map { .tab($0.id) })

    /// What tabs take besides: the keys of other tabs and of what concerns the whole image, and the way out.
    static let sharedByTabs: Set<Command> = Set(
        all.compactMap(\.key).filter { [.views, .program].contains($0.group) }.map(\.command)
    ).union([.endLast, .quit, .searchContents])

    /// What boxes take besides.
    static let sharedByBoxes: Set<Command> = [.close]

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
