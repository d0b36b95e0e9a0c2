import Evidence
import FileTree
import OCI

extension Ecosystem {
    /// Node packages.
    public static let npm = Ecosystem(rawValue: "npm")
}

/// Node packages, by the `package.json` of each.
struct Npm: PackageSource {
    let ecosystem = Ecosystem.npm
    let versionOrder = VersionOrder.semantic
    let osvNames = [OSVName("npm")]
    let scannerWords: Set<String> = ["npm", "node-pkg", "yarn", "pnpm", "node", "javascript"]
    let collectors: [any Collector] = [
        WholeFiles(
            "npm",
            FileSelection([.exactly("package.json")], upTo: 1 << 20) { path, _ in
                path.contains("node_modules") || path.text.hasPrefix("usr/share/nodejs/")
            })
    ]

    let lockFiles = NodeLocks.all

    func read(into reading: inout PackageReading) { reading.readNpm() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("npm", package.name.split(separator: "/").map(String.init), version: package.version)
    }
}

/// What an installed Node package says of itself: `package.json` (npm, "package.json").
struct NpmManifest: Decodable {
    var name: String?
    var version: String?
    var license: String?
    var dependencies: [String]

    private enum CodingKeys: String, CodingKey {
        case name, version, license, licenses, dependencies, optionalDependencies
    }

    private struct License: Decodable {
        var type: String?
    }

    private struct Ignored: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    /// Decodes leniently: a field of another type counts as absent.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try? container.decode(String.self, forKey: .name)
        version = try? container.decode(String.self, forKey: .version)
        license = try? container.decode(String.self, forKey: .license)
        // Old packages have an object, or a list of them.
        if license == nil { license = (try? container.decode(License.self, forKey: .license))?.type }
        if license == nil { license = (try? container.decode([License].self, forKey: .licenses))?.first?.type }
        dependencies = [CodingKeys.dependencies, .optionalDependencies].flatMap {
            ((try? container.decode([String: Ignored].self, forKey: $0)) ?? [:]).keys.sorted()
        }
    }
}

extension PackageReading {
    /// Reads the Node packages in `node_modules` directories, and Debian's in `usr/share/nodejs`.
    fileprivate mutating func readNpm() {
        for record in records.all where record.name.name == "package.json" && isInstalled(record.name) {
            guard let manifest = try? JSONDocument.decode(NpmManifest.self, from: record.bytes),
                let name = manifest.name, let version = manifest.version, !name.isEmpty, !version.isEmpty
            else { continue }
            var package = Package(
                ecosystem: .npm, name: name, version: version, record: record.path, layer: record.layer)
            package.license = manifest.license
            package.dependencies = manifest.dependencies
            add(package, everythingIn: view.stack.parent(of: record.path).map { [$0] } ?? [])
        }
    }

    /// Whether it is the package's own file: `node_modules/NAME/package.json` or `node_modules/@SCOPE/NAME/package.json`.
    private func isInstalled(_ path: FilePath) -> Bool {
        let parts = path.text.split(separator: "/")
        guard parts.count >= 3 else { return false }
        let parent = parts[parts.count - 3]
        if parent == "node_modules" || parent == "nodejs" { return true }
        return parent.hasPrefix("@") && parts.count >= 4 && ["node_modules", "nodejs"].contains(parts[parts.count - 4])
    }
}
