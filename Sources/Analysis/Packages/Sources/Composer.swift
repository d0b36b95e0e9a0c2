import Evidence
import FileTree
import OCI

extension Ecosystem {
    /// PHP's packages.
    public static let composer = Ecosystem(rawValue: "composer")
}

/// PHP's packages, by what Composer writes of those that it installed: `vendor/composer/installed.json`.
struct Composer: PackageSource {
    let ecosystem = Ecosystem.composer
    let versionOrder = VersionOrder.php
    let osvNames = [OSVName("Packagist")]
    let scannerWords: Set<String> = ["composer", "php-composer", "php", "packagist", "composer-vendor"]
    let collectors: [any Collector] = [
        PackageNoteFiles(
            .composer,
            FileSelection([.exactly("installed.json")], upTo: 32 << 20) { path, _ in
                path.directory == "composer" || path.directory.hasSuffix("/composer")
            }.notingLargerFiles()
        ) { Composer.packages(in: $0.bytes, directory: $0.path.directory) }
    ]
    let lockFiles = [LockFile("composer.lock", isBeside: true, read: Composer.locked)]

    func read(into reading: inout PackageReading) { reading.readNotes(of: .composer) }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("composer", package)
    }

    func folded(_ name: String) -> String { name.lowercased() }

    private struct Entry: Decodable {
        var name: Lenient<String>?
        var version: Lenient<String>?
        var license: Texts?
        var require: Lenient<[String: Anything]>?
        var place: Lenient<String>?

        enum CodingKeys: String, CodingKey {
            case name, version, license, require
            case place = "install-path"
        }
    }

    private struct Document: Decodable {
        var packages: [Lenient<Entry>]

        enum CodingKeys: CodingKey { case packages }

        /// Composer 1 wrote the list alone.
        init(from decoder: any Decoder) throws {
            if let list = try? decoder.singleValueContainer().decode([Lenient<Entry>].self) {
                packages = list
            } else {
                packages = try decoder.container(keyedBy: CodingKeys.self).decode(
                    [Lenient<Entry>].self, forKey: .packages)
            }
        }
    }

    private static func packages(in bytes: [UInt8], directory: String) -> [PackageNote] {
        guard let document = try? JSONDocument.decode(Document.self, from: bytes) else { return [] }
        return document.packages.compactMap(\.value).map { entry in
            var note = note(entry)
            note.base = directory
            note.directory = entry.place?.value ?? "../\(note.name)"
            return note
        }
    }

    private static func note(_ entry: Entry) -> PackageNote {
        var note = PackageNote(
            name: entry.name?.value?.lowercased() ?? "", version: entry.version?.value ?? "")
        // A list means that one may choose (getcomposer.org/doc/04-schema.md#license).
        note.license = entry.license.flatMap { $0.all.isEmpty ? nil : $0.all.joined(separator: " OR ") }
        // `php` and `ext-json` are no packages of Composer's.
        note.dependencies = (entry.require?.value ?? [:]).keys.filter { $0.contains("/") }.map { $0.lowercased() }
            .sorted()
        return note
    }

    /// The packages of a `composer.lock`, those for development apart.
    @Sendable private static func locked(_ bytes: [UInt8]) -> [LockedPackage] {
        let document = try? JSONDocument.decode(Document.self, from: bytes)
        return (document?.packages ?? []).compactMap(\.value).map(note).map { LockedPackage($0.name, $0.version) }
    }
}
