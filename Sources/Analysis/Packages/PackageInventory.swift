import Evidence
import FileTree

/// What is installed in an image, by its own records.
public struct PackageInventory: Deduction {
    /// The packages of the final tree, by ecosystem, name and version.
    public let packages: [Package]
    /// For each path of the stack, by its index, the number of the package that has it, from 1; 0 for none.
    private let owners: ShortColumn
    /// What is odd about the records, one sentence each.
    public let warnings: [String]
    /// The distribution; nil where the image does not say.
    public let distribution: Distribution?
    /// The bytes of the final tree's contents that belong to no package, each contents once.
    public let unownedBytes: Int64
    /// The bytes of the final tree's contents that belong to packages, each contents once.
    public let ownedBytes: Int64
    /// The packages that go by a name, or provide it, by their places in `packages`.
    private let named: [PackageName: [Int]]

    /// Reads the records of an image.
    public init(of image: AnalyzedImage) {
        let (stack, contents) = (image.stack, image.contents)
        var owners = ShortColumn(zeros: stack.pathCount)
        guard let view = image.view else {
            (packages, warnings, self.owners, unownedBytes, ownedBytes, named) = ([], [], owners, 0, 0, [:])
            distribution = nil
            return
        }
        var reading = PackageReading(view, contents: contents)
        reading.read()
        warnings = reading.warnings
        distribution = Distribution(of: reading.records)
        let sizes = ContentSizes(view)
        var packages = reading.finished().sorted(by: Package.isListedBefore)
        var named: [PackageName: [Int]] = [:]
        for index in packages.indices {
            packages[index].size = sizes.size(of: packages[index].files)
            for path in packages[index].files where owners[path.index] == 0 { owners[path.index] = UInt32(index + 1) }
            for name in PackageName.all(of: packages[index]) { named[name, default: []].append(index) }
        }
        self.packages = packages
        self.owners = owners
        self.named = named
        ownedBytes = sizes.size(
            of: (0..<stack.pathCount).lazy.filter { owners[$0] > 0 }.compactMap { stack.path(at: $0) })
        unownedBytes = max(0, view.size(of: .root) - ownedBytes)
    }

    /// The package that a path belongs to; nil for a file that no package has, and for directories.
    ///
    /// Where several packages have a file, the system's package goes before a language's.
    public func owner(of path: PathID) -> Package? { indexOfOwner(of: path).map { packages[$0] } }

    /// The same by its place in `packages`.
    public func indexOfOwner(of path: PathID) -> Int? {
        guard path.index < owners.count, owners[path.index] > 0 else { return nil }
        return Int(owners[path.index]) - 1
    }

    /// The packages of an ecosystem that go by a name or provide it; none where nothing does.
    public func packages(named name: String, in ecosystem: Ecosystem) -> [Package] {
        indices(named: name, in: ecosystem).map { packages[$0] }
    }

    /// The same by their places in `packages`.
    public func indices(named name: String, in ecosystem: Ecosystem) -> [Int] {
        named[PackageName(name, in: ecosystem)] ?? []
    }

    /// The installed packages that a package needs, as far as its own ecosystem knows them; of alternatives the first one
    /// that is there.
    public func dependencies(of package: Package) -> [Package] {
        indicesOfDependencies(of: package).map { packages[$0] }
    }

    /// The same by their places in `packages`.
    public func indicesOfDependencies(of package: Package) -> [Int] {
        package.dependencies.flatMap { dependency -> [Int] in
            for name in dependency.split(separator: "|") {
                let found = indices(named: String(name), in: package.ecosystem)
                if !found.isEmpty { return found }
            }
            return []
        }
    }
}

/// A name by which dependencies know a package.
private struct PackageName: Hashable {
    let ecosystem: Ecosystem
    let name: String

    init(_ name: String, in ecosystem: Ecosystem) {
        self.ecosystem = ecosystem
        self.name = PackageSources.source(of: ecosystem)?.folded(name) ?? name
    }

    static func all(of package: Package) -> Set<PackageName> {
        Set(([package.name] + package.provides).map { PackageName($0, in: package.ecosystem) })
    }
}

extension Package {
    /// By ecosystem, name, version; then by the record, so that the order is always the same.
    fileprivate static func isListedBefore(_ one: Package, _ other: Package) -> Bool {
        if one.ecosystem != other.ecosystem {
            return PackageSources.rank(of: one.ecosystem) < PackageSources.rank(of: other.ecosystem)
        }
        if one.name != other.name { return one.name < other.name }
        if one.version != other.version { return one.version < other.version }
        return (one.record, one.architecture ?? "") < (other.record, other.architecture ?? "")
    }
}

extension AnalyzedImage {
    /// What is installed.
    public var packages: PackageInventory { self[PackageInventory.self] }
}
