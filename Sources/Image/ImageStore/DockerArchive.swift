import OCI

/// What `docker save` writes since version 1.10, and others after it: `manifest.json`, an array of images, each with
/// the members that hold its configuration and its layers.
enum DockerArchive {
    /// The images that `manifest.json` lists; throws when there is none to read.
    static func entries(in directory: any BlobDirectory) throws(Fault) -> [DockerManifest] {
        let bytes = try directory.document("manifest.json")
        do {
            return try DockerManifest.list(from: bytes)
        } catch {
            throw Fault(.damaged, "is damaged: manifest.json \(error)")
        }
    }

    /// Reads the archive.
    static func read(_ directory: any BlobDirectory) throws(Fault) -> Contents {
        merge(try entries(in: directory), into: Contents(format: .dockerArchive, directory: directory))
    }

    /// Joins `manifest.json` with what the index of the same archive told, if anything: names for images that both know,
    /// and images that only `manifest.json` takes for such.
    static func merge(_ entries: [DockerManifest], into contents: Contents) -> Contents {
        var reader = DockerArchiveReader(contents)
        for entry in entries.prefix(ManifestWalk.maximumDescriptors) { reader.take(entry) }
        var merged = reader.finish()
        if entries.count > ManifestWalk.maximumDescriptors {
            merged.warnings.append(
                "only \(ManifestWalk.maximumDescriptors) of the \(entries.count) images of manifest.json are looked at")
        }
        return merged
    }

    /// The digest in a member's name: `blobs/sha256/<hex>`, `sha256:<hex>`, `<hex>.json`, `<hex>.tar`,
    /// `<hex>.tar.gz`; nil for `<id>/layer.tar` and other names.
    static func digest(ofMember member: String) -> String? {
        let parts = member.split(separator: "/").filter { $0 != "." }
        guard let last = parts.last else { return nil }
        if parts.count == 3, parts[0] == "blobs" {
            return Digest(algorithm: String(parts[1]), hex: String(last))?.description
        }
        guard parts.count == 1 else { return nil }
        if let digest = Digest(last) { return digest.description }
        let stem = last.prefix { $0 != "." }
        let suffixes = ["", ".json", ".tar", ".tar.gz"]
        guard suffixes.contains(String(last.dropFirst(stem.count))) else { return nil }
        return Digest(algorithm: "sha256", hex: String(stem))?.description
    }
}

extension StoredImage {
    /// The same image under other names.
    func renamed(_ references: [String]) -> StoredImage {
        StoredImage(
            id: id, manifestDigest: manifestDigest, references: references, platform: platform, config: config,
            configBytes: configBytes, layers: layers, annotations: annotations, attestations: attestations,
            warnings: warnings)
    }
}
