import FileTree

/// The final tree as tiles: directories, and in them what is large enough to be seen.
struct TreeMap {
    /// A file or directory, or the small ones of a directory together.
    struct Tile {
        enum Kind: Hashable {
            /// One whose entries are tiles of their own, after it in the list.
            case opened
            /// A file, or a directory without room for its entries.
            case closed
            /// The rest of a directory: so many entries.
            case rest(Int)
        }

        let kind: Kind
        /// The path, or that of the directory whose rest it is.
        let path: PathID
        let area: TreeMapLayout.Area
        let bytes: Int64
        /// The layer that put it there, of a directory its largest file's; nil where none is known.
        let layer: Int?
    }

    /// The tiles, a directory before what lies in it.
    private(set) var tiles: [Tile] = []
    /// What the map measures.
    let whole: TreeMapLayout.Area
    let view: TreeView

    /// Room for a directory's name above its entries.
    private static let headHeight = 17.0
    private static let edge = 2.0
    /// Smaller tiles show nothing. It bounds how many there can be.
    private static let minimumArea = 150.0
    /// Smaller directories stay closed.
    private static let minimumOpened = (width: 52.0, height: 40.0)
    /// More entries of one directory are one tile.
    private static let maximumEntries = 150
    private static let maximumDepth = 24

    /// The map of a tree, which measures so many units.
    init(_ view: TreeView, width: Double, height: Double) {
        self.view = view
        whole = TreeMapLayout.Area(width: width, height: height)
        addEntries(of: .root, in: whole, depth: 0)
    }

    private mutating func addEntries(of directory: PathID, in area: TreeMapLayout.Area, depth: Int) {
        let entries = TreeMap.entries(of: directory, in: view)
        let shown = entries.prefix(TreeMap.maximumEntries)
        let rest = entries.dropFirst(TreeMap.maximumEntries)
        let weights = shown.map { view.size(of: $0) }
        let remaining = rest.reduce(Int64(0)) { $0.addingSaturated(view.size(of: $1)) }
        let areas = TreeMapLayout.areas(of: weights + [remaining], in: area)
        for (path, area) in zip(shown, areas) where TreeMap.isVisible(area) { add(path, in: area, depth: depth) }
        guard !rest.isEmpty, let last = areas.last, TreeMap.isVisible(last) else { return }
        tiles.append(
            Tile(kind: .rest(rest.count), path: directory, area: last, bytes: remaining, layer: nil))
    }

    private mutating func add(_ path: PathID, in area: TreeMapLayout.Area, depth: Int) {
        let inside = TreeMapLayout.Area(
            x: area.x + TreeMap.edge, y: area.y + TreeMap.headHeight, width: area.width - 2 * TreeMap.edge,
            height: area.height - TreeMap.headHeight - TreeMap.edge)
        let isOpened =
            view.kind(of: path) == .directory && depth < TreeMap.maximumDepth
            && area.width >= TreeMap.minimumOpened.width && area.height >= TreeMap.minimumOpened.height
        tiles.append(
            Tile(
                kind: isOpened ? .opened : .closed, path: path, area: area, bytes: view.size(of: path),
                layer: TreeMap.layer(of: path, in: view)))
        if isOpened { addEntries(of: path, in: inside, depth: depth + 1) }
    }

    private static func isVisible(_ area: TreeMapLayout.Area) -> Bool {
        area.width * area.height >= minimumArea && min(area.width, area.height) >= 3
    }

    /// What a directory shows that has bytes, the largest first.
    private static func entries(of directory: PathID, in view: TreeView) -> [PathID] {
        view.stack.children(of: directory).filter { view.isPresent($0) && view.size(of: $0) > 0 }
            .sorted { (view.size(of: $1), $0) < (view.size(of: $0), $1) }
    }

    /// The layer at the end of the way down along the largest entries.
    private static func layer(of path: PathID, in view: TreeView) -> Int? {
        var path = path
        while view.kind(of: path) == .directory, let largest = largestEntry(of: path, in: view) { path = largest }
        return view.entry(of: path)?.layer
    }

    private static func largestEntry(of directory: PathID, in view: TreeView) -> PathID? {
        view.stack.children(of: directory).filter { view.isPresent($0) }.max { view.size(of: $0) < view.size(of: $1) }
    }
}
