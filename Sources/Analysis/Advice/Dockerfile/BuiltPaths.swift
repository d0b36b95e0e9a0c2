import Dockerfile
import Evidence
import FileTree
import Packages
import Rules

/// What the final stage has to take from the builder: what the author's instructions made and that stays, as whole
/// directories where nothing else lies in them.
struct BuiltPaths {
    /// What is copied in one instruction.
    struct Copy: Hashable {
        /// The paths, with leading slashes.
        var sources: [String]
        /// Where to: the path itself, or the directory of several files, with a slash at its end.
        var destination: String
        /// Its owner and group where all of it has one that is not root.
        var owner: Owner?
    }

    /// Numbers of a user and a group.
    struct Owner: Hashable {
        var user: UInt32
        var group: UInt32
    }

    /// A symbolic link, which `COPY` would follow.
    struct Link: Hashable {
        var path: String
        var target: String
    }

    /// A directory without files that has to be there.
    struct EmptyDirectory: Hashable {
        var path: String
        var mode: UInt16
        var owner: Owner
    }

    /// What is left to other parts of the Dockerfile.
    struct Elsewhere {
        /// Layers whose instructions the final stage has itself: copies of the context, settings.
        var layers: Set<Int> = []
        /// Whether pip installs what is in Python's own directories apart.
        var distributions = false
        /// Whether the final stage lacks what the base has outside of packages.
        var lacksBase = false
    }

    /// More files of one directory are copied by one instruction.
    private static let most = 3

    private let image: AnalyzedImage
    private let view: TreeView
    private let kept: EntrySet
    private let trees: SourceTrees?
    private let authored: AuthoredFiles
    private let elsewhere: Elsewhere
    private let home: String
    private var paths: [PathID] = []
    /// The bytes of the author's files below each directory, and of those that are copied.
    private var bytes: [PathID: (all: Int64, copied: Int64)] = [:]
    /// How many of the files below each directory are copied.
    private var counts: [PathID: Int] = [:]

    /// - Parameters:
    ///   - kept: The entries that stay.
    ///   - home: The working directory, which may be copied as a whole though the base has it.
    init?(of image: AnalyzedImage, kept: EntrySet, trees: SourceTrees?, home: String, elsewhere: Elsewhere) {
        guard let view = image.view else { return nil }
        (self.image, self.view, self.kept, self.trees, self.elsewhere) = (image, view, kept, trees, elsewhere)
        self.home = String(home.drop { $0 == "/" })
        authored = AuthoredFiles(of: image)
        weigh()
        for layer in 1...max(1, image.stack.layerCount) {
            for entry in image.stack.entries(of: layer) {
                guard let path = image.stack.path(of: entry), view.isPresent(path), view.entry(of: path) == entry,
                    view.kind(of: path) != .directory, isCopied(path, entry)
                else { continue }
                paths.append(path)
                var next = image.stack.parent(of: path)
                while let directory = next, directory != .root {
                    counts[directory, default: 0] += 1
                    next = image.stack.parent(of: directory)
                }
            }
        }
        paths.sort()
    }

    private func isCopied(_ path: PathID, _ entry: EntryReference) -> Bool {
        if image.isBase(layer: entry.layer) {
            guard elsewhere.lacksBase, SmallerBase.isLocal(image.text(of: path)) else { return false }
        } else {
            guard authored.contains(path, entry), !elsewhere.layers.contains(entry.layer) else { return false }
        }
        guard trees?.files.contains(path) != true, !isMadeAnew(path), !isSkeleton(path) else { return false }
        if elsewhere.distributions, isDistribution(path) { return false }
        guard let contents = image.stack.contents(of: entry), image.stack.entry(contents).size > 0 else {
            return isAmongCopied(path)
        }
        return kept.contains(contents)
    }

    /// Adds up what the author's files below each directory hold, which tells of empty ones whether they are wanted.
    private mutating func weigh() {
        for layer in 1...max(1, image.stack.layerCount) where !image.isBase(layer: layer) {
            for entry in image.stack.entries(of: layer) {
                let size = image.stack.entry(entry).size
                guard size > 0, let path = image.stack.path(of: entry), view.isPresent(path),
                    view.entry(of: path) == entry, authored.contains(path, entry)
                else { continue }
                let isCopied = kept.contains(entry) && trees?.files.contains(path) != true
                var next = image.stack.parent(of: path)
                while let directory = next, directory != .root {
                    let sum = bytes[directory] ?? (0, 0)
                    bytes[directory] = (
                        sum.all.addingSaturated(size), isCopied ? sum.copied.addingSaturated(size) : sum.copied
                    )
                    next = image.stack.parent(of: directory)
                }
            }
        }
    }

    /// Whether the nearest directory above with files of the author's has one that is copied, or there is none.
    private func isAmongCopied(_ path: PathID) -> Bool {
        var next = image.stack.parent(of: path)
        while let directory = next, directory != .root {
            if let sum = bytes[directory] { return sum.copied > 0 }
            next = image.stack.parent(of: directory)
        }
        return true
    }

    /// Byte code of a module that the base has: Python writes that by itself.
    private func isMadeAnew(_ path: PathID) -> Bool {
        guard let source = image.source(ofByteCode: path), let entry = view.entry(of: source) else { return false }
        return image.isBase(layer: entry.layer) && !elsewhere.lacksBase || elsewhere.layers.contains(entry.layer)
    }

    /// What making a user copies to its directory, and npm's records of its runs.
    private func isSkeleton(_ path: PathID) -> Bool {
        let file = FilePath(image.stack.path(of: path))
        if file.text.hasPrefix("root/.npm/") { return true }
        return file.text.hasPrefix("home/") && [".bashrc", ".profile", ".bash_logout"].contains(String(file.name))
    }

    private func isDistribution(_ path: PathID) -> Bool {
        let text = image.text(of: path)
        guard text.hasPrefix("usr/local/") else { return false }
        return image.packages.owner(of: path)?.ecosystem == .python
            || FilePath(Array(text.utf8)).contains("site-packages")
    }

    // MARK: Copies

    /// What to copy, sorted by path.
    var copies: [Copy] {
        let files = roots.filter { view.kind(of: $0) != .symbolicLink }
        var copies: [Copy] = []
        var byDirectory: [PathID: [PathID]] = [:]
        for root in files {
            if view.kind(of: root) == .directory {
                copies.append(Copy(sources: [text(root)], destination: text(root), owner: owner(of: root)))
            } else {
                byDirectory[image.stack.parent(of: root) ?? .root, default: []].append(root)
            }
        }
        for (directory, files) in byDirectory {
            for (owner, files) in Dictionary(grouping: files, by: owner) {
                if files.count > BuiltPaths.most {
                    let place = directory == .root ? "/" : text(directory) + "/"
                    copies.append(Copy(sources: files.map(text).sorted(), destination: place, owner: owner))
                } else {
                    copies += files.map { Copy(sources: [text($0)], destination: text($0), owner: owner) }
                }
            }
        }
        return copies.sorted { $0.sources[0] < $1.sources[0] }
    }

    /// Links to make, sorted by path.
    var links: [Link] {
        roots.filter { view.kind(of: $0) == .symbolicLink }.compactMap { path in
            view.entry(of: path).map { entry in
                Link(
                    path: text(path), target: String(decoding: image.stack.entry(entry).linkTarget, as: UTF8.self))
            }
        }.sorted { $0.path < $1.path }
    }

    /// Whether shared objects are among it that the loader finds by its cache alone.
    var hasLibraries: Bool {
        let directories = Set(SharedObjectSearch.configured(in: image).map { $0.drop { $0 == "/" } })
        return paths.contains { path in
            let file = FilePath(image.stack.path(of: path))
            return file.name.holds(".so") && directories.contains(file.directory[...])
        }
    }

    /// Directories without files that an instruction names, or that are a user's, and that are not copied with others.
    var emptyDirectories: [EmptyDirectory] {
        let roots = roots
        var directories: [EmptyDirectory] = []
        for layer in 1...max(1, image.stack.layerCount)
        where !image.isBase(layer: layer) && !elsewhere.layers.contains(layer) {
            for reference in image.stack.entries(of: layer) {
                guard let path = image.stack.path(of: reference), view.isPresent(path),
                    view.kind(of: path) == .directory, view.entry(of: path) == reference,
                    view.fileCount(of: path) == 0, view.directoryCount(of: path) == 0
                else { continue }
                let entry = image.stack.entry(reference)
                guard isMade(path, owner: entry.userID), isAmongCopied(path),
                    !image.stack.path(path, isAtOrBelow: roots)
                else { continue }
                directories.append(
                    EmptyDirectory(
                        path: text(path), mode: entry.mode, owner: Owner(user: entry.userID, group: entry.groupID)))
            }
        }
        return directories.sorted { $0.path < $1.path }
    }

    private func isMade(_ path: PathID, owner: UInt32) -> Bool {
        let name = image.text(of: path)
        guard name != home, !SystemPlaces.isTransient(name + "/"), !PackageRecords.contains(name + "/") else {
            return false
        }
        return authored.isSaid(name) || image.image.config.config.volumes.contains("/" + name)
            || owner != 0 && !SystemPlaces.contains(name + "/")
    }

    private func text(_ path: PathID) -> String { "/" + image.text(of: path) }

    /// The topmost paths that hold nothing but what is copied.
    private var roots: Set<PathID> {
        var roots: Set<PathID> = []
        for path in paths {
            var root = path
            while let parent = image.stack.parent(of: root), parent != .root, isWhole(parent) { root = parent }
            roots.insert(root)
        }
        return roots
    }

    private func isWhole(_ directory: PathID) -> Bool {
        guard counts[directory] == view.fileCount(of: directory) else { return false }
        let text = image.text(of: directory)
        if text == home { return true }
        if elsewhere.lacksBase { return text.contains("/") || !SystemPlaces.contains(text + "/") }
        return image.baseTree?.isPresent(directory) != true
    }

    /// The owner of all that is at and below a path; nil for root, and where there are several.
    private func owner(of root: PathID) -> Owner? {
        var owner: Owner?
        var pending = [root]
        while let path = pending.popLast() {
            guard view.isPresent(path) else { continue }
            if let reference = view.entry(of: path) {
                let entry = image.stack.entry(reference)
                let other = Owner(user: entry.userID, group: entry.groupID)
                guard owner == nil || owner == other else { return nil }
                owner = other
            }
            if view.kind(of: path) == .directory { pending += image.stack.children(of: path) }
        }
        return owner == Owner(user: 0, group: 0) ? nil : owner
    }
}
