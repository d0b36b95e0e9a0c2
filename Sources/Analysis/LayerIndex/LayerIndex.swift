import Archive
import BinaryCoding
import ImageStore

/// What was made of layers that were read, kept in a directory for the next time: trees, facts, where secrets are.
///
/// A layer is found again by what the file system tells of the file that its bytes are in, as git does it, else by the digest
/// that its image claims, which is believed only once the bytes have been hashed. Nothing depends on an index: where it
/// cannot be read or written, or is damaged, layers are read.
public struct LayerIndex: Sendable {
    /// How much there is.
    public struct Usage: Sendable, Hashable {
        /// Layers of which something is kept.
        public var layers: Int
        /// Files.
        public var files: Int
        /// Their bytes.
        public var bytes: Int64
        /// The most bytes that are kept.
        public var limit: Int64

        /// Nothing.
        public init(limit: Int64 = LayerIndex.usualLimit) {
            (layers, files, bytes, self.limit) = (0, 0, 0, limit)
        }
    }

    /// Where something of a layer is kept.
    struct Place: Hashable {
        /// 32 hexadecimal digits.
        let name: String

        fileprivate func file(_ part: String) -> String { "\(name).\(part)" }
    }

    /// All files together have no more bytes, if nobody says otherwise.
    public static let usualLimit: Int64 = 512 << 20
    static let keyName = "key"
    private static let reference = "same"

    private let directory: IndexDirectory
    private let analyser: String
    private let clock: @Sendable () -> WindowIdentity.Time
    /// What the hashes of blobs and names are made with.
    let key: [UInt8]

    /// An index in a directory, which is made where it is not there; nil where it cannot be used.
    ///
    /// - Parameters:
    ///   - path: The directory, from the root.
    ///   - analyser: What reads layers: whatever it made of them, another one does not use.
    ///   - limit: The most bytes that are kept.
    ///   - clock: What time it is.
    public init?(
        _ path: String, analyser: String, limit: Int64 = LayerIndex.usualLimit,
        clock: @escaping @Sendable () -> WindowIdentity.Time = { .now }
    ) {
        guard let directory = IndexDirectory(path, limit: limit), let key = LayerIndex.key(in: directory) else {
            return nil
        }
        (self.directory, self.analyser, self.key, self.clock) = (directory, analyser, key, clock)
    }

    /// How much is kept in a directory; nil where there is none.
    public static func usage(in path: String, limit: Int64 = LayerIndex.usualLimit) -> Usage? {
        guard let files = IndexDirectory(path, limit: limit, makes: false)?.files.filter({ $0.name != keyName }) else {
            return nil
        }
        let parts = files.filter { !$0.name.hasSuffix(".\(reference)") }
        var usage = Usage(limit: limit)
        usage.layers = Set(parts.map { $0.name.prefix { $0 != "." } }).count
        (usage.files, usage.bytes) = (files.count, files.reduce(0) { $0 + $1.size })
        return usage
    }

    /// Removes all that is kept in a directory.
    public static func clear(_ path: String) {
        IndexDirectory(path, limit: usualLimit, makes: false)?.clear()
    }

    private static func key(in directory: IndexDirectory) -> [UInt8]? {
        if let key = storedKey(in: directory) { return key }
        // Another process may make one at the same time: the first counts.
        directory.write(KeyedHasher.newKey(), to: keyName, replaces: false)
        return storedKey(in: directory)
    }

    private static func storedKey(in directory: IndexDirectory) -> [UInt8]? {
        guard var contents = directory.read(keyName), let key = try? contents.raw(KeyedHasher.keySize),
            contents.left == 0
        else { return nil }
        return Array(key)
    }

    /// What time it is.
    var now: WindowIdentity.Time { clock() }

    // MARK: - Where a layer is

    /// Where that is kept which the file system's word is enough for.
    func place(of identity: WindowIdentity) -> Place? {
        var bytes = BinaryEncoder()
        bytes.write(numbers: identity.numbers)
        return place("identity", bytes.bytes)
    }

    /// Where that is kept which was made of bytes of this keyed hash.
    func place(ofBytes hash: [UInt8]) -> Place? { place("bytes", hash) }

    /// Where it is noted what bytes had the digest that an image claims of a blob.
    func place(ofClaim blob: LayerBlob) -> Place? {
        guard let claim = blob.blobDigest ?? blob.diffID else { return nil }
        return place("claim", Array("\(claim) \(blob.compression)".utf8))
    }

    private func place(_ kind: String, _ value: [UInt8]) -> Place? {
        guard let hasher = KeyedHasher(key: key) else { return nil }
        var encoder = BinaryEncoder()
        encoder.write(analyser)
        encoder.write(kind)
        encoder.write(raw: value)
        encoder.bytes.withUnsafeBytes { hasher.update($0) }
        return Place(name: hasher.finish().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    /// The place that another one leads to; nil where it leads nowhere.
    func target(of place: Place) -> Place? {
        guard var contents = directory.read(place.file(LayerIndex.reference)),
            let name = try? contents.value(String.self)
        else { return nil }
        return Place(name: name)
    }

    /// Makes a place lead to another one.
    func lead(_ place: Place, to target: Place) {
        guard place != target else { return }
        var encoder = BinaryEncoder()
        encoder.write(target.name)
        directory.write(encoder.bytes, to: place.file(LayerIndex.reference))
    }

    // MARK: - What is kept of it

    /// A part of what is kept of a layer; nil where there is none, and where `read` finds that it is damaged.
    func part<Part>(
        _ name: String, at place: Place, _ read: (inout BinaryDecoder) throws(BinaryFault) -> Part
    ) -> Part? {
        guard var contents = directory.read(place.file(name)) else { return nil }
        do throws(BinaryFault) {
            let part = try read(&contents)
            try contents.finish()
            return part
        } catch {
            directory.remove(place.file(name))
            return nil
        }
    }

    /// Whether a part is kept.
    func has(_ name: String, at place: Place) -> Bool { directory.has(place.file(name)) }

    /// Keeps a part.
    func keep(_ part: BinaryEncoder, _ name: String, at place: Place) {
        directory.write(part.bytes, to: place.file(name))
    }

    /// Removes what was used longest ago where there is too much.
    func evict() { directory.evict(at: now) }
}
