import Evidence
import FileTree

extension Ecosystem {
    /// Rust's crates.
    public static let cargo = Ecosystem(rawValue: "cargo")
}

/// Rust's crates, by what cargo-auditable writes into programs.
struct Cargo: PackageSource {
    let ecosystem = Ecosystem.cargo
    let versionOrder = VersionOrder.semantic
    let osvNames = [OSVName("crates.io")]
    let scannerWords: Set<String> = ["cargo", "rust", "rustbinary", "rust-binary", "rust-crate", "crates.io"]
    let collectors: [any Collector] = [ExecutableFiles(), RustProgramFiles()]
    let lockFiles = [
        LockFile("Cargo.lock") { bytes in
            // What has no source is the project's own.
            TOMLPackages.all(in: bytes).filter { $0["source"] != nil }.map(\.locked)
        }
    ]

    func read(into reading: inout PackageReading) { reading.readCargo() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL { PackageURL("cargo", package) }
}

extension PackageReading {
    /// Adds the crates of programs: the program is the file of its own crate, the others have none.
    fileprivate mutating func readCargo() {
        for (path, executable) in collected(Executable.self) { addCrates(executable.crates, of: path) }
        for (path, passed) in collected(PassedCrates.self) { addCrates(passed.crates, of: path) }
    }

    private mutating func addCrates(_ crates: [CargoCrate], of path: PathID) {
        let layer = view.entry(of: path)?.layer ?? 0
        for crate in crates {
            var package = Package(
                ecosystem: .cargo, name: crate.name, version: crate.version, record: path, layer: layer)
            package.dependencies = crate.dependencies
            package.evidence = .binary
            add(package, files: crate.isRoot ? [path] : [])
        }
    }
}
