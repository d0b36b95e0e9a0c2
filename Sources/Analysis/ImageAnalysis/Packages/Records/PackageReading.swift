import FileTree

/// The reading of an image's package records: what the readers of each ecosystem read, and what they found.
///
/// Each reader is an extension of its own. It adds packages, each with the files that its record lists.
struct PackageReading {
    let view: TreeView
    let contents: InspectedContents
    let records: RecordFiles
    var lookup: PathLookup
    private(set) var packages: [Package] = []
    private(set) var warnings: [String] = []
    /// Directories whose whole contents belong to a package, by its place in `packages`.
    private(set) var roots: [PathID: Int] = [:]

    init(_ view: TreeView, contents: InspectedContents) {
        self.view = view
        self.contents = contents
        records = RecordFiles(in: view, contents: contents)
        lookup = PathLookup(view)
    }

    /// Reads everything there is.
    mutating func read() {
        readDpkg()
        readApk()
        readRPM()
        readPython()
        readNpm()
        readGems()
        readGoPrograms()
        readJavaArchives()
        if contents.isOverBudget {
            warn("Some package data were left out: together they are larger than what is kept in memory")
        }
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

    /// One sentence about records that cannot be read; at most 20 are kept.
    mutating func warn(_ sentence: String) {
        if warnings.count < 20 { warnings.append(sentence) }
    }

    /// The packages with their files, those below directories that they have whole too.
    func finished() -> [Package] {
        guard !roots.isEmpty else { return packages }
        var packages = packages
        let stack = view.stack
        let inner = Array("node_modules".utf8)
        var owners = [Int32](repeating: -1, count: stack.pathCount)
        // Parents come before their children.
        for index in 1..<max(1, stack.pathCount) {
            guard let path = stack.path(at: index), view.isPresent(path) else { continue }
            if let package = roots[path] {
                owners[index] = Int32(package)
            } else if stack.name(of: path) != inner, let parent = stack.parent(of: path) {
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
