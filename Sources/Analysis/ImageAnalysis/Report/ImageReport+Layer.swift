import Archive
import Dockerfile
import Evidence
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
        /// What made it, readable; empty when nothing says it.
        public let text: String
        /// The Dockerfile instruction that made it; nil when nothing says it, or no Dockerfile had it.
        public let instruction: String?
        /// The lines of the instruction, from 1; nil when no Dockerfile is known.
        public let lines: ClosedRange<Int>?
        /// The stage that made it; nil for the base image's layers and when no Dockerfile is known.
        public let stage: String?
        /// The line of history as recorded.
        public let recordedLine: String?
        /// Whether it belongs to the base image.
        public let isBase: Bool
        /// Whether its contents could be read.
        public let isLoaded: Bool

        init(
            _ blob: LayerBlob, stack: LayerStack, changes: (added: Int, modified: Int, removed: Int),
            stages: ImageStages
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
            recordedLine = blob.history?.createdBy
            let origin = stages.attribution.layers[blob.index - 1]
            text = origin.text
            lines = origin.lines
            stage = origin.stage.flatMap { index in stages.stages.first { $0.index == index }?.label }
            let word = origin.text.prefix { !$0.isWhitespace }
            instruction = Keyword(rawValue: String(word)) != nil || origin.lines != nil ? origin.text : nil
            isBase = origin.isBase ?? false
        }
    }
}
