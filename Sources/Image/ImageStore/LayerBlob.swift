import Archive
import OCI

/// One layer of an image, as stored.
public struct LayerBlob: Sendable {
    /// The layer's place, from 1, base first.
    public let index: Int
    /// The digest of the blob as stored; nil where the archive does not say.
    public let digest: String?
    /// The digest of the uncompressed tar, from the configuration; nil where it lists too few.
    public let diffID: String?
    /// The media type as claimed; nil where the archive does not say.
    public let mediaType: String?
    /// The blob's bytes as stored; when the blob is missing, as the manifest claims.
    public let blobSize: Int64
    /// How the blob is compressed, told by its first bytes; `.none` when it is missing.
    public let compression: Compression
    /// The blob's bytes; nil when `missing` says why they cannot be had.
    public private(set) var window: FileWindow?
    /// Why the layer cannot be read, in words that follow "layer N"; nil when it can.
    public let missing: String?
    /// The step that made the layer: the one at the same place among those that made layers; nil when there is none.
    public let history: History?
    /// The lowest layer, from 1, with the same blob, which is stored once; nil for that layer itself.
    public var sameAs: Int?

    /// The same blob, read through another window on its bytes.
    public func read(through window: FileWindow) -> LayerBlob {
        var blob = self
        blob.window = window
        return blob
    }
}
