import Archive
import Evidence

/// What the members of a Java archive say of packages, gathered member by member.
struct JavaRecords {
    /// A member that says something.
    enum Member {
        /// `META-INF/MANIFEST.MF`.
        case manifest
        /// `META-INF/maven/GROUP/ARTIFACT/pom.properties`.
        case properties
        /// `META-INF/maven/GROUP/ARTIFACT/pom.xml`, of which the path alone counts.
        case model
        /// An archive inside.
        case archive
    }

    /// Archives inside archives are read to this depth: a war, its jars, what they shade.
    private static let maximumDepth = 3
    /// An archive inside is unpacked up to this size, in bytes.
    static let archiveLimit = 64 << 20
    /// Manifests and properties are read up to this size, in bytes.
    static let recordLimit = 1 << 20
    /// No more comes out of one file, in bytes.
    private static let most = 1 << 30

    /// Whether a member was too large to be read.
    var isCut = false
    private let name: String
    private let depth: Int
    /// What the file and all archives in it draw from.
    let budget: UnpackingBudget
    private var inner: [JavaArchive.Item] = []
    private var own: [JavaArchive.Item] = []
    /// Group and artifact by the paths of models.
    private var models: [(group: String, artifact: String)] = []
    private var manifest: ControlParagraph?

    /// Nothing so far of an archive of that name and of so many bytes.
    init(archive name: String, size: Int64, from pool: UnpackingPool) {
        self.init(name, depth: 1, budget: UnpackingBudget(file: size, most: JavaRecords.most, from: pool))
    }

    private init(_ name: String, depth: Int, budget: UnpackingBudget) {
        (self.name, self.depth, self.budget) = (name, depth, budget)
    }

    /// The records of an archive inside this one; `merge` takes them back.
    func inside(_ path: FilePath) -> JavaRecords { JavaRecords(path.name, depth: depth + 1, budget: budget) }

    /// Takes what an archive inside this one said.
    mutating func merge(_ archive: JavaRecords) {
        inner += archive.items
        isCut = isCut || archive.isCut
    }

    /// What a member is by its path; nil for one that says nothing.
    func member(at path: FilePath) -> Member? {
        if path.text == "META-INF/MANIFEST.MF" { return .manifest }
        if path.text.hasPrefix("META-INF/maven/") {
            return path.name == "pom.properties" ? .properties : path.name == "pom.xml" ? .model : nil
        }
        let isArchive = JavaArchiveFiles.endings.contains { path.name.hasSuffix("." + $0) }
        return isArchive && depth < JavaRecords.maximumDepth ? .archive : nil
    }

    /// How many bytes of a member may be unpacked.
    ///
    /// - Parameter isPassing: Whether an archive is read as it is unpacked, and never whole in memory.
    func limit(of member: Member, isPassing: Bool = false) -> Int {
        member == .archive ? isPassing ? .max : JavaRecords.archiveLimit : JavaRecords.recordLimit
    }

    /// Takes an archive in memory.
    mutating func read(_ bytes: [UInt8]) {
        guard let archive = try? ZipArchive(bytes) else { return }
        try? archive.forEachMember { entry in
            let path = FilePath(entry.name)
            guard let member = member(at: path) else { return true }
            let limit = limit(of: member)
            do throws(ArchiveError) {
                take(
                    member, at: path,
                    member == .model ? [] : try archive.contents(of: entry, limit: limit, within: budget))
            } catch {
                isCut = isCut || error.kind == .tooLarge
            }
            return !budget.isExceeded
        }
    }

    /// Takes a member's contents.
    mutating func take(_ member: Member, at path: FilePath, _ contents: [UInt8]) {
        switch member {
        case .manifest: manifest = JavaRecords.manifest(contents)
        case .properties:
            if let item = JavaRecords.mavenItem(contents) { own.append(item) }
        case .model:
            let parts = path.text.split(separator: "/").map(String.init)
            if parts.count == 5 { models.append((parts[2], parts[3])) }
        case .archive:
            var archive = inside(path)
            archive.read(contents)
            merge(archive)
        }
    }

    /// The packages of the archive and of those inside it.
    var items: [JavaArchive.Item] {
        var items = own
        if own.isEmpty, var item = JavaRecords.item(named: name, manifest) {
            if models.count == 1 { (item.group, item.artifact) = models[0] }
            items = [item]
        }
        return items + inner
    }

    /// Maven's `pom.properties`: `groupId=…`, `artifactId=…`, `version=…`.
    private static func mavenItem(_ bytes: [UInt8]) -> JavaArchive.Item? {
        var values: [String: String] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0].trimmed] = parts[1].trimmed }
        }
        guard let artifact = values["artifactId"], let version = version(values["version"]), !artifact.isEmpty else {
            return nil
        }
        return JavaArchive.Item(group: values["groupId"], artifact: artifact, version: version)
    }

    /// The main section of a manifest (jar file specification).
    private static func manifest(_ bytes: [UInt8]) -> ControlParagraph? {
        let names: Set<String> = [
            "implementation-version", "bundle-version", "specification-version", "implementation-vendor-id",
            "bundle-symbolicname",
        ]
        return ControlParagraph.paragraphs(in: JavaRecords.unfolded(bytes), keeping: names, limit: 1).first
    }

    /// A manifest's lines of at most 72 bytes put together: one that begins with a space goes on, without the space.
    private static func unfolded(_ bytes: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count)
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if line.first == UInt8(ascii: " "), !lines.isEmpty {
                lines.removeLast()
                lines += line.dropFirst()
            } else {
                lines += line
            }
            lines.append(UInt8(ascii: "\n"))
        }
        return lines
    }

    /// An archive that Maven did not make: `NAME-1.2.3.jar`, or the version of the manifest. Nil without a version.
    private static func item(named name: String, _ manifest: ControlParagraph?) -> JavaArchive.Item? {
        let stem = name.dropLast(4)
        var (artifact, version) = (String(stem), manifest.flatMap(version))
        var place = stem.startIndex
        while let dash = stem[place...].firstIndex(of: "-") {
            place = stem.index(after: dash)
            guard let first = stem[place...].first, first.isASCII, first.isNumber else { continue }
            artifact = String(stem[..<dash])
            version = version ?? self.version(String(stem[place...]))
            break
        }
        guard let version, !artifact.isEmpty else { return nil }
        return JavaArchive.Item(
            group: manifest.flatMap { group($0, of: artifact) }, artifact: artifact, version: version)
    }

    private static func version(_ manifest: ControlParagraph) -> String? {
        ["implementation-version", "bundle-version", "specification-version"].lazy
            .compactMap { version(manifest[$0]) }.first
    }

    /// A version that is one: no variable that Maven did not replace, and without OSGi's `.qualifier`, which stands where
    /// a build did not put its own (PDE, "Version qualifiers").
    private static func version(_ text: String?) -> String? {
        guard var text, !text.contains("${") else { return nil }
        if text.hasSuffix(".qualifier") { text.removeLast(".qualifier".count) }
        return text.isEmpty || text == "qualifier" ? nil : text
    }

    /// The group that a manifest tells: by its vendor's id, else by the name of its bundle, which often is the group with
    /// the artifact behind it. Both only where they are reversed domain names.
    private static func group(_ manifest: ControlParagraph, of artifact: String) -> String? {
        if let vendor = manifest["implementation-vendor-id"], isDomain(vendor) { return vendor }
        guard let bundle = manifest["bundle-symbolicname"]?.prefix(while: { $0 != ";" }).trimmed, isDomain(bundle)
        else { return nil }
        let end = ["." + artifact, "." + String(artifact.map { $0 == "-" ? "." : $0 })].first { bundle.hasSuffix($0) }
        let group = end.map { String(bundle.dropLast($0.utf8.count)) } ?? bundle
        return isDomain(group) ? group : bundle
    }

    /// Whether it is a domain name from its end, `org.apache.commons`.
    private static func isDomain(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= 2 && (2...8).contains(parts[0].utf8.count)
            && parts[0].utf8.allSatisfy(\.isASCIILetter)
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2d || $0 == 0x5f }
            }
    }
}
