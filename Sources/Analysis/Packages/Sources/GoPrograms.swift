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
    let collectors: [any Collector] = [ExecutableFiles(), GoProgramFiles()]

    let lockFiles = [LockFile("go.mod", read: locked)]

    func read(into reading: inout PackageReading) { reading.readGoPrograms() }

    /// The modules that are required: all that are needed, from Go 1.17 on (go.dev/ref/mod, "go.mod file reference").
    @Sendable private static func locked(_ bytes: [UInt8]) -> [LockedPackage] {
        var isRequiring = false
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            var words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
            if isRequiring, words.first == ")" { isRequiring = false }
            if words.first == "require" {
                words.removeFirst()
                if words.first == "(" { isRequiring = true }
            } else if !isRequiring {
                return nil
            }
            guard words.count >= 2, words[1].hasPrefix("v"), !words[0].hasPrefix("//") else { return nil }
            return LockedPackage(words[0], words[1])
        }
    }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("golang", package.name.split(separator: "/").map(String.init), version: package.version)
    }
}

extension PackageReading {
    /// Adds the modules of Go programs: the program is the file of its own module, the others have none.
    fileprivate mutating func readGoPrograms() {
        for (path, executable) in collected(Executable.self) {
            if let information = executable.goBuild { addGoProgram(path, information) }
        }
        for (path, information) in collected(GoBuildInformation.self) {
            guard !information.goVersion.isEmpty else {
                warn("\(place(of: path)) is of a Go before 1.18 and too large to be read: its modules are missing")
                continue
            }
            addGoProgram(path, information)
        }
    }

    private mutating func addGoProgram(_ path: PathID, _ information: GoBuildInformation) {
        let layer = view.entry(of: path)?.layer ?? 0
        func package(_ module: GoBuildInformation.Module) -> Package {
            var package = Package(
                ecosystem: .go, name: module.path, version: module.version, record: path, layer: layer)
            package.evidence = .binary
            return package
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
