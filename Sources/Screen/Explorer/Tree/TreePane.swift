import FileTree

/// The tree of files: what it shows, in which order, and where the cursor is.
///
/// `selection` is what the user wants to be on: it stays while layers are switched, also where a layer does not have
/// the path, so that coming back finds it again.
public struct TreePane: Sendable, Hashable {
    /// What the tree shows.
    public enum Tab: Sendable, Hashable, CaseIterable {
        /// All files after the selected layer.
        case files
        /// Only what the selected layers changed.
        case changes
    }

    /// How the files are shown.
    public enum Form: Sendable, Hashable {
        /// As directories that unfold.
        case tree
        /// All in one list, without their directories.
        case list
        /// The entries of a directory as tiles.
        case map(PathID)

        /// The same in another stack, whose ids `translate` gives.
        func translated(_ translate: (PathID) -> PathID?) -> Form {
            guard case .map(let directory) = self else { return self }
            return translate(directory).map { .map($0) } ?? .tree
        }
    }

    /// What the tree shows.
    public var tab = Tab.files
    /// How the files are shown.
    public var form = Form.tree
    /// What the colours of tiles tell.
    public internal(set) var tileColor = TileColor.layer
    /// The order of entries.
    public var sort: SortOrder
    /// Only paths that match are shown, with their ancestors.
    public var filter: PathFilter?
    /// What `n` and `N` look for.
    public var search: PathPattern?
    /// The path that the cursor should be on.
    public var selection = PathID.root
    /// Paths that are marked.
    public internal(set) var marks: Set<PathID> = []
    /// The first row on the screen, from 0.
    public var scroll = 0
    /// Unfolded directories of each tab.
    var foldings: [Tab: Folding] = [:]
    /// Unfolded directories under a filter, which shows its matches at first.
    var filteredFolding = Folding()

    init(sort: SortOrder = SortOrder(.size)) {
        self.sort = sort
    }

    /// The folding of what is on the screen.
    var folding: Folding {
        get { filter == nil ? foldings[tab] ?? Folding() : filteredFolding }
        set {
            if filter == nil { foldings[tab] = newValue } else { filteredFolding = newValue }
        }
    }

    /// Shows only paths that match, or all.
    mutating func setFilter(_ filter: PathFilter?) {
        guard filter != self.filter else { return }
        self.filter = filter
        filteredFolding = Folding()
    }

    /// The same pane for another stack, whose ids `translate` gives.
    mutating func translate(_ translate: (PathID) -> PathID?) {
        selection = translate(selection) ?? .root
        form = form.translated(translate)
        marks = Set(marks.compactMap(translate))
        foldings = foldings.mapValues { $0.translated(translate) }
        filteredFolding = filteredFolding.translated(translate)
    }
}
