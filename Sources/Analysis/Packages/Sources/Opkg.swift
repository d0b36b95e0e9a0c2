import Evidence
import FileTree

extension Ecosystem {
    /// The packages of OpenWrt and of Yocto's images.
    public static let opkg = Ecosystem(rawValue: "opkg")
}

/// opkg's packages, by its records, whose form is dpkg's: `status`, and `info/NAME.list` for the files of each.
struct Opkg: PackageSource {
    let ecosystem = Ecosystem.opkg
    let isSystem = true
    let versionOrder = VersionOrder.debian
    let osvNames: [OSVName] = []
    let scannerWords: Set<String> = ["opkg", "openwrt", "ipk"]
    let collectors: [any Collector] = [
        WholeFiles(
            "opkg", FileSelection(paths: Set(places.map { $0 + "status" }), upTo: 32 << 20).notingLargerFiles(),
            FileSelection([.ending("list")], upTo: 8 << 20) { path, _ in
                places.contains { path.text.hasPrefix($0 + "info/") }
            })
    ]

    func read(into reading: inout PackageReading) { reading.readOpkg() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("opkg", system: package, of: distribution, else: "openwrt", more: [("upstream", package.upstream)])
    }

    fileprivate static let places = ["usr/lib/opkg/", "var/lib/opkg/", "opt/lib/opkg/"]
    fileprivate static let fields = Dpkg.fields.union(["license"])
}

extension PackageReading {
    fileprivate mutating func readOpkg() {
        for place in Opkg.places {
            guard let status = records[place + "status"] else { continue }
            for paragraph in ControlParagraph.paragraphs(in: status.bytes, keeping: Opkg.fields) {
                guard paragraph["status"]?.split(separator: " ").last == "installed", let name = paragraph["package"],
                    let version = paragraph["version"], !name.isEmpty
                else { continue }
                let list = takeList("\(place)info/\(name).list")
                // Newer versions add the mode behind a tab.
                let files = (list?.bytes ?? []).split(separator: UInt8(ascii: "\n")).compactMap { line in
                    lookup.find(Array(line.prefix { $0 != UInt8(ascii: "\t") }.drop { $0 == UInt8(ascii: "/") }))
                }
                var package = Package(
                    ecosystem: .opkg, name: name, version: version, record: status.path,
                    layer: layer(of: files) ?? list?.layer ?? status.layer)
                package.architecture = paragraph["architecture"]
                (package.sourceName, package.sourceVersion) = Dpkg.source(paragraph["source"])
                (package.section, package.license) = (paragraph["section"], paragraph["license"])
                package.isEssential = paragraph["essential"] == "yes"
                package.dependencies = Dpkg.names(paragraph["depends"])
                package.provides = Dpkg.names(paragraph["provides"])
                add(package, files: files)
            }
        }
    }
}
