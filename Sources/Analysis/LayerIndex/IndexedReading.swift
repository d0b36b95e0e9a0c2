import Archive
import BinaryCoding
import Evidence
import FileTree
import ImageStore
import Synchronization

/// Tells whether something secret stands in what was noted of the file at a path; nil for one that no path leads to.
public typealias Secrecy = (_ path: FilePath?, _ fact: [UInt8]) -> Bool

/// The reading of an image whose layers an index may have, and gets.
public final class IndexedReading: LayerMemory {
    /// A layer that is read.
    private struct Reading {
        let window: FileWindow
        /// When that began, and which file it was then; nil for one without a name.
        let start: WindowIdentity.Time
        let identity: WindowIdentity?
        /// What hashes its bytes on the way; nil where not all of them come by.
        let hash: PassingHash?
        /// Where its parts go; nil before it is through.
        var place: LayerIndex.Place?
    }

    private let index: LayerIndex
    private let hashesContents: Bool
    private let inspection: ContentInspection?
    private let searches: [any IndexedSearch]
    private let factsPart: String
    private let secrecy: @Sendable () -> Secrecy?
    private let readings = Mutex<[Int: Reading]>([:])

    private static let tree = "tree"
    private static let hashedTree = "hashed-tree"

    /// A reading; nil where the index cannot hold what it finds.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - hashesContents: Whether contents are hashed.
    ///   - inspection: What is noted of contents; nil for nothing.
    ///   - secrecy: Makes what tells secrets: the index does not get what they stand in, which is read anew the next time.
    ///     Nil where that cannot be: then nothing that was noted is kept.
    public init?(
        _ index: LayerIndex, hashesContents: Bool, inspection: ContentInspection?,
        secrecy: @escaping @Sendable () -> Secrecy?
    ) {
        let searches = inspection.map(\.indexedSearches) ?? []
        guard let searches else { return nil }
        (self.index, self.hashesContents, self.inspection) = (index, hashesContents, inspection)
        (self.searches, self.secrecy) = (searches, secrecy)
        factsPart = "facts-" + IndexedReading.number(of: inspection?.collectorNames ?? [])
    }

    /// A number that stands for names.
    private static func number(of names: [String]) -> String {
        var encoder = BinaryEncoder()
        encoder.write(names)
        let checksum = encoder.bytes.withUnsafeBytes { ContentHasher.checksum(of: $0) }
        return String(checksum.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, radix: 16)
    }

    /// Whether all layers of an image need not be read, as far as can be told without reading them.
    public func knows(_ image: StoredImage) -> Bool {
        image.layers.allSatisfy { blob in
            blob.window == nil || places(of: blob).contains(where: hasParts)
        }
    }

    // MARK: - What is known

    /// What the index has of the layer, where it has all that is wanted.
    public func tree(of blob: LayerBlob, isCancelled: @escaping @Sendable () -> Bool) -> LayerTree? {
        guard let window = blob.window else { return nil }
        let (start, identity) = (index.now, window.identity)
        let own = identity.flatMap(index.place)
        if let place = own.map({ index.target(of: $0) ?? $0 }), let tree = take(blob, at: place, isCancelled) {
            return tree
        }
        guard let place = index.place(ofClaim: blob).flatMap(index.target), hasParts(place),
            let hash = PassingHash.hash(of: window, key: index.key, isCancelled: isCancelled),
            index.place(ofBytes: hash) == place, let tree = take(blob, at: place, isCancelled)
        else { return nil }
        if let own, let identity, isStill(identity, window, since: start) { index.lead(own, to: place) }
        return tree
    }

    private func places(of blob: LayerBlob) -> [LayerIndex.Place] {
        let own = blob.window?.identity.flatMap(index.place)
        return [own, own.flatMap(index.target), index.place(ofClaim: blob).flatMap(index.target)].compactMap(\.self)
    }

    private func hasParts(_ place: LayerIndex.Place) -> Bool {
        let hasTree = index.has(IndexedReading.hashedTree, at: place)
        guard hasTree || !hashesContents && index.has(IndexedReading.tree, at: place) else { return false }
        return inspection == nil || ([factsPart] + searches.map(\.id)).allSatisfy { index.has($0, at: place) }
    }

    private func take(
        _ blob: LayerBlob, at place: LayerIndex.Place, _ isCancelled: @escaping @Sendable () -> Bool
    ) -> LayerTree? {
        guard hasParts(place), let tree = tree(at: place) else { return nil }
        guard let inspection else { return tree }
        let facts = index.part(factsPart, at: place) { decoder throws(BinaryFault) in
            try inspection.facts(ofLayer: blob.index, from: &decoder)
        }
        let found = searches.compactMap { search in
            index.part(search.id, at: place) { decoder throws(BinaryFault) in
                try search.found(inLayer: blob.index, from: &decoder)
            }
        }
        guard let facts, found.count == searches.count,
            (try? inspection.take(facts, of: blob, isCancelled: isCancelled)) != nil
        else { return nil }
        for take in found { take() }
        return tree
    }

    private func tree(at place: LayerIndex.Place) -> LayerTree? {
        let read = { (decoder: inout BinaryDecoder) throws(BinaryFault) in try LayerTree(from: &decoder) }
        if let tree = index.part(IndexedReading.hashedTree, at: place, read) {
            return hashesContents ? tree : tree.withoutHashes
        }
        return hashesContents ? nil : index.part(IndexedReading.tree, at: place, read)
    }

    // MARK: - What is kept

    /// The blob with its bytes hashed on the way, where all of them come by.
    public func reading(_ blob: LayerBlob) -> LayerBlob {
        guard let window = blob.window else { return blob }
        let seesAll = hashesContents || !searches.isEmpty || blob.compression != .none
        let hash = seesAll ? PassingHash(key: index.key) : nil
        let reading = Reading(window: window, start: index.now, identity: window.identity, hash: hash)
        readings.withLock { $0[blob.index] = reading }
        return hash.map { blob.read(through: window.hashed(by: $0)) } ?? blob
    }

    /// Keeps the tree at once; what was noted of contents is kept when all layers are through.
    public func keep(_ tree: LayerTree, of blob: LayerBlob) {
        guard let reading = readings.withLock({ $0[blob.index] }), let place = place(of: blob, reading) else { return }
        var encoder = BinaryEncoder()
        encoder.write(tree)
        index.keep(encoder, hashesContents ? IndexedReading.hashedTree : IndexedReading.tree, at: place)
        readings.withLock { $0[blob.index]?.place = place }
    }

    /// Where the parts of a layer go that was read; nil where nothing would find them.
    private func place(of blob: LayerBlob, _ reading: Reading) -> LayerIndex.Place? {
        let identity = reading.identity.flatMap { isStill($0, reading.window, since: reading.start) ? $0 : nil }
        let own = identity.flatMap(index.place)
        guard let bytes = reading.hash?.finish(reading.window).flatMap(index.place(ofBytes:)) else {
            return own.map { index.target(of: $0) ?? $0 }
        }
        let claim = index.place(ofClaim: blob)
        guard own != nil || claim != nil else { return nil }
        if let own { index.lead(own, to: bytes) }
        if let claim { index.lead(claim, to: bytes) }
        return bytes
    }

    /// Whether a file is still the one that it was, and would not be had it been written to.
    private func isStill(_ identity: WindowIdentity, _ window: FileWindow, since start: WindowIdentity.Time) -> Bool {
        identity.isSettled(at: start) && window.identity == identity
    }

    /// Keeps what was noted of the layers that were read.
    public func finish(_ stack: LayerStack) {
        let places = readings.withLock { $0.compactMapValues(\.place) }
        guard !places.isEmpty else { return }
        if let inspection { keepFacts(of: inspection, stack, places) }
        index.evict()
    }

    private func keepFacts(of inspection: ContentInspection, _ stack: LayerStack, _ places: [Int: LayerIndex.Place]) {
        guard let isSecret = secrecy() else { return }
        let layers = Set(places.keys)
        let paths = Dictionary(uniqueKeysWithValues: layers.map { ($0, stack.pathsByOrdinal(of: $0)) })
        let facts = inspection.encodedFacts(ofLayers: layers) { place, fact in
            isSecret(paths[place.layer]?[place.ordinal].map { FilePath(stack.path(of: $0)) }, fact)
        }
        for (layer, place) in places {
            if let facts = facts?[layer] { index.keep(facts, factsPart, at: place) }
        }
        for search in searches {
            guard let found = search.encoded(ofLayers: layers) else { continue }
            for (layer, place) in places {
                if let found = found[layer] { index.keep(found, search.id, at: place) }
            }
        }
    }
}

extension LayerStack {
    /// The paths of a layer's entries by their indices in the tar.
    fileprivate func pathsByOrdinal(of layer: Int) -> [Int: PathID] {
        var paths: [Int: PathID] = [:]
        for reference in entries(of: layer) { paths[ordinal(of: reference)] = path(of: reference) }
        return paths
    }
}
