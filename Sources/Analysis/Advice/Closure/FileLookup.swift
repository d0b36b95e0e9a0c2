import FileTree

/// Finds files of the final tree as the kernel does: symbolic links are followed inside the tree, never out of it.
struct FileLookup {
    let view: TreeView
    /// The symbolic links that led to what was found: they are needed as it is.
    private(set) var followed: Set<PathID> = []

    init(_ view: TreeView) {
        self.view = view
    }

    /// The file or directory that a path leads to, links at its end followed; nil where there is none.
    ///
    /// - Parameter path: From the root, with or without a leading slash.
    mutating func find(_ path: String) -> PathID? {
        var place = view.resolve(Array(path.utf8), followsLast: false)
        for _ in 0..<TreeView.maximumLinks {
            guard let link = place, view.kind(of: link) == .symbolicLink, let entry = view.entry(of: link) else {
                return place
            }
            followed.insert(link)
            place = view.resolve(
                view.stack.entry(entry).linkTarget, from: view.stack.parent(of: link) ?? .root, followsLast: false)
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
