import Evidence
import FileTree

extension ImageReport {
    /// Sums over the whole image.
    public struct Totals: Sendable {
        /// How many layers there are.
        public let layers: Int
        /// Paths of the final tree that are no directories.
        public let files: Int
        /// Directories of the final tree, those without an entry too, the root apart.
        public let directories: Int
        /// The sum of the layers' sizes in bytes.
        public let layerBytes: Int64
        /// The sum of the blobs' bytes as stored, each blob once.
        public let blobBytes: Int64
        /// Bytes of all contents that the final tree still shows, each counted once.
        public let visibleBytes: Int64
        /// What was overwritten, deleted or hidden, in bytes.
        public let wastedBytes: Int64
        /// `visibleBytes` as a fraction of `layerBytes`; 1 for an image without bytes.
        public let efficiency: Double
        /// `wastedBytes` as a fraction of the bytes above the base image, of all bytes where the base is unknown; 0 where
        /// there are none.
        public let userWastedPercent: Double

        /// `wastedBytes` as a fraction of `layerBytes`; 0 for an image without bytes.
        public var wastedShare: Double { layerBytes > 0 ? Double(wastedBytes) / Double(layerBytes) : 0 }

        init(layers: [Layer], blobBytes: Int64, view: TreeView?, waste: Waste) {
            self.layers = layers.count
            files = view?.fileCount(of: .root) ?? 0
            directories = view?.directoryCount(of: .root) ?? 0
            layerBytes = waste.layerBytes
            visibleBytes = waste.visibleBytes
            wastedBytes = waste.wastedBytes
            self.blobBytes = blobBytes
            // Sizes are what the archive claims: sums must not overflow.
            let userBytes = layers.filter { !$0.isBase }.reduce(Int64(0)) { $0.addingSaturated($1.size) }
            efficiency = layerBytes > 0 ? Double(visibleBytes) / Double(layerBytes) : 1
            userWastedPercent = userBytes > 0 ? Double(wastedBytes) / Double(userBytes) : 0
        }
    }
}
