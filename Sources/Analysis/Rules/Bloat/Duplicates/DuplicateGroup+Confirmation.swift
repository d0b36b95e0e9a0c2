import Archive
import FileTree

extension DuplicateGroup {
    /// Reads the files and parts them by their SHA-256: one group again when the fast hash told the truth, smaller ones
    /// or none where it did not. One pass over each layer that has some of the files; memory does not grow with them.
    ///
    /// - Parameter reader: Reads contents of the image.
    /// - Returns: The groups of files that are equal beyond doubt, at least two files in each.
    /// - Throws: `ContentReader.Failure` or `ArchiveError` when contents cannot be read.
    public func confirmed(by reader: ContentReader) throws -> [DuplicateGroup] {
        let digests = Dictionary(files.map { ($0.entry, RunningDigest()) }, uniquingKeysWith: { first, _ in first })
        try reader.read(files.map(\.entry)) { entry, bytes in digests[entry]?.update(bytes) }
        let finished = digests.mapValues { $0.finish() }
        return Dictionary(grouping: files) { finished[$0.entry] ?? "" }.values.filter { $0.count > 1 }.map { equal in
            DuplicateGroup(size: size, hash: hash, files: equal, isBlank: isBlank)
        }.sorted { ($0.files.first?.path ?? .root) < ($1.files.first?.path ?? .root) }
    }
}

/// A digest of one of several files that are read together.
private final class RunningDigest {
    private var hasher = DigestHasher(algorithm: "sha256")

    func update(_ bytes: UnsafeRawBufferPointer) { hasher?.update(bytes) }

    func finish() -> String { hasher.take()?.finish() ?? "" }
}
