import Explorer
import FileTree
import FoundationEssentials

/// What the explorer remembers from one run to the next: the order of files, the theme, and where one was in images.
///
/// Nothing depends on it: a file that is damaged, or not one's own, counts as none.
struct ExplorerMemory: Codable, Equatable {
    /// Where the user was in an image.
    struct Place: Codable, Equatable {
        var image: String
        var tab: String
        var layer: Int
        var path: Data
        /// Directories that were unfolded; what was written before there were these has none.
        var unfolded: [Data]?
    }

    /// More images than anyone looks at in turn.
    static let limit = 200
    /// Longer paths are not kept, in bytes: the whole of them fits into what is read back.
    private static let longestPath = 4096

    /// The theme, where it was changed.
    var theme: String?
    /// The order of files, where it was changed.
    var sort: String?
    /// Whether that is the other way round.
    var isReversed: Bool?
    /// The columns of the tree, where they were changed.
    var columns: [String]?
    /// What the units of sizes are worth, where that was changed.
    var units: String?
    /// The last one is the newest.
    private(set) var places: [Place] = []

    init() {}

    /// What a file holds; nothing where it cannot be read.
    init(reading path: String) {
        guard ConfigurationFile.isFile(path), let bytes = try? ConfigurationFile.bytes(of: path),
            let memory = try? JSONDecoder().decode(ExplorerMemory.self, from: Data(bytes))
        else { return }
        self = memory
        places = places.suffix(ExplorerMemory.limit)
    }

    /// The order of files that was chosen last.
    var order: Explorer.SortOrder? {
        guard let sort, let order = Explorer.SortOrder(named: sort) else { return nil }
        return Explorer.SortOrder(order.key, isReversed: isReversed ?? false)
    }

    /// The places by the images' ids, as the explorer takes them.
    var byImage: [String: RememberedPlace] {
        Dictionary(
            places.map { place in
                let unfolded = (place.unfolded ?? []).map { Array($0) }
                return (
                    place.image,
                    RememberedPlace(
                        tab: place.tab, layer: place.layer, path: Array(place.path), unfolded: unfolded)
                )
            }, uniquingKeysWith: { $1 })
    }

    /// The columns that were chosen last; those that are none are passed over.
    var treeColumns: Set<TreeColumn>? { columns.map { Set($0.compactMap { TreeColumn(rawValue: $0) }) } }

    /// Notes where the user was; the oldest image is forgotten for it.
    mutating func remember(_ place: RememberedPlace, of image: String) {
        places.removeAll { $0.image == image }
        let path = place.path.count <= ExplorerMemory.longestPath ? place.path : []
        places.append(
            Place(
                image: image, tab: place.tab, layer: place.layer, path: Data(path),
                unfolded: ExplorerMemory.kept(place.unfolded).map { Data($0) }))
        places.removeFirst(max(0, places.count - ExplorerMemory.limit))
    }

    /// As many of the directories as fit.
    private static func kept(_ directories: [[UInt8]]) -> [[UInt8]] {
        var room = longestPath
        return directories.filter { directory in
            room -= directory.count
            return room >= 0
        }
    }

    /// Its text, no longer than what is read back: the oldest images are forgotten for that.
    private var text: Data? {
        var memory = self
        while let data = try? JSONEncoder().encode(memory) {
            if data.count <= ConfigurationFile.maximumSize { return data }
            guard !memory.places.isEmpty else { return nil }
            memory.places.removeFirst((memory.places.count + 3) / 4)
        }
        return nil
    }

    /// Writes it, whole or not at all; where that cannot be, nothing is remembered.
    func write(to path: String) {
        if let text { StateFile.write(text, to: path) }
    }
}
