import Evidence
import FileTree
import OCI

extension Ecosystem {
    /// Bitnami's packages.
    public static let bitnami = Ecosystem(rawValue: "bitnami")
}

/// Bitnami's packages, by the SPDX document in the directory of each: `/opt/bitnami/NAME/.spdx-NAME.spdx`.
struct Bitnami: PackageSource {
    let ecosystem = Ecosystem.bitnami
    let versionOrder = VersionOrder.semantic
    let osvNames = [OSVName("Bitnami")]
    let scannerWords: Set<String> = ["bitnami"]
    let collectors: [any Collector] = [
        PackageNoteFiles(
            .bitnami,
            FileSelection([.ending("spdx")], upTo: 16 << 20) { path, _ in
                path.name.hasPrefix(".spdx-") && path.contains("opt/bitnami")
            }.notingLargerFiles()
        ) { Bitnami.packages(in: $0.bytes, directory: $0.path.directory) }
    ]

    func read(into reading: inout PackageReading) { reading.readNotes(of: .bitnami) }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("bitnami", package)
    }

    private struct Document: Decodable {
        struct Entry: Decodable {
            var name: String
            var versionInfo: Lenient<String>?
            var licenseDeclared: Lenient<String>?
            var licenseConcluded: Lenient<String>?
            var externalRefs: [Lenient<Reference>]?
        }

        struct Reference: Decodable {
            var referenceLocator: String
        }

        var packages: [Lenient<Entry>]
    }

    /// Those that Bitnami packed; the others in the document are what these were made of.
    private static func packages(in bytes: [UInt8], directory: String) -> [PackageNote] {
        let document = try? JSONDocument.decode(Document.self, from: bytes)
        return (document?.packages ?? []).compactMap(\.value).compactMap { entry in
            let references = (entry.externalRefs ?? []).compactMap(\.value?.referenceLocator)
            guard let url = references.first(where: { $0.hasPrefix("pkg:bitnami/") }) else { return nil }
            var note = PackageNote(name: entry.name, version: entry.versionInfo?.value ?? "")
            note.license = [entry.licenseConcluded, entry.licenseDeclared].lazy.compactMap { $0?.value }
                .first { $0 != "NOASSERTION" && $0 != "NONE" }
            for pair in url.split(separator: "?").dropFirst().joined().split(separator: "&") {
                let parts = pair.split(separator: "=").map(String.init)
                if parts.count == 2, ["arch", "distro"].contains(parts[0]) { note.qualifiers[parts[0]] = parts[1] }
            }
            note.architecture = note.qualifiers["arch"]
            note.directory = directory
            return note
        }
    }
}
