import FileTree
import Packages

/// Finds files of the final tree as the kernel does: symbolic links are followed inside the tree, never out of it.
struct FileLookup {
    let view: TreeView
    private var lookup: PathLookup
    /// The symbolic links that led to what was found: they are needed as it is.
    private(set) var followed: Set<PathID> = []

    /// More links than this on one way are a loop.
    private static let maximumLinks = 40

    init(_ view: TreeView) {
        self.view = view
        lookup = PathLookup(view)
    }

    /// The file or directory that a path leads to, links at its end followed; nil where there is none.
    ///
    /// - Parameter path: From the root, with or without a leading slash.
    mutating func find(_ path: String) -> PathID? {
        var path = Array(path.utf8)
        for _ in 0..<FileLookup.maximumLinks {
            while path.first == UInt8(ascii: "/") { path.removeFirst() }
            if path.isEmpty { return .root }
            guard let place = lookup.find(path) else { return nil }
            guard view.kind(of: place) == .symbolicLink, let entry = view.entry(of: place) else { return place }
            followed.insert(place)
            let target = view.stack.entry(entry).linkTarget
            guard !target.isEmpty else { return nil }
            let parent = view.stack.parent(of: place).map { view.stack.path(of: $0) } ?? []
            path = target.first == UInt8(ascii: "/") ? target : parent + [UInt8(ascii: "/")] + target
        }
        return nil
    }

    /// The file that a path leads to; nil for a directory and where there is none.
    mutating func file(_ path: String) -> PathID? {
        find(path).flatMap { [.regularFile, .hardLink].contains(view.kind(of: $0)) ? $0 : nil }
    }

    /// The program of a name: by its path where it has a slash, else in the directories of `PATH`.
    mutating func program(_ name: String, searching directories: [String], from directory: String) -> PathID? {
        if name.hasPrefix("/") { return file(name) }
        if name.contains("/") { return file(directory + "/" + name) }
        for place in directories {
            if let found = file("\(place)/\(name)") { return found }
        }
        return nil
    }
}
