import Archive
import ImageStore

extension LayerTree {
    /// Reads a layer in one pass.
    ///
    /// - Parameters:
    ///   - hashContents: whether to read and hash the contents too; otherwise bodies that `observer` does not want are
    ///     passed over.
    ///   - observer: looks at the entries and their contents in the same pass.
    ///   - progress: gets the bytes read of the blob as stored, about ten times a second.
    ///   - isCancelled: asked before each read.
    /// - Throws: what is wrong with the layer, also when a part of it could be read.
    public init(
        reading blob: LayerBlob, hashContents: Bool, observer: (any LayerObserver)? = nil,
        progress: @escaping (Int64) -> Void = { _ in }, isCancelled: @escaping () -> Bool = { false }
    ) throws(ArchiveError) {
        var reading = LayerReading(hashContents: hashContents, observer: observer)
        try reading.read(blob, progress: progress, isCancelled: isCancelled)
        self = reading.finish(fault: nil)
    }
}

extension LayerBlob {
    /// Shows an observer some entries of the layer, by their indices in its tar from 0, and reads no further than the last.
    ///
    /// - Throws: what is wrong with the layer, also where it ends before the last of them.
    public func show(
        _ ordinals: Set<Int>, to observer: any LayerObserver, isCancelled: @escaping () -> Bool
    ) throws(ArchiveError) {
        guard let window else { throw ArchiveError(.cannotOpen, missing ?? "is not in the archive") }
        let reader = try TarReader(window, compression: compression, isCancelled: isCancelled)
        var left = ordinals.count
        while left > 0 {
            guard let entry = try reader.next() else { throw ArchiveError(.truncated, "the layer ends too early") }
            guard ordinals.contains(reader.ordinal) else { continue }
            left -= 1
            guard observer.begin(entry, ordinal: reader.ordinal), entry.kind == .regularFile else { continue }
            if try reader.readPieces({ observer.receive($0) }) { observer.end() }
        }
        observer.finish()
    }
}

/// The reading of a layer, which may end in the middle.
struct LayerReading {
    private let hashContents: Bool
    private let observer: (any LayerObserver)?
    private var builder = LayerTreeBuilder()
    private(set) var entryCount = 0

    init(hashContents: Bool, observer: (any LayerObserver)?) {
        self.hashContents = hashContents
        self.observer = observer
    }

    mutating func read(
        _ blob: LayerBlob, progress: @escaping (Int64) -> Void, isCancelled: @escaping () -> Bool
    ) throws(ArchiveError) {
        guard let window = blob.window else {
            throw ArchiveError(.cannotOpen, blob.missing ?? "is not in the archive")
        }
        defer { observer?.finish() }
        let pulse = Pulse(report: progress, isCancelled: isCancelled)
        // Where nothing is done with contents there is nothing to do meanwhile.
        let reader = try TarReader(
            window, compression: blob.compression,
            readsAhead: (hashContents || observer != nil) && Cores.areSeveral, isCancelled: { pulse.beat() })
        pulse.reader = reader
        while let entry = try reader.next() {
            // Bodies that are passed over are not read, so a plain layer comes by here only.
            if entryCount % 4096 == 0, pulse.beat() { throw ArchiveError(.cancelled, "cancelled") }
            builder.add(entry, ordinal: reader.ordinal, contentHash: try contentHash(of: entry, reader))
            entryCount += 1
        }
        for warning in reader.warnings { builder.warn(warning) }
        progress(blob.blobSize)
    }

    /// Hashes the contents and shows them to the observer, as far as either is wanted.
    private func contentHash(of entry: TarEntry, _ reader: TarReader) throws(ArchiveError) -> UInt64? {
        var isWanted = observer?.begin(entry, ordinal: reader.ordinal) ?? false
        guard entry.kind == .regularFile else { return nil }
        guard isWanted, let observer else { return hashContents ? try reader.hashContents() : nil }
        var hasher = ContentHasher(size: entry.size)
        let isWhole = try reader.readPieces { piece in
            if hashContents { piece.withUnsafeBytes { hasher.update($0) } }
            if isWanted { isWanted = observer.receive(piece) }
            return hashContents || isWanted
        }
        if isWhole, isWanted { observer.end() }
        return isWhole && hashContents ? hasher.finish() : nil
    }

    mutating func finish(fault: String?) -> LayerTree {
        var tree = builder.finish()
        tree.fault = fault
        return tree
    }
}

/// Reports how far a reader has come, not more often than ten times a second.
private final class Pulse {
    weak var reader: TarReader?
    private let report: (Int64) -> Void
    private let isCancelled: () -> Bool
    private var last = ContinuousClock.now

    init(report: @escaping (Int64) -> Void, isCancelled: @escaping () -> Bool) {
        self.report = report
        self.isCancelled = isCancelled
    }

    /// Whether the user gave up.
    func beat() -> Bool {
        let now = ContinuousClock.now
        if now - last >= .milliseconds(100), let reader {
            last = now
            report(reader.compressedBytesRead)
        }
        return isCancelled()
    }
}
