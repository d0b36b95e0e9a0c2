import Archive
import OCI
import Synchronization

/// A blob whose bytes are not those that its digest promises.
public struct DigestMismatch: Sendable, Hashable, CustomStringConvertible {
    /// The blob, in words: "layer 2, as stored".
    public let blob: String
    /// The digest that the documents give.
    public let expected: String
    /// The digest of the bytes; nil when they cannot be read, or the algorithm is unknown.
    public let actual: String?

    /// One sentence.
    public var description: String {
        guard let actual else { return "\(blob) cannot be verified against \(expected)" }
        return "\(blob) should have the digest \(expected), but has \(actual)"
    }
}

extension LayerBlob {
    /// Computes the digests of the blob as stored and of the tar in it, and compares them with what the documents say.
    ///
    /// Reads the whole layer, some hundred megabytes a second: on demand only. A layer that is missing has nothing to
    /// compare.
    /// - Returns: what does not agree; empty when all does.
    public func verify(isCancelled: () -> Bool = { false }) throws(ArchiveError) -> [DigestMismatch] {
        guard let window else { return [] }
        var mismatches: [DigestMismatch] = []
        let stored = try Self.mismatch("layer \(index), as stored,", digest, window, .none, isCancelled)
        if let stored { mismatches.append(stored) }
        // A plain tar that is named by its own digest need not be read twice.
        if compression == .none, digest != nil, digest == diffID { return mismatches }
        let tar = try Self.mismatch("layer \(index), uncompressed,", diffID, window, compression, isCancelled)
        if let tar { mismatches.append(tar) }
        return mismatches
    }

    private static func mismatch(
        _ blob: String, _ expected: String?, _ window: FileWindow, _ compression: Compression, _ isCancelled: () -> Bool
    ) throws(ArchiveError) -> DigestMismatch? {
        guard let expected else { return nil }
        guard let digest = Digest(expected), var hasher = DigestHasher(algorithm: digest.algorithm) else {
            return DigestMismatch(blob: blob, expected: expected, actual: nil)
        }
        let stream = try ByteStream(window, compression: compression)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            guard !isCancelled() else { throw ArchiveError(.cancelled, "cancelled") }
            let count = try stream.read(into: buffer)
            if count == 0 { break }
            hasher.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        let actual = "\(digest.algorithm):\(hasher.finish())"
        return actual == expected ? nil : DigestMismatch(blob: blob, expected: expected, actual: actual)
    }
}

extension StoredImage {
    /// Verifies every layer that is there, several at once; see `LayerBlob.verify`. The configuration and the manifest,
    /// which are small, were verified when the store opened: `warnings` has what does not agree.
    ///
    /// - Throws: What is wrong with the lowest layer that cannot be read.
    public func verify(isCancelled: @Sendable () -> Bool = { false }) throws(ArchiveError) -> [DigestMismatch] {
        let verified = Mutex<[Int: Result<[DigestMismatch], ArchiveError>]>([:])
        layers.forEachAtOnce { layer in
            let result = Result { () throws(ArchiveError) in try layer.verify(isCancelled: isCancelled) }
            verified.withLock { $0[layer.index] = result }
        }
        var mismatches: [DigestMismatch] = []
        for (_, result) in verified.withLock({ $0.sorted { $0.key < $1.key } }) { mismatches += try result.get() }
        return mismatches
    }
}
