// The OCI image layout (image-layout.md), as BuildKit and docker 25 fill it.
extension ArchiveMembers {
    private static let oci = "application/vnd.oci.image."

    /// `oci-layout`, blobs, and `index.json`. Images that share a reference, and those with attestations, are put
    /// in a nested index; the rest are named by `index.json` itself.
    mutating func addLayout(_ images: [StoredImage]) throws {
        add("oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8))
        var manifests: [[String: Any]] = []
        for group in grouped(images) {
            var descriptors = try group.flatMap { try addManifestBlobs($0) }
            if descriptors.count > 1 {
                let index: [String: Any] = [
                    "schemaVersion": 2, "mediaType": Self.oci + "index.v1+json", "manifests": descriptors,
                ]
                descriptors = [addBlob(try JSONText.encode(object: index), mediaType: Self.oci + "index.v1+json")]
            }
            let references = group.first?.image.references ?? []
            manifests += descriptors.flatMap { named($0, references) }
        }
        try add("index.json", json: ["schemaVersion": 2, "manifests": manifests])
    }

    /// The descriptors of an image's manifest and of its attestations' manifest.
    private mutating func addManifestBlobs(_ image: StoredImage) throws -> [[String: Any]] {
        let layers = image.layers.map { layer -> [String: Any] in
            if !layer.layer.isMissing { add("blobs/sha256/" + SHA256.hex(layer.blob), layer.blob) }
            var descriptor: [String: Any] = [
                "mediaType": layer.ociMediaType, "size": layer.blob.count, "digest": layer.digest,
            ]
            if !layer.layer.urls.isEmpty { descriptor["urls"] = layer.layer.urls }
            return descriptor
        }
        var manifest = try addManifest(
            config: addBlob(image.config, mediaType: Self.oci + "config.v1+json"), layers: layers,
            annotations: image.image.annotations)
        var platform = [
            "os": image.image.platform.os, "architecture": image.image.platform.architecture,
        ]
        platform["variant"] = image.image.platform.variant
        manifest["platform"] = platform
        guard !image.image.attestations.isEmpty else { return [manifest] }
        return [manifest, try addAttestations(image.image.attestations, about: manifest)]
    }

    private mutating func addAttestations(
        _ statements: [Statement], about manifest: [String: Any]
    ) throws -> [String: Any] {
        let layers = statements.map { statement -> [String: Any] in
            var layer = addBlob(Array(statement.json.utf8), mediaType: "application/vnd.in-toto+json")
            layer["annotations"] = ["in-toto.io/predicate-type": statement.predicateType]
            return layer
        }
        let config = #"{"architecture":"unknown","os":"unknown","config":{},"rootfs":{"type":"layers","diff_ids":[]}}"#
        var descriptor = try addManifest(
            config: addBlob(Array(config.utf8), mediaType: Self.oci + "config.v1+json"), layers: layers,
            annotations: [:])
        descriptor["platform"] = ["os": "unknown", "architecture": "unknown"]
        descriptor["annotations"] = [
            "vnd.docker.reference.type": "attestation-manifest",
            "vnd.docker.reference.digest": manifest["digest"] as? String ?? "",
        ]
        return descriptor
    }

    private mutating func addManifest(
        config: [String: Any], layers: [[String: Any]], annotations: [String: String]
    ) throws -> [String: Any] {
        var manifest: [String: Any] = [
            "schemaVersion": 2, "mediaType": Self.oci + "manifest.v1+json", "config": config, "layers": layers,
        ]
        if !annotations.isEmpty { manifest["annotations"] = annotations }
        return addBlob(try JSONText.encode(object: manifest), mediaType: Self.oci + "manifest.v1+json")
    }

    /// One descriptor a reference, or one without a name.
    private func named(_ descriptor: [String: Any], _ references: [String]) -> [[String: Any]] {
        guard !references.isEmpty else { return [descriptor] }
        return references.map { reference in
            var named = descriptor
            named["annotations"] = [
                "io.containerd.image.name": reference,
                "org.opencontainers.image.ref.name": splitReference(reference).tag,
            ]
            return named
        }
    }

    /// Images with the same references belong to one index.
    private func grouped(_ images: [StoredImage]) -> [[StoredImage]] {
        var groups: [[StoredImage]] = []
        for image in images {
            let index = groups.firstIndex { group in
                !image.image.references.isEmpty && group.first?.image.references == image.image.references
            }
            if let index { groups[index].append(image) } else { groups.append([image]) }
        }
        return groups
    }
}
