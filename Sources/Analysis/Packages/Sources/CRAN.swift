import Evidence
import FileTree

extension Ecosystem {
    /// R's packages.
    public static let cran = Ecosystem(rawValue: "cran")
}

/// R's packages, by the `DESCRIPTION` of each in a library ("Writing R Extensions", 1.1.1). Only installing adds `Built`:
/// sources have none.
struct CRAN: PackageSource {
    let ecosystem = Ecosystem.cran
    let versionOrder = VersionOrder.rpm
    let osvNames = [OSVName("CRAN"), OSVName("Bioconductor")]
    let scannerWords: Set<String> = ["cran", "r", "r-package", "bioconductor"]
    let collectors: [any Collector] = [
        WholeFiles("cran", FileSelection([.exactly("DESCRIPTION")], upTo: 256 << 10))
    ]

    func read(into reading: inout PackageReading) { reading.readCRAN() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL { PackageURL("cran", package) }

    fileprivate static let fields: Set<String> = [
        "package", "version", "license", "depends", "imports", "linkingto", "built",
    ]
}

extension PackageReading {
    fileprivate mutating func readCRAN() {
        for record in records.all where record.name.name == "DESCRIPTION" {
            let paragraph = ControlParagraph.paragraphs(in: record.bytes, keeping: CRAN.fields, limit: 1).first
            guard let paragraph, let name = paragraph["package"], let version = paragraph["version"],
                let built = paragraph["built"], built.hasPrefix("R "), !name.isEmpty, !version.isEmpty
            else { continue }
            var package = Package(
                ecosystem: .cran, name: name, version: version, record: record.path, layer: record.layer)
            package.license = paragraph["license"]
            let needed = ["depends", "imports", "linkingto"].flatMap { Dpkg.names(paragraph[$0]) }
            package.dependencies = needed.filter { $0 != "R" }
            add(package, everythingIn: view.stack.parent(of: record.path).map { [$0] } ?? [])
        }
    }
}
