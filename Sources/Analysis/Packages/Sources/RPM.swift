import Evidence
import FileTree

extension Ecosystem {
    /// RPM packages.
    public static let rpm = Ecosystem(rawValue: "rpm")
}

/// RPM packages, by RPM's database.
struct RPM: PackageSource {
    let ecosystem = Ecosystem.rpm
    let isSystem = true
    let versionOrder = VersionOrder.rpm
    let scannerWords: Set<String> = [
        "rpm", "redhat", "rocky", "alma", "almalinux", "centos", "fedora", "oracle", "amazon", "photon", "suse",
        "opensuse", "opensuse.leap", "opensuse-leap", "opensuse.tumbleweed", "sles", "cbl-mariner", "azurelinux",
    ]
    let osvNames = [
        OSVName("Rocky Linux", distributions: ["rocky"]), OSVName("AlmaLinux", distributions: ["almalinux"]),
        OSVName("Red Hat", distributions: ["rhel", "redhat"]) { release, version in
            release.contains("linux:" + (version.split(separator: ".").first ?? ""))
        },
        OSVName("SUSE", distributions: ["sles", "sled"], isRelease: isSUSERelease),
        OSVName("openSUSE", distributions: ["opensuse-leap", "opensuse-tumbleweed"], isRelease: isSUSERelease),
        OSVName("Mageia", distributions: ["mageia"]), OSVName("openEuler", distributions: ["openEuler", "openeuler"]),
        OSVName("Azure Linux", distributions: ["azurelinux", "mariner"]),
        OSVName("Photon OS", distributions: ["photon"]),
    ]
    let collectors: [any Collector] = [RPMDatabaseFiles()]

    func read(into reading: inout PackageReading) { reading.readRPM() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        var (epoch, version): (String?, String) = (nil, package.version)
        if let colon = version.firstIndex(of: ":") {
            epoch = String(version[..<colon])
            version = String(version[version.index(after: colon)...])
        }
        return PackageURL(
            "rpm", system: package, of: distribution, else: "redhat", version: version, more: [("epoch", epoch)])
    }

    /// `SUSE:Linux Enterprise Server 15 SP5`, `openSUSE:Leap 15.5`, `openSUSE:Tumbleweed`.
    @Sendable private static func isSUSERelease(_ release: String, _ version: String) -> Bool {
        if release == "Tumbleweed" { return Int(version) != nil }
        let words = release.split(separator: " ")
        if words.last == Substring(version) { return true }
        let parts = version.split(separator: ".")
        return parts.count == 2 && words.suffix(2).elementsEqual([parts[0], "SP" + parts[1]])
    }
}

/// Notes the packages of RPM databases.
private struct RPMDatabaseFiles: Collector {
    let id = "rpm"
    let files = [
        // Of any directory: a symbolic link may lead to it that another layer has.
        FileSelection(RPMDatabase.names.map(FileSelection.Name.exactly), upTo: 256 << 20).notingLargerFiles()
    ]

    func fact(of file: CollectedFile) -> RPMDatabase? { RPMDatabase(parsing: file.bytes) }
}

extension RPMDatabase {
    /// Where RPM keeps its database: of old, moved to `usr`, and on systems that rpm-ostree manages.
    static let directories = ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"]
    /// The database's names: SQLite's and ndb's.
    static let names = ["rpmdb.sqlite", "Packages.db"]
    /// The name of a Berkeley DB, which is not read.
    static let oldName = "Packages"
}

extension PackageReading {
    /// Reads RPM's database.
    fileprivate mutating func readRPM() {
        for directory in RPMDatabase.directories {
            for name in RPMDatabase.names {
                guard let path = view.resolve(Array("\(directory)/\(name)".utf8)), let entry = view.entry(of: path),
                    view.kind(of: path).hasContents
                else { continue }
                guard let database = contents.fact(RPMDatabase.self, of: entry, in: view.stack) else {
                    warn("/\(directory)/\(name) cannot be read, so RPM packages are missing")
                    continue
                }
                if database.isDamaged { warn("/\(directory)/\(name) is damaged, so RPM packages may be missing") }
                return add(database, record: path, layer: entry.layer)
            }
            let old = view.resolve(Array("\(directory)/\(RPMDatabase.oldName)".utf8))
            if let old, view.kind(of: old).hasContents {
                warn("/\(directory)/Packages is a Berkeley DB, which is not read, so RPM packages are missing")
            }
        }
    }

    private mutating func add(_ database: RPMDatabase, record: PathID, layer: Int) {
        // Packages may need files, which somebody has without saying so.
        let needed = Set(database.items.flatMap(\.requires).filter { $0.hasPrefix("/") })
        for item in database.items {
            let files = item.files.compactMap { lookup.find($0) }
            var package = Package(
                ecosystem: .rpm, name: item.name, version: item.version, record: record,
                layer: self.layer(of: files) ?? layer)
            package.architecture = item.architecture
            package.license = item.license
            package.section = item.group
            (package.sourceName, package.sourceVersion) = PackageReading.source(item.sourcePackage)
            package.dependencies = item.requires
            package.provides = item.provides
            if !needed.isEmpty {
                package.provides += item.files.map { "/" + String(decoding: $0, as: UTF8.self) }.filter(needed.contains)
            }
            add(package, files: files)
        }
    }

    /// Name and version of `NAME-VERSION-RELEASE.src.rpm`.
    private static func source(_ file: String?) -> (name: String?, version: String?) {
        guard let file, let end = file.range(ofSuffix: [".src.rpm", ".nosrc.rpm"]) else { return (nil, nil) }
        let parts = file[..<end].split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return (nil, nil) }
        return (parts.dropLast(2).joined(separator: "-"), parts.suffix(2).joined(separator: "-"))
    }
}

extension String {
    /// Where the first of the endings begins that the text has; nil for none.
    fileprivate func range(ofSuffix endings: [String]) -> Index? {
        endings.first(where: hasSuffix).map { index(endIndex, offsetBy: -$0.count) }
    }
}
