import Evidence
import FileTree

extension Ecosystem {
    /// Arch Linux's packages.
    public static let pacman = Ecosystem(rawValue: "pacman")
}

/// Arch Linux's packages, by pacman's records: `local/NAME-VERSION/desc` and `files` beside it (alpm, `be_local.c`).
struct Pacman: PackageSource {
    let ecosystem = Ecosystem.pacman
    let isSystem = true
    /// vercmp(8) goes as RPM's order.
    let versionOrder = VersionOrder.rpm
    let osvNames: [OSVName] = []
    let scannerWords: Set<String> = ["pacman", "alpm", "arch", "archlinux"]
    let collectors: [any Collector] = [
        WholeFiles(
            "pacman",
            FileSelection([.exactly("desc"), .exactly("files")], upTo: 16 << 20) { path, _ in
                path.text.hasPrefix(places)
            }.notingLargerFiles())
    ]

    func read(into reading: inout PackageReading) { reading.readPacman() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("alpm", system: package, of: distribution, else: "arch", more: [("upstream", package.upstream)])
    }

    fileprivate static let places = "var/lib/pacman/local/"

    /// The values of a record by their names: `%NAME%`, and then lines up to an empty one.
    fileprivate static func values(in bytes: [UInt8]) -> [String: [String]] {
        var values: [String: [String]] = [:]
        var name: String?
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let line = String(decoding: line, as: UTF8.self)
            if line.isEmpty {
                name = nil
            } else if let name {
                values[name, default: []].append(line)
            } else if line.count > 2, line.hasPrefix("%"), line.hasSuffix("%") {
                name = String(line.dropFirst().dropLast())
            }
        }
        return values
    }
}

extension PackageReading {
    fileprivate mutating func readPacman() {
        for record in records.all where record.name.name == "desc" && record.name.text.hasPrefix(Pacman.places) {
            let values = Pacman.values(in: record.bytes)
            guard let name = values["NAME"]?.first, let version = values["VERSION"]?.first else { continue }
            let list = takeList("\(record.name.directory)/files")
            let paths = list.map { Pacman.values(in: $0.bytes)["FILES"] ?? [] } ?? []
            let files = paths.filter { !$0.hasSuffix("/") }.compactMap { lookup.find(Array($0.utf8)) }
            var package = Package(
                ecosystem: .pacman, name: name, version: version, record: record.path,
                layer: layer(of: files) ?? record.layer)
            package.architecture = values["ARCH"]?.first
            package.sourceName = values["BASE"]?.first
            package.license = values["LICENSE"]?.joined(separator: " AND ")
            package.section = values["GROUPS"]?.first
            package.dependencies = (values["DEPENDS"] ?? []).flatMap { Apk.names($0) }
            package.provides = (values["PROVIDES"] ?? []).flatMap { Apk.names($0) }
            add(package, files: files + [record.path] + (list.map { [$0.path] } ?? []))
        }
    }
}
