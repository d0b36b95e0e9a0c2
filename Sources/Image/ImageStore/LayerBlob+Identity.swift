extension LayerBlob {
    /// The digest of the blob as stored; that of its contents where no manifest tells it and nothing is compressed.
    public var blobDigest: String? { digest ?? (compression == .none ? diffID : nil) }

    /// Whether another blob holds the same layer, however compressed. It is told by what the archives claim: whoever does
    /// not trust them verifies their digests.
    public func isSameLayer(as other: LayerBlob) -> Bool {
        let isPlain = compression == .none && other.compression == .none
        if isPlain, window != nil, other.window != nil, blobSize != other.blobSize { return false }
        if let diffID, let otherID = other.diffID { return diffID == otherID }
        return digest != nil && digest == other.digest
    }
}

extension StoredImage {
    /// The image as it was after so many layers: with them, and the history up to the step that made the last of them.
    public func afterLayers(_ count: Int) -> StoredImage {
        guard count < layers.count else { return self }
        var config = config
        config.diffIDs = Array(config.diffIDs.prefix(count))
        var made = 0
        config.history = Array(
            config.history.prefix { step in
                if !step.emptyLayer { made += 1 }
                return made <= count
            })
        return StoredImage(
            id: id, manifestDigest: manifestDigest, references: references, platform: platform, config: config,
            configBytes: configBytes, layers: Array(layers.prefix(count)), annotations: annotations,
            attestations: attestations, warnings: warnings)
    }
}
