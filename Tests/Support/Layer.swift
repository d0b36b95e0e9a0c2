import Archive

/// One layer of an image in code.
public struct Layer: Sendable {
    /// The layer's tar, not compressed.
    public var tar: [UInt8]
    /// What the history says made the layer.
    public var createdBy = ""
    /// A builder's message in the history.
    public var comment: String?
    /// How the blob is compressed; nil for what `write` is told.
    public var compression: Compression?
    /// The media type to claim; nil for the right one.
    public var mediaType: String?
    /// Where else the blob may be had, as foreign layers say.
    public var urls: [String] = []
    /// Whether the blob is left out of what is written.
    public var isMissing = false
    /// The blob's bytes where they are not the compressed tar.
    public var blob: [UInt8]?

    /// A layer of items, in order.
    public init(format: TarWriter.Format = .ustar, @LayerBuilder _ items: () -> [any LayerItem] = { [] }) {
        tar = TarWriter.tar(items().map(\.member), format: format)
    }

    /// A layer whose tar is these bytes, whatever they are.
    public init(tar: [UInt8]) {
        self.tar = tar
    }

    /// The digest of the tar.
    public var diffID: String { SHA256.digest(tar) }

    /// The same layer with its line of history.
    public func createdBy(_ command: String, comment: String? = nil) -> Layer {
        changed {
            $0.createdBy = command
            $0.comment = comment
        }
    }

    /// The same layer, compressed in its own way.
    public func compressed(_ compression: Compression) -> Layer {
        changed { $0.compression = compression }
    }

    /// The same layer with any of its properties changed.
    public func changed(_ change: (inout Layer) -> Void) -> Layer {
        var copy = self
        change(&copy)
        return copy
    }

    /// The bytes to store and how they are compressed.
    func stored(_ standard: Compression) throws -> StoredLayer {
        let compression = compression ?? standard
        return StoredLayer(
            layer: self, diffID: diffID, blob: try blob ?? Compressor.compress(tar, compression),
            compression: compression)
    }
}

/// A layer as it is stored.
struct StoredLayer {
    let layer: Layer
    let diffID: String
    let blob: [UInt8]
    let compression: Compression

    /// The digest of the blob.
    var digest: String { SHA256.digest(blob) }

    /// The media type in the words of the OCI.
    var ociMediaType: String {
        let base = "application/vnd.oci.image.layer.v1.tar"
        return layer.mediaType ?? (compression == .none ? base : "\(base)+\(compression.rawValue)")
    }

    /// The media type in the words of Docker's schema 2, which knows gzip only.
    var dockerMediaType: String {
        let base = "application/vnd.docker.image.rootfs.diff.tar"
        return layer.mediaType ?? (compression == .none ? base : base + ".gzip")
    }
}

/// Collects the items of a layer.
@resultBuilder
public enum LayerBuilder {
    /// One item.
    public static func buildExpression(_ item: some LayerItem) -> [any LayerItem] { [item] }
    /// Items made elsewhere.
    public static func buildExpression(_ items: [any LayerItem]) -> [any LayerItem] { items }
    /// Items one after another.
    public static func buildBlock(_ items: [any LayerItem]...) -> [any LayerItem] { items.flatMap { $0 } }
    /// Items of a loop.
    public static func buildArray(_ items: [[any LayerItem]]) -> [any LayerItem] { items.flatMap { $0 } }
    /// Items of an `if`.
    public static func buildOptional(_ items: [any LayerItem]?) -> [any LayerItem] { items ?? [] }
    /// Items of the first branch.
    public static func buildEither(first items: [any LayerItem]) -> [any LayerItem] { items }
    /// Items of the second branch.
    public static func buildEither(second items: [any LayerItem]) -> [any LayerItem] { items }
}
