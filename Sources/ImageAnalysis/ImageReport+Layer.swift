import Archive
import FileTree
import ImageStore

extension ImageReport {
    /// What one layer is and holds.
    public struct Layer: Sendable {
        /// Its number, from 1 at the base.
        public let index: Int
        /// The digest of the layer uncompressed; nil where the configuration does not say.
        public let diffID: String?
        /// The digest of the blob as stored; nil where the archive does not say.
        public let digest: String?
        /// What the manifest calls the blob; nil where there is none.
        public let mediaType: String?
        /// How the blob is really compressed.
        public let compression: Compression
        /// The blob's bytes as stored.
        public let blobSize: Int64
        /// The sum of its regular files' sizes in bytes.
        public let size: Int64
        /// Entries that are no directories, whiteouts apart.
        public let files: Int
        /// Entries that are directories.
        public let directories: Int
        /// Marks that delete from lower layers.
        public let whiteouts: Int
        /// Paths, directories apart, that were not there before.
        public let added: Int
        /// Paths, directories apart, that were there with other contents or metadata.
        public let modified: Int
        /// Paths, directories apart, that are there no more.
        public let removed: Int
        /// What made it; nil when the history does not say.
        public let createdBy: CreatedBy?
        /// The line of history as recorded.
        public let recordedLine: String?
        /// Whether it belongs to the base image.
        public let isBase: Bool
        /// Whether its contents could be read.
        public let isLoaded: Bool

        init(
            _ blob: LayerBlob, stack: LayerStack, changes: (added: Int, modified: Int, removed: Int), isBase: Bool
        ) {
            index = blob.index
            diffID = blob.diffID
            digest = blob.digest
            mediaType = blob.mediaType
            compression = blob.compression
            blobSize = blob.blobSize
            let totals = stack.totals(of: blob.index)
            isLoaded = totals != nil
            size = totals?.size ?? 0
            files = totals?.files ?? 0
            directories = totals?.directories ?? 0
            whiteouts = totals?.whiteouts ?? 0
            (added, modified, removed) = changes
            createdBy = blob.history.map { CreatedBy($0) }
            recordedLine = blob.history?.createdBy
            self.isBase = isBase
        }
    }
}
