import Evidence
import FileTree

extension Ecosystem {
    /// Go modules.
    public static let go = Ecosystem(rawValue: "go")
}

/// Go modules, by the build information of programs.
struct GoPrograms: PackageSource {
    let ecosystem = Ecosystem.go
    let versionOrder = VersionOrder.semantic
    let osvNames = [OSVName("Go")]
    let scannerWords: Set<String> = ["go", "gobinary", "gomod", "golang", "go-module", "stdlib"]
    let collectors: [any Collector] = [ExecutableFiles()]

    func read(into reading: inout PackageReading) { reading.readGoPrograms() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("golang", package.name.split(separator: "/").map(String.init), version: package.version)
    }
}

extension PackageReading {
    /// Adds the modules of Go programs: the program is the file of its own module, the others have none.
    fileprivate mutating func readGoPrograms() {
        for (path, executable) in collected(Executable.self) {
            guard let information = executable.goBuild else { continue }
            let layer = view.entry(of: path)?.layer ?? 0
            func package(_ module: GoBuildInformation.Module) -> Package {
                Package(ecosystem: .go, name: module.path, version: module.version, record: path, layer: layer)
            }
            let version = String(information.goVersion.dropFirst(information.goVersion.hasPrefix("go") ? 2 : 0))
            let library = GoBuildInformation.Module(path: "stdlib", version: version)
            var main = package(information.main ?? library)
            main.dependencies = (information.dependencies + [library]).map(\.path).filter { $0 != main.name }
            add(main, files: [path])
            for module in information.dependencies { add(package(module), files: []) }
            if information.main != nil { add(package(library), files: []) }
        }
    }
}
