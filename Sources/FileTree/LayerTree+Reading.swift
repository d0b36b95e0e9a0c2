import Archive
import ImageStore

extension LayerTree {
    /// Reads a layer in one pass.
    ///
    /// - Parameters:
    ///   - blob: the layer; one whose blob is missing throws.
    ///   - hashContents: whether contents are read and hashed; without, only headers are.
    ///   - progress: hears how many bytes of the blob were read, every few megabytes.
    ///   - isCancelled: asked before each read.
    public init(
        reading blob: LayerBlob, hashContents: Bool, progress: (Int64) -> Void = { _ in },
        isCancelled: @escaping () -> Bool = { false }
    ) throws(ArchiveError) {
        let reading = LayerTree.read(blob, hashContents, progress, isCancelled)
        if let failure = reading.failure { throw failure }
        self = reading.tree
    }

    /// Reads as much of a layer as can be read: the tree of it, and what ended it too early.
    static func read(
        _ blob: LayerBlob, _ hashContents: Bool, _ progress: (Int64) -> Void, _ isCancelled: @escaping () -> Bool
    ) -> (tree: LayerTree, failure: ArchiveError?) {
        var builder = LayerTreeBuilder()
        var failure: ArchiveError?
        var warnings: [String] = []
        do throws(ArchiveError) {
            guard let window = blob.window else {
                throw ArchiveError(.cannotOpen, blob.missing ?? "its blob is missing")
            }
            let reader = try TarReader(window, compression: blob.compression, isCancelled: isCancelled)
            defer { warnings = reader.warnings }
            var reported: Int64 = 0
            while let entry = try reader.next() {
                let hash = hashContents && entry.kind == .regularFile ? try reader.hashContents() : nil
                builder.add(entry, ordinal: reader.ordinal, contentHash: hash)
                let bytesRead = reader.compressedBytesRead
                if bytesRead - reported >= progressStep {
                    reported = bytesRead
                    progress(bytesRead)
                }
            }
        } catch {
            failure = error
        }
        var tree = builder.finish()
        tree.warnings += warnings
        return (tree, failure)
    }

    private static var progressStep: Int64 { 4 << 20 }
}
