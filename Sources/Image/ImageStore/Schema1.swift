import OCI

/// Images of Docker's first registry manifest, newest layer first and without a configuration.
enum Schema1 {
    /// The image of a schema 1 manifest in a docker directory.
    ///
    /// The configuration is put together from the v1 documents; steps that left the file system as it was have a layer
    /// there that is left out here.
    static func image(
        _ manifest: Schema1Manifest, digest: String, in directory: any BlobDirectory
    ) throws(Fault) -> StoredImage {
        guard let newest = manifest.compatibility.first else {
            throw Fault(.damaged, "is damaged: its schema 1 manifest has no history")
        }
        var steps: [LegacyImage?] = []
        for text in manifest.compatibility.reversed() {
            steps.append(try? JSONDocument.decode(LegacyImage.self, from: Array(text.utf8)))
        }
        var config = steps.last.flatMap { $0?.config } ?? ImageConfig()
        config.history = steps.map { step in
            var history = step?.history ?? History()
            history.emptyLayer = step?.throwaway ?? false
            return history
        }
        let digests = Array(manifest.layerDigests.reversed())
        let layers = digests.indices.filter { !(steps.count == digests.count && config.history[$0].emptyLayer) }
        let name = [manifest.name, manifest.tag].compactMap(\.self).joined(separator: ":")
        return ImageAssembly(
            configBytes: Array(newest.utf8), config: config, id: steps.last.flatMap { $0?.id } ?? digest,
            manifestDigest: digest, references: name.isEmpty ? [] : [name],
            layers: layers.map { place in
                ImageAssembly.Layer(
                    name: digests[place], digest: digests[place],
                    found: directory.blob(digests[place], naming: .flat))
            }
        ).image
    }
}
