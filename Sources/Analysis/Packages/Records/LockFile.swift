import Archive
import BinaryCoding
import Evidence
import FileTree

/// A kind of file in which an installer writes the exact versions that it would install.
package struct LockFile: Sendable {
    /// The file's name.
    let name: String
    /// Whether what is installed from it lies beside it, as `node_modules` does, and not in a place for all projects.
    let isBeside: Bool
    /// Its packages, those for development apart where it tells.
    let read: @Sendable ([UInt8]) -> [LockedPackage]

    /// A kind of its parts.
    init(_ name: String, isBeside: Bool = false, read: @escaping @Sendable ([UInt8]) -> [LockedPackage]) {
        (self.name, self.isBeside, self.read) = (name, isBeside, read)
    }
}

/// A package as a lock file has it.
package struct LockedPackage: Sendable, Hashable {
    let name: String
    let version: String

    init(_ name: String, _ version: String) {
        (self.name, self.version) = (name, version)
    }
}

/// The packages of one lock file.
struct LockedPackages: Sendable {
    let ecosystem: Ecosystem
    let isBeside: Bool
    let packages: [LockedPackage]
}

/// Notes what the lock files of an ecosystem say.
struct LockFiles: Collector {
    /// Packages bring lock files along that say nothing of what is installed; neither do examples.
    private static let others = [
        "node_modules", "vendor", "site-packages", "dist-packages", "gems", "pkg/mod", ".cargo", "registry/src", ".git",
        "test", "tests", "testdata", "fixtures", "examples", "example", "usr/share/doc", "usr/local/go", "__tests__",
    ]

    let id: String
    let files: [FileSelection]
    private let ecosystem: Ecosystem
    private let kinds: [LockFile]

    init(_ ecosystem: Ecosystem, _ kinds: [LockFile]) {
        id = "lock " + ecosystem.rawValue
        (self.ecosystem, self.kinds) = (ecosystem, kinds)
        files = [
            FileSelection(kinds.map { .exactly($0.name) }, upTo: 32 << 20) { path, _ in
                !LockFiles.others.contains { path.contains($0) }
            }.notingLargerFiles()
        ]
    }

    func fact(of file: CollectedFile) -> LockedPackages? {
        guard let kind = kinds.first(where: { $0.name == file.path.name }) else { return nil }
        let packages = Set(kind.read(file.bytes)).filter { !$0.name.isEmpty && !$0.version.isEmpty }
        guard !packages.isEmpty else { return nil }
        return LockedPackages(
            ecosystem: ecosystem, isBeside: kind.isBeside,
            packages: packages.sorted { ($0.name, $0.version) < ($1.name, $1.version) })
    }

    func weight(of fact: LockedPackages) -> Int {
        fact.packages.reduce(0) { $0 + 64 + $1.name.utf8.count + $1.version.utf8.count }
    }
}

extension PackageReading {
    /// Adds the packages of lock files, where nothing better tells what was installed from them.
    mutating func readLockFiles() {
        let locks = collected(LockedPackages.self)
        guard !locks.isEmpty else { return }
        let installed = InstalledFromLocks(packages, in: view)
        for (path, lock) in locks where !installed.has(lock, at: path, in: view) {
            for locked in lock.packages {
                var note = PackageNote(name: locked.name, version: locked.version)
                note.evidence = .lockFile
                var budget = RecordBudget(record: note.weight)
                add(note, of: lock.ecosystem, record: path, within: &budget)
            }
        }
    }
}

/// What better sources found, as lock files would name it.
private struct InstalledFromLocks {
    /// An ecosystem's package of one version.
    private struct Key: Hashable {
        let ecosystem: Ecosystem
        let name: String
        let version: String

        init(_ ecosystem: Ecosystem, _ name: String, _ version: String) {
            self.ecosystem = ecosystem
            self.name = PackageSources.source(of: ecosystem)?.folded(name) ?? name
            self.version = version
        }
    }

    private var keys: Set<Key> = []
    /// The directories that an ecosystem's records lie in, at any depth.
    private var directories: [Ecosystem: Set<PathID>] = [:]

    init(_ packages: [Package], in view: TreeView) {
        for package in packages {
            keys.insert(Key(package.ecosystem, package.name, package.version))
            var path = view.stack.parent(of: package.record)
            while let directory = path, directories[package.ecosystem, default: []].insert(directory).inserted {
                path = view.stack.parent(of: directory)
            }
        }
    }

    /// Whether anything of what a lock file names is installed: of the rest it would be known too.
    func has(_ lock: LockedPackages, at path: PathID, in view: TreeView) -> Bool {
        if lock.isBeside {
            let directory = view.stack.parent(of: path) ?? .root
            return directories[lock.ecosystem]?.contains(directory) == true
        }
        return lock.packages.contains { keys.contains(Key(lock.ecosystem, $0.name, $0.version)) }
    }
}

extension LockedPackages: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(ecosystem)
        encoder.write(isBeside)
        encoder.write(packages)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        ecosystem = try decoder.value()
        isBeside = try decoder.value()
        packages = try decoder.value()
    }
}

extension LockedPackage: BinaryCodable {
    package func encode(to encoder: inout BinaryEncoder) {
        encoder.write(name)
        encoder.write(version)
    }

    package init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        name = try decoder.value()
        version = try decoder.value()
    }
}
