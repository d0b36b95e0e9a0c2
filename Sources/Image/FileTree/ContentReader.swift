import Archive
import ImageStore

/// Reads the contents of entries from the layers' blobs. Hard links are followed, in their layer and below; symbolic
/// links are not.
public struct ContentReader: Sendable {
    /// Why contents cannot be read.
    public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// One sentence.
        public let message: String
        /// The sentence.
        public var description: String { message }
    }

    private let image: StoredImage
    private let stack: LayerStack
    private let isCancelled: @Sendable () -> Bool

    /// A reader of the image that the stack was loaded from. `isCancelled` is asked often, also on the way to the
    /// contents in a compressed layer; where it says so, reading throws `ArchiveError` of the kind `cancelled`.
    public init(
        image: StoredImage, stack: LayerStack, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.image = image
        self.stack = stack
        self.isCancelled = isCancelled
    }

    /// Reads the contents of one entry, in pieces.
    ///
    /// - Parameters:
    ///   - limit: how many bytes at most; nil for all.
    ///   - body: gets each piece. What it throws ends the reading.
    /// - Throws: `ContentReader.Failure` for an entry without contents, `ArchiveError`, or what `body` throws.
    public func read(
        _ reference: EntryReference, limit: Int64? = nil, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try read([reference], limit: limit) { _, bytes in try body(bytes) }
    }

    /// Reads the contents of one entry, holes of a sparse file as their lengths, which cost nothing whatever they claim.
    ///
    /// - Parameter body: Gets each extent, none for an empty file. What it throws ends the reading.
    /// - Throws: `ContentReader.Failure` for an entry without contents, `ArchiveError`, or what `body` throws.
    public func readExtents(of reference: EntryReference, _ body: (TarReader.Extent) throws -> Void) throws {
        let contents = try contents(of: reference)
        try walk([stack.entry(contents).ordinal: [reference]], of: contents.layer) { reader, _ in
            var failure: (any Error)?
            _ = try reader.readExtents { extent in
                do { try body(extent) } catch { failure = error }
                return failure == nil
            }
            if let failure { throw failure }
        }
    }

    /// The contents of one entry, up to `limit` bytes; nil for all of them.
    public func bytes(of reference: EntryReference, limit: Int64? = nil) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try read(reference, limit: limit) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Reads the contents of several entries with one pass over each layer that has some, base first, and in the order
    /// of the tar; hard links to one file come one after the other.
    ///
    /// - Parameters:
    ///   - limit: how many bytes of each at most; nil for all.
    ///   - body: gets the entry as it was asked for and a piece. An empty file gives one empty piece.
    public func read(
        _ references: [EntryReference], limit: Int64? = nil,
        _ body: (EntryReference, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var wanted: [Int: [Int: [EntryReference]]] = [:]
        for reference in references {
            let contents = try contents(of: reference)
            wanted[contents.layer, default: [:]][stack.entry(contents).ordinal, default: []].append(reference)
        }
        for (layer, ordinals) in wanted.sorted(by: { $0.key < $1.key }) {
            try walk(ordinals, of: layer) { reader, references in
                try pass(reader, to: references, limit: limit, body)
            }
        }
    }

    private func contents(of reference: EntryReference) throws -> EntryReference {
        guard let contents = stack.contents(of: reference) else {
            let target = PathName.printable(stack.entry(reference).linkTarget)
            throw Failure(message: "\(name(of: reference)) is a hard link to \"\(target)\", which is not in the image")
        }
        guard stack.entry(contents).kind == .regularFile else {
            throw Failure(message: "\(name(of: reference)) is not a regular file, so it has no contents")
        }
        return contents
    }

    private func name(of reference: EntryReference) -> String {
        "\"\(PathName.printable(stack.path(of: reference).map(stack.path(of:)) ?? []))\""
    }

    /// Goes through a layer up to the last of the entries at these places, and stops at each.
    private func walk(
        _ ordinals: [Int: [EntryReference]], of layer: Int, _ body: (TarReader, [EntryReference]) throws -> Void
    ) throws {
        guard let blob = image.layers.first(where: { $0.index == layer }), let window = blob.window else {
            throw Failure(message: "layer \(layer) is not in the archive")
        }
        let reader = try TarReader(window, compression: blob.compression, isCancelled: isCancelled)
        var left = ordinals.count
        while left > 0, try reader.next() != nil {
            guard let references = ordinals[reader.ordinal] else { continue }
            left -= 1
            try body(reader, references)
        }
        if left > 0 { throw Failure(message: "layer \(layer) ends before the entries that were asked for") }
    }

    private func pass(
        _ reader: TarReader, to references: [EntryReference], limit: Int64?,
        _ body: (EntryReference, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer { buffer.deallocate() }
        var left = max(0, limit ?? .max)
        var isFirst = true
        while left > 0 || isFirst {
            let space = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(min(left, Int64(buffer.count)))])
            let count = space.isEmpty ? 0 : try reader.read(into: space)
            if count == 0, !isFirst { return }
            for reference in references { try body(reference, UnsafeRawBufferPointer(rebasing: space[..<count])) }
            if count == 0 { return }
            isFirst = false
            left -= Int64(count)
        }
    }
}
