import Evidence
import FileTree
import OCI

extension Ecosystem {
    /// Homebrew's packages.
    public static let homebrew = Ecosystem(rawValue: "homebrew")
}

/// Homebrew's packages, by the receipt that it writes into each keg: `Cellar/NAME/VERSION/INSTALL_RECEIPT.json`.
struct Homebrew: PackageSource {
    let ecosystem = Ecosystem.homebrew
    let versionOrder = VersionOrder.rpm
    let osvNames: [OSVName] = []
    let scannerWords: Set<String> = ["homebrew", "brew"]
    let collectors: [any Collector] = [
        PackageNoteFiles(
            .homebrew,
            FileSelection([.exactly("INSTALL_RECEIPT.json")], upTo: 4 << 20) { path, _ in path.contains("Cellar") }
        ) { Homebrew.packages(in: $0) }
    ]

    func read(into reading: inout PackageReading) { reading.readNotes(of: .homebrew) }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL { PackageURL("brew", package) }

    private struct Receipt: Decodable {
        struct Needed: Decodable {
            var name: String

            enum CodingKeys: String, CodingKey {
                case name = "full_name"
            }
        }

        struct Source: Decodable {
            var tap: Lenient<String>?
        }

        var needed: Lenient<[Lenient<Needed>]>?
        var source: Lenient<Source>?

        enum CodingKeys: String, CodingKey {
            case source
            case needed = "runtime_dependencies"
        }
    }

    private static func packages(in file: CollectedFile) -> [PackageNote] {
        let parts = file.path.directory.split(separator: "/").map(String.init)
        guard parts.count >= 3, parts[parts.count - 3] == "Cellar",
            let receipt = try? JSONDocument.decode(Receipt.self, from: file.bytes)
        else { return [] }
        var note = PackageNote(name: parts[parts.count - 2], version: parts[parts.count - 1])
        note.dependencies = (receipt.needed?.value ?? []).compactMap(\.value?.name)
            .map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        // The core tap is what the name means without one.
        if let tap = receipt.source?.value?.tap?.value, tap != "homebrew/core" { note.qualifiers["tap"] = tap }
        note.directory = file.path.directory
        return [note]
    }
}
