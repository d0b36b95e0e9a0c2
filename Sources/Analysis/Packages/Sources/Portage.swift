import Evidence
import FileTree

extension Ecosystem {
    /// Gentoo's packages.
    public static let portage = Ecosystem(rawValue: "portage")
}

/// Gentoo's packages, by Portage's records: `/var/db/pkg/CATEGORY/NAME-VERSION/`, a file for each value (portage(5)).
struct Portage: PackageSource {
    let ecosystem = Ecosystem.portage
    let isSystem = true
    /// Alpine's order comes from Gentoo's.
    let versionOrder = VersionOrder.alpine
    let osvNames: [OSVName] = []
    let scannerWords: Set<String> = ["portage", "gentoo", "ebuild"]
    let collectors: [any Collector] = [
        WholeFiles(
            "portage",
            FileSelection(
                ["CONTENTS", "LICENSE", "RDEPEND", "SLOT"].map(FileSelection.Name.exactly), upTo: 16 << 20
            ) { path, _ in path.text.hasPrefix(places) }.notingLargerFiles())
    ]

    func read(into reading: inout PackageReading) { reading.readPortage() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL { PackageURL("ebuild", package) }

    fileprivate static let places = "var/db/pkg/"

    /// The path of a line of `CONTENTS`, `obj /usr/bin/a SUM TIME` or `sym /usr/bin/b -> a TIME`; nil for directories.
    fileprivate static func path(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        let text = String(decoding: line, as: UTF8.self)
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        switch words.first {
        case "obj" where words.count >= 4:
            return Array(words.dropFirst().dropLast(2).joined(separator: " ").utf8.dropFirst())
        case "sym":
            let link = words.dropFirst().prefix { $0 != "->" }.joined(separator: " ")
            return link.isEmpty ? nil : Array(link.utf8.dropFirst())
        default: return nil
        }
    }

    /// Name and version of `NAME-VERSION[-rREVISION]` (PMS 3.1, 3.2): the version is what begins with a digit behind the
    /// last hyphen, a revision's apart.
    static func parts(_ text: String) -> (name: String, version: String)? {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        var start = words.count - 1
        if start >= 2, let last = words.last, last.first == "r", last.dropFirst().allSatisfy(\.isNumber), last.count > 1
        {
            start -= 1
        }
        guard start >= 1, words[start].first?.isNumber == true else { return nil }
        return (words[..<start].joined(separator: "-"), words[start...].joined(separator: "-"))
    }

    /// The packages of `RDEPEND`, `>=dev-libs/a-1:0= flag? ( b/c )`, without versions, slots and flags.
    fileprivate static func names(_ text: String) -> [String] {
        let names = text.split(whereSeparator: \.isWhitespace).compactMap { word -> String? in
            guard word.contains("/"), word.first != "!", word.last != "?" else { return nil }
            let isVersioned = ["<", ">", "=", "~"].contains(word.first)
            let atom = word.drop { "<>=~".contains($0) }.prefix { $0 != ":" && $0 != "[" }
            guard isVersioned else { return String(atom) }
            let version = atom.hasSuffix("*") ? atom.dropLast() : atom
            return parts(String(version))?.name
        }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

extension PackageReading {
    fileprivate mutating func readPortage() {
        for record in records.all where record.name.name == "CONTENTS" && record.name.text.hasPrefix(Portage.places) {
            let directory = record.name.directory
            let places = directory.split(separator: "/").suffix(2).map(String.init)
            guard directory.split(separator: "/").count == 5, let (name, version) = Portage.parts(places[1]) else {
                continue
            }
            func value(_ file: String) -> String? {
                records["\(directory)/\(file)"].map { String(decoding: $0.bytes, as: UTF8.self).trimmed }
            }
            let files = record.bytes.split(separator: UInt8(ascii: "\n")).compactMap { Portage.path($0) }
                .compactMap { lookup.find($0) }
            var package = Package(
                ecosystem: .portage, name: "\(places[0])/\(name)", version: version, record: record.path,
                layer: layer(of: files) ?? record.layer)
            package.license = value("LICENSE")
            package.section = places[0]
            package.dependencies = Portage.names(value("RDEPEND") ?? "")
            add(package, files: files + [record.path])
        }
    }
}
