import Archive
import BinaryCoding

/// One kind of fact that is noted of files while their layer is read: which entries it looks at, up to how many bytes,
/// and what it makes of them.
///
/// A rule or a package source brings its collectors along. All of them are served by one pass over the layers, and the
/// facts can be asked for afterwards by their type: `image.contents.fact(Executable.self, of: …)`.
public protocol Collector: Sendable {
    /// What is noted of a file; an index of the layer can hold it. Collectors of one type of fact fill one table.
    associatedtype Fact: Sendable & BinaryCodable

    /// Its name: several who bring the same collector along are served by one.
    var id: String { get }
    /// The files that it looks at.
    var files: [FileSelection] { get }
    /// What it makes of a file; nil for nothing.
    func fact(of file: CollectedFile) -> Fact?
    /// What looks at a file as it passes by, for one that is too large to be kept whole, or of which a part may be enough;
    /// nil where it is kept.
    ///
    /// - Parameter pool: What is unpacked out of it draws from this.
    func passing(_ path: FilePath, _ entry: TarEntry, from pool: UnpackingPool) -> (any PassingFile<Fact>)?
    /// How many bytes of memory a fact takes; those of an image's facts together are bounded, and what is beyond is left
    /// out.
    func weight(of fact: Fact) -> Int
}

extension Collector {
    /// So little that it need not be counted.
    public func weight(of fact: Fact) -> Int { 0 }
    /// Files are kept whole.
    public func passing(_ path: FilePath, _ entry: TarEntry, from pool: UnpackingPool) -> (any PassingFile<Fact>)? {
        nil
    }
}

/// Makes a fact of a file whose bytes pass by, of which only little is in memory at any time.
public protocol PassingFile<Fact> {
    /// What is noted of the file.
    associatedtype Fact: Sendable & BinaryCodable

    /// Takes the next bytes; false when it has seen enough.
    mutating func receive(_ piece: RawSpan) -> Bool
    /// What it makes of all that it has seen; nil for nothing.
    mutating func conclude() -> Fact?
}

/// Notes that a file was larger than what is read of its kind: what it tells is missing.
public struct FilePassedOver: Sendable, Hashable {
    /// The most bytes that are read of a file of its kind.
    public var limit: Int
}

extension FilePassedOver: BinaryCodable {
    /// Writes the limit.
    public func encode(to encoder: inout BinaryEncoder) { encoder.write(limit) }
    /// Reads the limit.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) { limit = try decoder.value() }
}

/// A file as a collector gets it.
public struct CollectedFile {
    /// Its path, without a leading slash.
    public let path: FilePath
    /// What the tar says of it.
    public let entry: TarEntry
    /// Its contents; none where none were wanted.
    public let bytes: [UInt8]
    /// What is unpacked out of it draws from this, with the files of its layer.
    public let pool: UnpackingPool
}

/// Which files a collector looks at: by name, since most names end the question at once.
///
/// It is asked for every entry of every layer, so what can be told from the name alone stands there and not in the
/// condition.
public struct FileSelection: Sendable {
    /// What a file must be called.
    public enum Name: Sendable, Hashable {
        /// Exactly so.
        case exactly(String)
        /// With this behind the last dot of the name: `jar`.
        case ending(String)
        /// Anything.
        case any
    }

    /// What the file must be called.
    let names: [Name]
    /// Larger files are passed over, in bytes; 0 where no contents are wanted.
    let limit: Int
    /// What else must hold.
    let condition: @Sendable (FilePath, TarEntry) -> Bool
    /// Whether larger files are noted as `FilePassedOver`.
    private(set) var notesLargerFiles = false

    /// Regular files of these names up to a size in bytes.
    public init(
        _ names: [Name], upTo limit: Int,
        where condition: @escaping @Sendable (FilePath, TarEntry) -> Bool = { _, _ in true }
    ) {
        (self.names, self.limit, self.condition) = (names, limit, condition)
    }

    /// Regular files of any name up to a size in bytes.
    public init(upTo limit: Int, where condition: @escaping @Sendable (FilePath, TarEntry) -> Bool) {
        self.init([.any], upTo: limit, where: condition)
    }

    /// The regular files of these paths, without leading slashes, up to a size in bytes.
    public init(paths: Set<String>, upTo limit: Int) {
        let names = Set(paths.map { FilePath(Array($0.utf8)).name }).sorted()
        self.init(names.map(Name.exactly), upTo: limit) { path, _ in paths.contains(path.text) }
    }

    /// Entries of any kind, of which no contents are wanted.
    public static func entries(where condition: @escaping @Sendable (TarEntry) -> Bool) -> FileSelection {
        FileSelection([.any], upTo: 0) { _, entry in condition(entry) }
    }

    /// The same files, of which those beyond the limit are noted as `FilePassedOver`: somebody will miss what they tell.
    public func notingLargerFiles() -> FileSelection {
        var selection = self
        selection.notesLargerFiles = true
        return selection
    }

    /// Whether an entry of a fitting name is one of these.
    func contains(_ path: FilePath, _ entry: TarEntry) -> Bool {
        guard limit == 0 || entry.kind == .regularFile && entry.size > 0 && entry.size <= Int64(limit) else {
            return false
        }
        return condition(path, entry)
    }

    /// Whether an entry of a fitting name would be one of these if it were smaller.
    func missesForItsSize(_ path: FilePath, _ entry: TarEntry) -> Bool {
        notesLargerFiles && entry.kind == .regularFile && entry.size > Int64(limit) && condition(path, entry)
    }
}

/// Keeps small files whole, for rules that read them: their fact is their contents.
public struct WholeFiles: Collector {
    /// What the files are.
    public let id: String
    /// The files that it looks at.
    public let files: [FileSelection]

    /// Keeps these files.
    public init(_ id: String, _ files: FileSelection...) {
        (self.id, self.files) = (id, files)
    }

    /// The contents.
    public func fact(of file: CollectedFile) -> [UInt8]? { file.bytes }
    /// All of them.
    public func weight(of fact: [UInt8]) -> Int { fact.count }
}
