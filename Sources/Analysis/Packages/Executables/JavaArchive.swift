import Archive
import BinaryCoding
import Evidence

/// The Java packages in a jar or war: what Maven wrote into it, else what its manifest and its name say.
struct JavaArchive: Sendable, Hashable {
    /// One package.
    struct Item: Sendable, Hashable {
        /// Maven's group; nil where nothing says it.
        var group: String?
        var artifact: String
        var version: String
    }

    private(set) var items: [Item]
    /// Whether something in it was too large to be read, so that packages may be missing.
    private(set) var isCut: Bool

    /// Reads an archive; nil when it is none or says nothing.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: The file's name, which may hold name and version.
    ///   - pool: What is unpacked out of it draws from this.
    init?(parsing bytes: [UInt8], name: String, from pool: UnpackingPool) {
        var records = JavaRecords(archive: name, size: Int64(bytes.count), from: pool)
        records.read(bytes)
        self.init(records)
    }

    /// What the records say of their archive; nil where they say nothing.
    init?(_ records: JavaRecords) {
        let items = records.items
        guard !items.isEmpty || records.isCut else { return nil }
        self.items = Array(Set(items)).sorted {
            ($0.artifact, $0.version, $0.group ?? "") < ($1.artifact, $1.version, $1.group ?? "")
        }
        isCut = records.isCut
    }
}

/// Notes the packages in Java archives.
struct JavaArchiveFiles: Collector {
    /// What the names of archives end in.
    static let endings = ["jar", "war", "ear", "hpi"]
    /// Archives are kept whole up to this size, in bytes; larger ones are read as they pass by.
    static let limit = 96 << 20

    let id = "jar"
    let files = [FileSelection(endings.map(FileSelection.Name.ending), upTo: .max)]

    func fact(of file: CollectedFile) -> JavaArchive? {
        JavaArchive(parsing: file.bytes, name: file.path.name, from: file.pool)
    }

    func passing(
        _ path: FilePath, _ entry: TarEntry, from pool: UnpackingPool
    ) -> (any PassingFile<JavaArchive>)? {
        entry.size > Int64(JavaArchiveFiles.limit)
            ? PassingJavaArchive(JavaRecords(archive: path.name, size: entry.size, from: pool)) : nil
    }
}

extension JavaArchive: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(items)
        encoder.write(isCut)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        items = try decoder.value()
        isCut = try decoder.value()
    }
}

extension JavaArchive.Item: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(group)
        encoder.write(artifact)
        encoder.write(version)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        group = try decoder.value()
        artifact = try decoder.value()
        version = try decoder.value()
    }
}
