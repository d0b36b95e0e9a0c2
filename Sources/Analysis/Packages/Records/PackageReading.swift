import Evidence
import FileTree

/// The reading of an image's package records: what the readers of each ecosystem read, and what they found.
///
/// Each `PackageSource` reads its own into it. It adds packages, each with the files that its record lists.
package struct PackageReading {
    let view: TreeView
    let contents: InspectedContents
    let records: RecordFiles
    var lookup: PathLookup
    private(set) var packages: [Package] = []
    private(set) var warnings: [String] = []
    /// Directories whose whole contents belong to a package, by its place in `packages`.
    private(set) var roots: [PathID: Int] = [:]
    /// Lists of files that were read for a package.
    private var lists: Set<PathID> = []
    /// What copyright files told.
    var licenses: [PathID: String?] = [:]

    init(_ view: TreeView, contents: InspectedContents) {
        self.view = view
        self.contents = contents
        records = RecordFiles(in: view, contents: contents)
        lookup = PathLookup(view)
    }

    /// Reads everything there is.
    mutating func read() {
        for source in PackageSources.all { source.read(into: &self) }
        readLockFiles()
        for (path, fact) in collected(FilePassedOver.self) {
            let limit = fact.limit >> 20 > 0 ? "\(fact.limit >> 20) MiB" : "\(fact.limit >> 10) KiB"
            warn("\(place(of: path)) is larger than \(limit) and was not read: packages may be missing")
        }
        if contents.isOverBudget {
            warn("Some package data were left out: together they are larger than what is kept in memory")
        }
    }

    /// The files of the final tree of which a fact was noted, with what it was, in the order of their paths' numbers.
    func collected<Fact: Sendable>(_ type: Fact.Type) -> [(path: PathID, fact: Fact)] {
        let facts = contents.facts(type)
        guard !facts.isEmpty else { return [] }
        return (0..<view.stack.pathCount).compactMap { index in
            guard let path = view.stack.path(at: index), view.isPresent(path), view.kind(of: path).hasContents,
                let entry = view.entry(of: path), let fact = facts[contents.place(of: entry, in: view.stack)]
            else { return nil }
            return (path, fact)
        }
    }

    /// Adds the packages that collectors noted for an ecosystem.
    mutating func readNotes(of ecosystem: Ecosystem) {
        for (path, notes) in collected(PackageNotes.self) where notes.ecosystem == ecosystem {
            var budget = RecordBudget(record: notes.packages.reduce(0) { $0 + $1.weight })
            for note in notes.packages { add(note, of: ecosystem, record: path, within: &budget) }
            warn(ofCut: path, budget)
        }
    }

    /// Adds a package that was noted of a file; `budget` bounds what its paths become with what they are relative to.
    mutating func add(
        _ note: PackageNote, of ecosystem: Ecosystem, record: PathID, within budget: inout RecordBudget
    ) {
        let layer = view.entry(of: record)?.layer ?? 0
        var package = Package(
            ecosystem: ecosystem, name: note.name, version: note.version, record: record, layer: layer)
        (package.architecture, package.license) = (note.architecture, note.license)
        (package.dependencies, package.qualifiers) = (note.dependencies, note.qualifiers)
        package.evidence = note.evidence
        if let inner = note.directory {
            let isKnown = budget.take(note.base.utf8.count + inner.utf8.count)
            let directory = isKnown ? RelativePath.joined(note.base, inner) : ""
            let root = directory.isEmpty ? nil : lookup.find(Array(directory.utf8))
            add(package, everythingIn: [record] + (root.map { [$0] } ?? []))
        } else {
            let files = lookup.find(note.files.lazy.map(\.utf8), in: Array(note.base.utf8), within: &budget)
            package.layer = self.layer(of: files) ?? layer
            add(package, files: files + (note.evidence == .lockFile ? [] : [record]))
        }
    }

    /// The layer that most of the files come from, the lowest of several: a later one may have changed some.
    func layer(of files: [PathID]) -> Int? {
        var counts: [Int: Int] = [:]
        for path in files where view.kind(of: path) != .directory {
            if let layer = view.entry(of: path)?.layer { counts[layer, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// Adds a package; `files` are paths that its record lists, those that are not there or are directories included.
    mutating func add(_ package: Package, files: some Sequence<PathID>) {
        var package = package
        package.files = Set(files.filter { view.isPresent($0) && view.kind(of: $0) != .directory }).sorted()
        packages.append(package)
    }

    /// Adds a package that has everything below a directory, as far as no other package has it.
    mutating func add(_ package: Package, everythingIn roots: [PathID]) {
        for root in roots where self.roots[root] == nil { self.roots[root] = packages.count }
        packages.append(package)
    }

    /// A path for a sentence, with its leading slash.
    func place(of path: PathID) -> String { "/" + String(decoding: view.stack.path(of: path), as: UTF8.self) }

    /// One sentence about records that cannot be read; at most 20 are kept.
    mutating func warn(_ sentence: String) {
        if warnings.count < 20 { warnings.append(sentence) }
    }

    /// Tells of a record that more could be made of than there is room for.
    mutating func warn(ofCut record: PathID, _ budget: RecordBudget) {
        guard budget.isExceeded else { return }
        warn("\(place(of: record)) lists more than it has room for and was read in part: files may be missing")
    }

    /// A list of files for the first package that names it, nothing for those after it: each file is read once, however
    /// many paragraphs or links lead to it.
    mutating func takeList(_ path: String) -> RecordFile? { records[path].flatMap { takeList($0) } }

    /// The list itself for the first package that names it.
    mutating func takeList(_ list: RecordFile) -> RecordFile? { lists.insert(list.path).inserted ? list : nil }

    /// The packages with their files, those below directories that they have whole too.
    func finished() -> [Package] {
        guard !roots.isEmpty else { return packages }
        var packages = packages
        let stack = view.stack
        let inner = stack.nameNumbers(of: ["node_modules"])
        var owners = [Int32](repeating: -1, count: stack.pathCount)
        // Parents come before their children.
        for index in 1..<max(1, stack.pathCount) {
            guard let path = stack.path(at: index), view.isPresent(path) else { continue }
            if let package = roots[path] {
                owners[index] = Int32(package)
            } else if !inner.contains(stack.nameNumber(of: path)), let parent = stack.parent(of: path) {
                owners[index] = owners[parent.index]
            }
            if owners[index] >= 0, view.kind(of: path) != .directory {
                packages[Int(owners[index])].files.append(path)
            }
        }
        for index in Set(roots.values) { packages[index].files = Set(packages[index].files).sorted() }
        return packages
    }
}
