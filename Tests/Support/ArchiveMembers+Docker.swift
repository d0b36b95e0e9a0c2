import Foundation

// What `docker save`, podman and skopeo write.
extension ArchiveMembers {
    /// Layers as `<hex>.tar`, configurations as `<hex>.json`, and `manifest.json`.
    mutating func addDockerArchive(_ images: [StoredImage]) throws {
        for image in images {
            for layer in image.layers where !layer.layer.isMissing { add(flatName(layer), layer.blob) }
            add(SHA256.hex(image.config) + ".json", image.config)
        }
        try addManifest(images, blobNames: false)
    }

    /// `manifest.json`, whose paths are blobs of a layout or flat names.
    mutating func addManifest(_ images: [StoredImage], blobNames: Bool) throws {
        let entries: [[String: Any]] = images.map { image in
            let hex = SHA256.hex(image.config)
            return [
                "Config": blobNames ? "blobs/sha256/" + hex : hex + ".json", "RepoTags": image.repoTags,
                "Layers": image.layers.map {
                    blobNames ? "blobs/sha256/" + SHA256.hex($0.blob) : flatName($0)
                },
            ]
        }
        try add("manifest.json", json: entries)
    }

    /// One directory a layer with a version 1 document; a layer that an earlier image has is a symbolic link.
    mutating func addLegacyArchive(_ images: [StoredImage], withManifest: Bool) throws {
        var repositories: [String: [String: String]] = [:]
        var entries: [[String: Any]] = []
        var homes: [String: String] = [:]
        for image in images {
            var ids: [String] = []
            for (index, layer) in image.layers.enumerated() {
                let isTop = index == image.layers.count - 1
                let id = SHA256.hex(Array(((ids.last ?? "") + layer.diffID + (isTop ? "top" : "")).utf8))
                try addLegacyLayer(layer, of: image, id: id, parent: ids.last, isTop: isTop, homes: &homes)
                ids.append(id)
            }
            for reference in image.image.references {
                let (name, tag) = splitReference(reference)
                repositories[name, default: [:]][tag] = ids.last ?? ""
            }
            let config = SHA256.hex(image.config) + ".json"
            if withManifest { add(config, image.config) }
            entries.append(["Config": config, "RepoTags": image.repoTags, "Layers": ids.map { $0 + "/layer.tar" }])
        }
        if withManifest { try add("manifest.json", json: entries) }
        if !repositories.isEmpty { try add("repositories", json: repositories) }
    }

    private mutating func addLegacyLayer(
        _ layer: StoredLayer, of image: StoredImage, id: String, parent: String?, isTop: Bool,
        homes: inout [String: String]
    ) throws {
        let document = image.image.document
        var json: [String: Any] = ["id": id, "created": document.created ?? "0001-01-01T00:00:00Z", "os": "linux"]
        json["parent"] = parent
        json["container_config"] = ["Cmd": [layer.layer.createdBy]]
        if isTop {
            json["architecture"] = document.platform.architecture
            json["config"] = try JSONSerialization.jsonObject(with: Data(JSONText.encode(document.config)))
        }
        add(id + "/VERSION", Array("1.0".utf8))
        try add(id + "/json", json: json)
        if layer.layer.isMissing { return }
        let home = homes[layer.digest, default: id]
        homes[layer.digest] = home
        if home == id {
            add(id + "/layer.tar", layer.blob)
        } else {
            add(id + "/layer.tar", linkTo: "../\(home)/layer.tar")
        }
    }

    /// The `dir:` transport: blobs named by their digits beside `manifest.json` (schema 2) and `version`.
    mutating func addDirectory(_ images: [StoredImage]) throws {
        add("version", Array("Directory Transport Version: 1.1\n".utf8))
        for image in images.prefix(1) {
            let docker = "application/vnd.docker."
            for layer in image.layers where !layer.layer.isMissing { add(SHA256.hex(layer.blob), layer.blob) }
            add(SHA256.hex(image.config), image.config)
            try add(
                "manifest.json",
                json: [
                    "schemaVersion": 2, "mediaType": docker + "distribution.manifest.v2+json",
                    "config": [
                        "mediaType": docker + "container.image.v1+json", "size": image.config.count,
                        "digest": SHA256.digest(image.config),
                    ],
                    "layers": image.layers.map {
                        ["mediaType": $0.dockerMediaType, "size": $0.blob.count, "digest": $0.digest]
                    },
                ])
        }
    }

    private func flatName(_ layer: StoredLayer) -> String {
        SHA256.hex(layer.blob) + (layer.compression == .none ? ".tar" : ".tar.gz")
    }
}

/// `name:tag` in its parts; a colon before the last slash is a port.
func splitReference(_ reference: String) -> (name: String, tag: String) {
    guard let colon = reference.lastIndex(of: ":"), !reference[colon...].contains("/") else {
        return (reference, "latest")
    }
    return (String(reference[..<colon]), String(reference[reference.index(after: colon)...]))
}
