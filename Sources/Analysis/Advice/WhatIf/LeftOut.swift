import FileTree
import Packages

/// What the user leaves out of an image to see what it weighs without.
public enum LeftOut: Sendable, Hashable {
    /// A path and what is below it, in all layers.
    case path(PathID)
    /// All that a layer, from 1, stores.
    case layer(Int)
    /// The files of a package, in all layers.
    case package(Package)

    /// The places of the names that it leaves out.
    func names(in stored: StoredContents) -> [Range<Int>] {
        switch self {
        case .path(let path): [stored.names(below: path)]
        case .package(let package): package.files.map(stored.names(at:))
        case .layer: [0..<stored.names.count]
        }
    }

    /// Whether it leaves out a name that lies in one of its ranges.
    func contains(_ name: StoredContents.Name) -> Bool {
        if case .layer(let layer) = self { return name.layer == layer }
        return true
    }
}
