import Archive
import Evidence
import FileTree

extension Ecosystem {
    /// Java archives.
    public static let jar = Ecosystem(rawValue: "jar")
}

/// Java archives, by what lies in them.
struct Jar: PackageSource {
    let ecosystem = Ecosystem.jar
    let versionOrder = VersionOrder.maven
    let osvNames = [OSVName("Maven")]
    let scannerWords: Set<String> = ["jar", "java", "maven", "pom", "java-archive", "gradle"]
    let collectors: [any Collector] = [JavaArchiveFiles()]

    func read(into reading: inout PackageReading) { reading.readJavaArchives() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("maven", package.name.split(separator: ":").map(String.init), version: package.version)
    }
}

/// Notes the packages in Java archives.
struct JavaArchiveFiles: Collector {
    /// What the names of archives end in.
    static let endings = ["jar", "war", "ear", "hpi"]

    let id = "jar"
    let files = [FileSelection(endings.map(FileSelection.Name.ending), upTo: 96 << 20)]

    func fact(of file: CollectedFile) -> JavaArchive? { JavaArchive(parsing: file.bytes, name: file.path.name) }
}

/// The Java packages in a jar or war: what Maven wrote into it, else what its manifest and its name say.
struct JavaArchive: Sendable, Hashable {
    /// One package.
    struct Item: Sendable, Hashable {
        /// Maven's group; nil where nothing says it.
        var group: String?
        var artifact: String
        var version: String
    }

    private(set) var items: [Item] = []

    /// Archives inside archives are read to this depth: a war, its jars, what they shade.
    private static let maximumDepth = 3
    /// A member is unpacked up to this size, in bytes.
    private static let memberLimit = 32 << 20
    /// All members of one file that are unpacked take at most so many bytes.
    private static let budget = 128 << 20

    /// Reads an archive; nil when it is none or says nothing.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: The file's name, which may hold name and version.
    init?(parsing bytes: [UInt8], name: String) {
        var budget = JavaArchive.budget
        read(bytes, name: name, depth: 1, &budget)
        guard !items.isEmpty else { return nil }
        items = Array(Set(items)).sorted {
            ($0.artifact, $0.version, $0.group ?? "") < ($1.artifact, $1.version, $1.group ?? "")
        }
    }

    private mutating func read(_ bytes: [UInt8], name: String, depth: Int, _ budget: inout Int) {
        guard let archive = try? ZipArchive(bytes) else { return }
        var own: [Item] = []
        var manifest: ControlParagraph?
        try? archive.forEachMember { member in
            let path = FilePath(member.name)
            let isNested = path.name.hasSuffix(".jar") || path.name.hasSuffix(".war")
            let isRecord = path.text == "META-INF/MANIFEST.MF"
            let isMaven = path.name == "pom.properties" && path.text.hasPrefix("META-INF/maven/")
            guard isMaven || isRecord || isNested && depth < JavaArchive.maximumDepth else { return true }
            let limit = min(budget, isNested ? JavaArchive.memberLimit : 1 << 20)
            guard let contents = try? archive.contents(of: member, limit: limit) else { return true }
            budget -= contents.count
            if isMaven {
                if let item = JavaArchive.mavenItem(contents) { own.append(item) }
            } else if isRecord {
                manifest = JavaArchive.manifest(contents)
            } else {
                read(contents, name: String(path.name), depth: depth + 1, &budget)
            }
            return true
        }
        if own.isEmpty, let item = JavaArchive.item(named: name, manifest) { own = [item] }
        items += own
    }

    /// Maven's `pom.properties`: `groupId=…`, `artifactId=…`, `version=…`.
    private static func mavenItem(_ bytes: [UInt8]) -> Item? {
        var values: [String: String] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0].trimmed] = parts[1].trimmed }
        }
        guard let artifact = values["artifactId"], let version = values["version"], !artifact.isEmpty else {
            return nil
        }
        return Item(group: values["groupId"], artifact: artifact, version: version)
    }

    /// The main section of a manifest (jar file specification); a line that begins with a space goes on.
    private static func manifest(_ bytes: [UInt8]) -> ControlParagraph? {
        let names: Set<String> = [
            "implementation-version", "bundle-version", "specification-version", "implementation-vendor-id",
        ]
        return ControlParagraph.paragraphs(in: bytes, keeping: names, limit: 1).first
    }

    /// An archive that Maven did not make: `NAME-1.2.3.jar`, or the version of the manifest. Nil without a version.
    private static func item(named name: String, _ manifest: ControlParagraph?) -> Item? {
        let stem = name.dropLast(4)
        var (artifact, version) = (String(stem), manifest.flatMap(version))
        var place = stem.startIndex
        while let dash = stem[place...].firstIndex(of: "-") {
            place = stem.index(after: dash)
            guard let first = stem[place...].first, first.isASCII, first.isNumber else { continue }
            artifact = String(stem[..<dash])
            version = version ?? String(stem[place...])
            break
        }
        guard let version, !version.isEmpty, !artifact.isEmpty else { return nil }
        return Item(group: manifest?["implementation-vendor-id"], artifact: artifact, version: version)
    }

    private static func version(_ manifest: ControlParagraph) -> String? {
        manifest["implementation-version"] ?? manifest["bundle-version"] ?? manifest["specification-version"]
    }
}

extension PackageReading {
    /// Adds the packages of jars, each with the file that it is in.
    fileprivate mutating func readJavaArchives() {
        for (path, facts) in collected(JavaArchive.self) {
            let layer = view.entry(of: path)?.layer ?? 0
            for item in facts.items {
                let name = item.group.map { "\($0):\(item.artifact)" } ?? item.artifact
                add(
                    Package(ecosystem: .jar, name: name, version: item.version, record: path, layer: layer),
                    files: [path])
            }
        }
    }
}
