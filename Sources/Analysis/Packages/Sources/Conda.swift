import Evidence
import FileTree
import OCI

extension Ecosystem {
    /// Conda's packages.
    public static let conda = Ecosystem(rawValue: "conda")
}

/// Conda's packages, by what it writes of each into an environment: `conda-meta/NAME-VERSION-BUILD.json`.
struct Conda: PackageSource {
    let ecosystem = Ecosystem.conda
    /// Conda's own order is Python's for all versions that Python knows.
    let versionOrder = VersionOrder.python
    let osvNames: [OSVName] = []
    let scannerWords: Set<String> = ["conda", "conda-pkg", "conda-environment"]
    let collectors: [any Collector] = [
        PackageNoteFiles(
            .conda,
            FileSelection([.ending("json")], upTo: 48 << 20) { path, _ in
                path.isIn("conda-meta")
            }.notingLargerFiles()
        ) { Conda.packages(in: $0.bytes, directory: $0.path.directory) }
    ]

    func read(into reading: inout PackageReading) { reading.readNotes(of: .conda) }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL { PackageURL("conda", package) }

    private struct Record: Decodable {
        var name: String
        var version: String
        var build: Lenient<String>?
        var channel: Lenient<String>?
        var subdir: Lenient<String>?
        var file: Lenient<String>?
        var license: Lenient<String>?
        var depends: Texts?
        var files: Texts?

        enum CodingKeys: String, CodingKey {
            case name, version, build, channel, subdir, license, depends, files
            case file = "fn"
        }
    }

    private static func packages(in bytes: [UInt8], directory: String) -> [PackageNote] {
        guard let record = try? JSONDocument.decode(Record.self, from: bytes) else { return [] }
        var note = PackageNote(name: record.name, version: record.version)
        note.license = record.license?.value
        note.qualifiers["build"] = record.build?.value
        // `https://repo.anaconda.com/pkgs/main/linux-64` is the channel `main`; purl wants its name.
        let channel = record.channel?.value?.split(separator: "/").filter { $0 != record.subdir?.value ?? "" }.last
        note.qualifiers["channel"] = channel.map(String.init)
        note.qualifiers["subdir"] = record.subdir?.value
        note.qualifiers["type"] = record.file?.value.flatMap { file in
            [".tar.bz2", ".conda"].first { file.hasSuffix($0) }.map { String($0.dropFirst()) }
        }
        note.architecture = record.subdir?.value
        note.dependencies = (record.depends?.all ?? []).compactMap { $0.split(separator: " ").first.map(String.init) }
        note.base = String(directory.dropLast("conda-meta".count))
        note.files = record.files?.all ?? []
        return [note]
    }
}
