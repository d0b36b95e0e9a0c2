import Evidence
import FileTree
import OCI

extension Ecosystem {
    /// .NET's packages.
    public static let nuget = Ecosystem(rawValue: "nuget")
}

/// .NET's packages, by the `NAME.deps.json` that the SDK writes beside an application ("runtime configuration files").
struct NuGet: PackageSource {
    let ecosystem = Ecosystem.nuget
    let versionOrder = VersionOrder.semantic
    let osvNames = [OSVName("NuGet")]
    let scannerWords: Set<String> = ["nuget", "dotnet", "dotnet-core", "dotnet-deps"]
    let collectors: [any Collector] = [
        PackageNoteFiles(
            .nuget,
            FileSelection([.ending("json")], upTo: 16 << 20) { path, _ in path.name.hasSuffix(".deps.json") }
                .notingLargerFiles()
        ) { NuGet.packages(in: $0.bytes, directory: $0.path.directory) }
    ]
    let lockFiles = [LockFile("packages.lock.json", read: NuGet.locked)]

    func read(into reading: inout PackageReading) { reading.readNotes(of: .nuget) }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL { PackageURL("nuget", package) }

    func folded(_ name: String) -> String { name.lowercased() }

    private struct Document: Decodable {
        struct Library: Decodable {
            var type: Lenient<String>?
        }

        struct Assets: Decodable {
            var dependencies: Lenient<[String: Anything]>?
            var runtime: Lenient<[String: Anything]>?
            var native: Lenient<[String: Anything]>?
            var resources: Lenient<[String: Anything]>?
            var runtimeTargets: Lenient<[String: Anything]>?

            /// The files that it has at run time; a package with none only brings others along.
            var files: [String] {
                [runtime, native, resources, runtimeTargets].flatMap { ($0?.value ?? [:]).keys }
            }
        }

        struct Target: Decodable {
            var name: String
        }

        var runtimeTarget: Lenient<Target>?
        var targets: [String: [String: Assets]]?
        var libraries: [String: Library]?
    }

    private static func packages(in bytes: [UInt8], directory: String) -> [PackageNote] {
        guard let document = try? JSONDocument.decode(Document.self, from: bytes) else { return [] }
        let target = (document.runtimeTarget?.value?.name).flatMap { document.targets?[$0] }
        return (document.libraries ?? [:]).sorted { $0.key < $1.key }.compactMap { key, library in
            let type = library.type?.value
            guard type == "package" || type == "runtimepack", var note = note(key) else { return nil }
            let assets = target?[key]
            if let target, !target.isEmpty, assets?.files.isEmpty != false { return nil }
            if note.name.hasPrefix("runtimepack.") { note.name.removeFirst("runtimepack.".count) }
            note.dependencies = (assets?.dependencies?.value ?? [:]).keys.sorted()
            // Publishing lays assemblies side by side.
            note.base = directory
            note.files = (assets?.files ?? []).sorted().map { file in
                file.split(separator: "/").last.map(String.init) ?? file
            }
            return note
        }
    }

    /// `Newtonsoft.Json/13.0.1`.
    private static func note(_ key: String) -> PackageNote? {
        let parts = key.split(separator: "/").map(String.init)
        return parts.count == 2 ? PackageNote(name: parts[0], version: parts[1]) : nil
    }

    private struct Lock: Decodable {
        struct Entry: Decodable {
            var type: Lenient<String>?
            var resolved: Lenient<String>?
        }

        var dependencies: [String: [String: Entry]]
    }

    /// The packages of `packages.lock.json`, of all frameworks.
    @Sendable private static func locked(_ bytes: [UInt8]) -> [LockedPackage] {
        guard let lock = try? JSONDocument.decode(Lock.self, from: bytes) else { return [] }
        return lock.dependencies.values.flatMap { entries in
            entries.filter { $1.type?.value != "Project" }.compactMap { name, entry in
                entry.resolved?.value.map { LockedPackage(name, $0) }
            }
        }
    }
}
