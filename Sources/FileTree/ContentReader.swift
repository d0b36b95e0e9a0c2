import Archive
import ImageStore

/// Reads the contents of entries, also of files that upper layers delete. Each call passes over a layer once.
public struct ContentReader: Sendable {
    private let image: StoredImage
    private let stack: LayerStack

    /// A reader of an image whose layers were read into `stack`.
    public init(image: StoredImage, stack: LayerStack) {
        self.image = image
        self.stack = stack
    }

    /// Gives the contents of one entry to `body`, piece by piece.
    ///
    /// A hard link gives those of the file that it names, in its layer or a lower one. What is not a file has none.
    /// - Parameter limit: how many bytes at most; nil for all.
    public func read(
        _ reference: EntryReference, limit: Int64? = nil, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try read([reference], limit: limit) { _, bytes in try body(bytes) }
    }

    /// Up to `limit` bytes of one entry's contents.
    public func bytes(of reference: EntryReference, limit: Int64) throws -> [UInt8] {
        var result: [UInt8] = []
        try read(reference, limit: limit) { result += $0 }
        return result
    }

    /// Gives the contents of several entries to `body`, in the order of their layers and there of the tar. An entry
    /// without bytes is given one empty piece.
    public func read(
        _ references: [EntryReference], limit: Int64? = nil,
        _ body: (EntryReference, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var wanted: [Int: [Int: [EntryReference]]] = [:]
        for reference in references {
            guard let contents = stack.contents(of: reference) else { continue }
            wanted[contents.layer, default: [:]][stack.entry(contents).ordinal, default: []].append(reference)
        }
        for (layer, ordinals) in wanted.sorted(by: { $0.key < $1.key }) {
            try read(layer, ordinals, limit, body)
        }
    }

    private func read(
        _ layer: Int, _ wanted: [Int: [EntryReference]], _ limit: Int64?,
        _ body: (EntryReference, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let blob = image.layers[layer - 1]
        guard let window = blob.window else {
            throw ArchiveError(.cannotOpen, "layer \(layer): \(blob.missing ?? "its blob is missing")")
        }
        let reader = try TarReader(window, compression: blob.compression)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer { buffer.deallocate() }
        var left = wanted.count
        while left > 0, try reader.next() != nil {
            guard let references = wanted[reader.ordinal] else { continue }
            left -= 1
            try copy(from: reader, through: buffer, limit ?? .max) { bytes in
                for reference in references { try body(reference, bytes) }
            }
        }
    }

    private func copy(
        from reader: TarReader, through buffer: UnsafeMutableRawBufferPointer, _ limit: Int64,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var left = limit
        var isFirst = true
        while left > 0 {
            let wanted = Int(min(left, Int64(buffer.count)))
            let count = try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
            if count > 0 || isFirst { try body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
            if count == 0 { return }
            isFirst = false
            left -= Int64(count)
        }
    }
}
