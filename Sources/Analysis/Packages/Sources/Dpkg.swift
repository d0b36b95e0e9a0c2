import Evidence
import FileTree

extension Ecosystem {
    /// Debian's packages.
    public static let dpkg = Ecosystem(rawValue: "dpkg")
}

/// Debian's packages, by dpkg's records (dpkg-query(1), deb-control(5)).
package struct Dpkg: PackageSource {
    package let ecosystem = Ecosystem.dpkg
    package let isSystem = true
    package let versionOrder = VersionOrder.debian
    package let scannerWords: Set<String> = ["deb", "debian", "ubuntu", "dpkg"]
    package let osvNames = [
        OSVName("Debian", distributions: ["debian"], namesSources: true),
        // Fixes of Ubuntu Pro are for those who have it; the free ones are told apart.
        OSVName("Ubuntu", distributions: ["ubuntu"], namesSources: true) { release, version in
            release == version || release.hasPrefix(version + ":")
        },
        OSVName("Echo", distributions: ["echo"], isRolling: true),
    ]

    package let collectors: [any Collector] = [
        WholeFiles(
            // Of any directory: a symbolic link may lead to it that another layer has.
            "dpkg", FileSelection([.exactly("status")], upTo: 32 << 20).notingLargerFiles(),
            FileSelection([.exactly("diversions")], upTo: 1 << 20),
            FileSelection([.exactly("copyright")], upTo: DebianCopyright.maximumSize) { path, _ in
                DebianCopyright.isPlace(path)
            },
            FileSelection([.ending("list")], upTo: 8 << 20) { path, _ in path.isIn("info") },
            FileSelection(upTo: 8 << 20) { path, _ in path.isIn("status.d") })
    ]

    package func read(into reading: inout PackageReading) { reading.readDpkg() }

    package func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("deb", system: package, of: distribution, else: "debian", more: [("upstream", package.upstream)])
    }

    /// One paragraph for each package.
    package static let status = "var/lib/dpkg/status"
    /// Images that were made without dpkg have a file for each package here (distroless).
    static let parts = "var/lib/dpkg/status.d/"
    /// `NAME.list` and `NAME:ARCHITECTURE.list` list a package's files.
    package static let information = "var/lib/dpkg/info/"
    /// Files that were moved aside for another package's: three lines each.
    static let diversions = "var/lib/dpkg/diversions"

    static let fields: Set<String> = [
        "package", "status", "version", "architecture", "source", "section", "essential", "depends", "pre-depends",
        "provides",
    ]

    /// The names of a relationship field, `a (>= 1), b:any | c` as `["a", "b|c"]` (Debian policy 7.1).
    static func names(_ relations: String?) -> [String] {
        (relations ?? "").split(separator: ",").compactMap { relation in
            let names = relation.split(separator: "|").compactMap { name($0) }
            return names.isEmpty ? nil : names.joined(separator: "|")
        }
    }

    private static func name(_ alternative: Substring) -> String? {
        let name = alternative.trimmed.prefix { !" \t\n(:[<".contains($0) }
        return name.isEmpty ? nil : String(name)
    }

    /// The source's name and version, which are the package's own where the field does not say them.
    static func source(_ field: String?) -> (name: String?, version: String?) {
        guard let field, !field.isEmpty else { return (nil, nil) }
        let parts = field.split(separator: "(", maxSplits: 1)
        let version = parts.count > 1 ? parts[1].prefix { $0 != ")" }.trimmed : nil
        return (parts.first.map(\.trimmed), version)
    }
}

extension PackageReading {
    /// Reads dpkg's records: `status`, and the files of `status.d`.
    fileprivate mutating func readDpkg() {
        let diversions = Diversions(records[Dpkg.diversions]?.bytes ?? [])
        if let status = records[Dpkg.status] {
            for paragraph in ControlParagraph.paragraphs(in: status.bytes, keeping: Dpkg.fields) {
                addDpkg(paragraph, record: status, diversions)
            }
        }
        for part in records.files(in: Dpkg.parts) where !part.name.text.hasSuffix(".md5sums") {
            for paragraph in ControlParagraph.paragraphs(in: part.bytes, keeping: Dpkg.fields) {
                addDpkg(paragraph, record: part, diversions)
            }
        }
    }

    private mutating func addDpkg(_ paragraph: ControlParagraph, record: RecordFile, _ diversions: Diversions) {
        // The third word of the status: where nothing or only configuration is left, the package is not there.
        let state = paragraph["status"]?.split(separator: " ").last
        guard state != "not-installed", state != "config-files" else { return }
        guard let name = paragraph["package"], let version = paragraph["version"], !name.isEmpty else { return }
        let list = dpkgList(of: name, architecture: paragraph["architecture"], record)
        let ownList = list.flatMap { takeList($0) }
        var package = Package(
            ecosystem: .dpkg, name: name, version: version, record: record.path, layer: list?.layer ?? record.layer)
        package.architecture = paragraph["architecture"]
        (package.sourceName, package.sourceVersion) = Dpkg.source(paragraph["source"])
        package.section = paragraph["section"]
        package.license = dpkgLicense(of: name)
        package.isEssential = paragraph["essential"] == "yes"
        package.dependencies = Dpkg.names(paragraph["pre-depends"]) + Dpkg.names(paragraph["depends"])
        package.provides = Dpkg.names(paragraph["provides"])
        let files = ownList.map { dpkgFiles(in: $0, package: name, diversions) } ?? []
        add(package, files: files)
    }

    /// The licence that a package's copyright file tells, read once for all packages that lead to it.
    private mutating func dpkgLicense(of name: String) -> String? {
        guard let place = lookup.find(DebianCopyright.place(of: name)), let entry = view.entry(of: place) else {
            return nil
        }
        if let known = licenses[place] { return known }
        let license = contents.bytes(of: entry, in: view.stack).flatMap { DebianCopyright.license(in: $0) }
        licenses[place] = .some(license)
        return license
    }

    private mutating func dpkgFiles(in list: RecordFile, package: String, _ diversions: Diversions) -> [PathID] {
        let slash = UInt8(ascii: "/")
        let isSums = list.name.text.hasSuffix(".md5sums")
        let lines = list.bytes.split(separator: UInt8(ascii: "\n"))
        return lines.enumerated().compactMap { index, line in
            // A directory of the package, even where the image has a link in its place (`bin`).
            if index + 1 < lines.count, lines[index + 1].dropFirst(line.count).first == slash,
                lines[index + 1].starts(with: line)
            {
                return nil
            }
            // A line of sums is 32 digits, two spaces and a path without a leading slash.
            let path = isSums ? line.dropFirst(34) : line
            return lookup.find(diversions.place(of: path.first == slash ? path.dropFirst() : path, package: package))
        }
    }

    private func dpkgList(of name: String, architecture: String?, _ record: RecordFile) -> RecordFile? {
        let list = architecture.flatMap { records["\(Dpkg.information)\(name):\($0).list"] }
        return list ?? records["\(Dpkg.information)\(name).list"] ?? records["\(record.name.text).md5sums"]
            ?? records["\(Dpkg.parts)\(name).md5sums"]
    }
}

/// Files that lie elsewhere than their packages' lists say (dpkg-divert(1)).
struct Diversions {
    private var moved: [[UInt8]: (place: [UInt8], except: String)] = [:]

    /// Reads dpkg's file: the path, where it was moved, and the package whose own file stands there, `:` for none.
    init(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        for start in stride(from: 0, to: max(0, lines.count - 2), by: 3) {
            let package = String(decoding: lines[start + 2], as: UTF8.self)
            moved[Array(lines[start].dropFirst())] = (Array(lines[start + 1].dropFirst()), package)
        }
    }

    /// Where a package's file really lies; paths are without a leading slash.
    func place(of path: ArraySlice<UInt8>, package: String) -> [UInt8] {
        let path = Array(path)
        guard !moved.isEmpty, let diversion = moved[path], diversion.except != package else { return path }
        return diversion.place
    }
}
