import Evidence
import FileTree
import Packages

/// What becomes of the bytes of one file of one layer when the advice is followed.
enum Fate: Sendable, Hashable {
    /// They stay.
    case kept
    /// The smaller variant of the base image does not have them.
    case baseVariant
    /// The image's own layers store them and no container sees them.
    case hidden
    /// A rule says that they should not be there.
    case rule(Rule)
    /// What runs does not reach them, so they stay in a builder stage.
    case builder
}

/// Decides for each stored file of the image what becomes of it. Each has one fate, so no byte is saved twice.
struct FateOfFiles {
    private let image: AnalyzedImage
    private let view: TreeView
    private let closure: RuntimeClosure
    private let variant: SmallerBase?
    private let hidden: Set<EntryReference>
    /// Files that findings want away, by the rule that the image's Dockerfile can follow at once.
    private let named: [EntryReference: Rule]
    private let keptContents: Set<EntryReference>
    /// Contents that run themselves, whatever rules say of their place.
    private let runContents: Set<EntryReference>
    /// For each path with files of packages below it: whether one of these packages is kept.
    private let ownedBelow: [PathID: Bool]
    private let droppedNames: Set<String>
    private let words: Set<String>
    /// Own layers that install no package of the system that is kept.
    private let layersWithoutPackages: Set<Int>
    private let trees: SourceTrees
    private let authored: AuthoredFiles

    init(
        _ image: AnalyzedImage, view: TreeView, closure: RuntimeClosure, variant: SmallerBase?,
        named: [EntryReference: Rule], trees: SourceTrees, authored: AuthoredFiles
    ) {
        (self.trees, self.authored) = (trees, authored)
        (self.image, self.view, self.closure, self.variant, self.named) = (image, view, closure, variant, named)
        hidden = Set(image.waste.copies.map(\.entry))
        keptContents = Set(
            closure.files.keys.compactMap { view.entry(of: $0) }.compactMap { image.stack.contents(of: $0) })
        runContents = Set(
            closure.files.filter { $0.value.isRun }.keys.compactMap { view.entry(of: $0) }
                .compactMap { image.stack.contents(of: $0) })
        var ownedBelow: [PathID: Bool] = [:]
        var dropped: Set<String> = []
        for package in image.packages.packages where package.ecosystem.isSystem {
            let isKept = closure.packages[PackageIdentity(package)] != nil
            if !isKept { dropped.insert(package.name) }
            for file in package.files {
                var ancestor = image.stack.parent(of: file)
                while let path = ancestor, path != .root {
                    if ownedBelow[path] == true || ownedBelow[path] == isKept { break }
                    ownedBelow[path] = isKept
                    ancestor = image.stack.parent(of: path)
                }
            }
        }
        self.ownedBelow = ownedBelow
        droppedNames = dropped
        words = ApplicationText(of: image, view: view).words
        let installing = image.packages.packages.filter { package in
            package.ecosystem.isSystem && closure.packages[PackageIdentity(package)] != nil
        }.map(\.layer)
        layersWithoutPackages = Set(1...max(1, image.stack.layerCount)).subtracting(installing)
    }

    /// What becomes of a layer's entry that stores bytes.
    func fate(of entry: EntryReference) -> Fate {
        let isBase = image.isBase(layer: entry.layer)
        if isBase, variant == nil { return .kept }
        if hidden.contains(entry) { return isBase ? .baseVariant : .hidden }
        guard let path = image.stack.path(of: entry) else { return .kept }
        let text = image.text(of: path)
        if let data = variant?.data { return fateOnNothing(entry, path, text, data: data) }
        if isBase, SmallerBase.leavesOut(text) { return .baseVariant }
        if isBase, let variant, variant.isDistribution, !variant.takesLocalFiles, SmallerBase.isLocal(text) {
            return .baseVariant
        }
        if let rule = named[entry], !runContents.contains(entry) { return isBase ? .baseVariant : .rule(rule) }
        if !isBase, trees.files.contains(path) { return .builder }
        if keptContents.contains(entry) { return .kept }
        return isOrphan(path, text, bytes: image.stack.entry(entry).size) ? (isBase ? .baseVariant : .builder) : .kept
    }

    /// The same where the final stage has no base: only what runs, what the author made, and data are there.
    private func fateOnNothing(_ entry: EntryReference, _ path: PathID, _ text: String, data: [String]) -> Fate {
        let isData = data.contains { text == $0 || text.hasPrefix($0 + "/") }
        if isData {
            return view.entry(of: path) == entry ? .kept : image.isBase(layer: entry.layer) ? .baseVariant : .hidden
        }
        guard !image.isBase(layer: entry.layer) else { return .baseVariant }
        if let rule = named[entry], !runContents.contains(entry) { return .rule(rule) }
        if runContents.contains(entry) { return .kept }
        let isOwn = authored.contains(path, entry) && !trees.files.contains(path)
        return isOwn && !isUnreachedProgram(path, text, bytes: image.stack.entry(entry).size) ? .kept : .builder
    }

    /// Whether a file that nothing reaches belongs to what is not needed: its package is not, or it stands among files of
    /// such packages alone, which generated it.
    private func isOrphan(_ path: PathID, _ text: String, bytes: Int64) -> Bool {
        if let owner = image.packages.owner(of: path), owner.ecosystem.isSystem { return true }
        if text.hasPrefix(Dpkg.information) {
            let name = text.dropFirst(Dpkg.information.count)
            return droppedNames.contains(String(name.prefix { $0 != ":" && $0 != "." }))
                || droppedNames.contains(String(name.split(separator: ".").dropLast().joined(separator: ".")))
        }
        if PackageRecords.contains(text), let entry = view.entry(of: path), !image.isBase(layer: entry.layer),
            layersWithoutPackages.contains(entry.layer)
        {
            return true
        }
        if isUnreachedProgram(path, text, bytes: bytes) { return true }
        var ancestor = image.stack.parent(of: path)
        while let place = ancestor, place != .root {
            if let isKept = ownedBelow[place] { return !isKept }
            ancestor = image.stack.parent(of: place)
        }
        return false
    }

    /// A program of no package in a directory of `PATH` that nothing runs and no text names: a tool of the build. Small
    /// ones are left alone: they are mostly scripts of what is installed.
    private func isUnreachedProgram(_ path: PathID, _ text: String, bytes: Int64) -> Bool {
        guard closure.isComplete, bytes >= 64 << 10, image.packages.owner(of: path) == nil else { return false }
        let file = FilePath(Array(text.utf8))
        let places = ["bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin"]
        guard places.contains(String(file.directory)), let entry = view.entry(of: path) else { return false }
        guard !image.isBase(layer: entry.layer), image.stack.entry(entry).mode & 0o111 != 0 else { return false }
        return !words.contains(String(file.name)) && !isInstalledWithProgram(file, entry)
    }

    /// Whether it was installed together with a program that runs, in one layer and below one directory: that may start it.
    private func isInstalledWithProgram(_ file: FilePath, _ entry: EntryReference) -> Bool {
        guard file.directory.hasPrefix("usr/local/") else { return false }
        return closure.started.contains { program in
            view.entry(of: program)?.layer == entry.layer && image.text(of: program).hasPrefix("usr/local/")
        }
    }
}

/// What package managers write beside the packages' own files: a layer that installs nothing does not rewrite them.
enum PackageRecords {
    private static let directories = [
        "var/lib/dpkg/", "var/lib/apt/", "var/lib/apk/", "lib/apk/db/", "var/lib/rpm/", "usr/lib/sysimage/rpm/",
        "var/cache/debconf/", "var/log/apt/", "var/cache/ldconfig/",
    ]
    private static let files: Set<String> = [
        "etc/ld.so.cache", "var/log/dpkg.log", "var/log/alternatives.log", "var/log/apt", "etc/apk/world",
    ]

    /// Whether a path, without a leading slash, is one of them.
    static func contains(_ path: String) -> Bool {
        files.contains(path) || directories.contains { path.hasPrefix($0) }
    }
}
