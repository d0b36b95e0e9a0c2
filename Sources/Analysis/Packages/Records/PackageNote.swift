import Archive
import BinaryCoding
import Evidence

/// A package as a file tells it, noted while the file's layer is read: for records that are much larger than what they
/// say, such as JSON with sums of all files.
struct PackageNote: Sendable {
    var name: String
    var version: String
    var architecture: String?
    var license: String?
    var dependencies: [String] = []
    var qualifiers: [String: String] = [:]
    var evidence = Package.Evidence.record
    /// What `directory` and `files` are relative to, without a leading slash: said once, not with each of a million.
    var base = ""
    /// The directory that it has whole; nil where it has `files`.
    var directory: String?
    /// Its files.
    var files: [String] = []

    /// Roughly the bytes that it takes in memory.
    var weight: Int {
        files.reduce(64 + name.utf8.count + version.utf8.count) { $0 + 16 + $1.utf8.count }
            + dependencies.reduce(0) { $0 + 16 + $1.utf8.count }
    }
}

/// The packages that a file tells.
struct PackageNotes: Sendable {
    var ecosystem: Ecosystem
    var packages: [PackageNote]
}

/// Notes the packages of an ecosystem's records.
struct PackageNoteFiles: Collector {
    let id: String
    let files: [FileSelection]
    private let ecosystem: Ecosystem
    private let read: @Sendable (CollectedFile) -> [PackageNote]

    /// A collector of records; `read` gives their packages, those without a name or a version included.
    init(_ ecosystem: Ecosystem, _ files: FileSelection..., read: @escaping @Sendable (CollectedFile) -> [PackageNote])
    {
        (id, self.files) = ("packages " + ecosystem.rawValue, files)
        (self.ecosystem, self.read) = (ecosystem, read)
    }

    func fact(of file: CollectedFile) -> PackageNotes? {
        let packages = read(file).filter { !$0.name.isEmpty && !$0.version.isEmpty }
        return packages.isEmpty ? nil : PackageNotes(ecosystem: ecosystem, packages: packages)
    }

    func weight(of fact: PackageNotes) -> Int { fact.packages.reduce(0) { $0 + $1.weight } }
}

extension Package.Evidence: BinaryCodable {}

extension PackageNotes: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(ecosystem)
        encoder.write(packages)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        ecosystem = try decoder.value()
        packages = try decoder.value()
    }
}

extension PackageNote: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(name)
        encoder.write(version)
        encoder.write(architecture)
        encoder.write(license)
        encoder.write(dependencies)
        let qualifiers = qualifiers.sorted { $0.key < $1.key }
        encoder.write(qualifiers.map(\.key))
        encoder.write(qualifiers.map(\.value))
        encoder.write(evidence)
        encoder.write(base)
        encoder.write(directory)
        encoder.write(files)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        name = try decoder.value()
        version = try decoder.value()
        architecture = try decoder.value()
        license = try decoder.value()
        dependencies = try decoder.value()
        let (keys, values) = (try decoder.value([String].self), try decoder.value([String].self))
        qualifiers = Dictionary(zip(keys, values)) { first, _ in first }
        evidence = try decoder.value()
        base = try decoder.value()
        directory = try decoder.value()
        files = try decoder.value()
    }
}
