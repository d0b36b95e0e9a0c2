import Archive
import OCI

/// What the user named, opened: the images in it, and what else lies there.
///
/// Opening reads headers of the outer tar and the small JSON documents only, never a layer. A store is a value that
/// any thread may use; the files stay open as long as a window on them lives.
public struct ImageStore: Sendable {
    /// Where the images come from.
    public struct Source: Sendable, Hashable {
        /// The path as the user gave it, `-`, or `docker:NAME`.
        public let path: String
        /// How the images are stored.
        public let format: ImageFormat
        /// How the whole archive is compressed; that of each layer is its own.
        public let compression: Compression
    }

    /// Where the images come from.
    public let source: Source
    /// The images that can be opened, in the order of the archive; never empty.
    public let images: [StoredImage]
    /// What lies beside the images: artifacts, signatures, platforms whose blobs are absent.
    public let others: [OtherManifest]
    /// Faults of the archive as a whole, one sentence each; those of an image are its own.
    public let warnings: [String]

    let directory: any BlobDirectory

    /// Opens what `name` means: indexes the archive and reads its documents.
    ///
    /// A compressed archive and a stream are spooled to an unlinked file first; `progress` tells how far that is.
    /// - Parameters:
    ///   - name: a path to an archive or a directory, standard input, or an engine's image.
    ///   - progress: called on the calling thread while bytes are spooled.
    ///   - isCancelled: asked between blocks; when true, opening ends with an error of kind `.cancelled`.
    /// - Throws: `ImageStoreError`, one sentence for the user.
    public static func open(
        _ name: ImageName, progress: @Sendable (OpenProgress) -> Void = { _ in },
        isCancelled: @Sendable () -> Bool = { false }
    ) throws(ImageStoreError) -> ImageStore {
        let origin = try Origin.open(name, progress: progress, isCancelled: isCancelled)
        do {
            let contents = try origin.contents(isCancelled: isCancelled)
            return ImageStore(
                source: Source(path: name.description, format: contents.format, compression: origin.compression),
                images: contents.images, others: contents.others, warnings: contents.warnings,
                directory: contents.directory)
        } catch {
            throw ImageStoreError(error, name: name)
        }
    }

    /// The blob of a digest, as stored; nil when it is not there or the text is no digest.
    public func blob(_ digest: String) -> FileWindow? {
        guard let wanted = Digest(digest) else { return nil }
        for path in BlobNaming.layout.blobPaths(of: wanted) + BlobNaming.flat.blobPaths(of: wanted) {
            if case .file(let window) = directory.find(path) { return window }
        }
        for layer in images.lazy.flatMap(\.layers) where layer.digest == digest && layer.window != nil {
            return layer.window
        }
        return nil
    }
}
