import Archive
import OCI

/// What skopeo's and podman's `dir:` writes: `manifest.json`, a manifest or an index, with the blobs beside it, each
/// named by the hexadecimal digits of its digest.
enum DockerDirectory {
    /// Reads the directory; `bytes` are those of its `manifest.json`.
    static func read(_ directory: any BlobDirectory, manifest bytes: [UInt8]) throws(Fault) -> Contents {
        var contents = Contents(format: .dockerDirectory, directory: directory)
        var walk = ManifestWalk(directory, naming: .flat)
        if let schema1 = try? JSONDocument.decode(Schema1Manifest.self, from: bytes) {
            contents.images = [
                try Schema1.image(schema1, digest: "sha256:" + DigestHasher.sha256(of: bytes), in: directory)
            ]
            return contents
        }
        if let index = try? JSONDocument.decode(Index.self, from: bytes) {
            walk.walk(index)
        } else {
            let manifest: Manifest
            do {
                manifest = try JSONDocument.decode(Manifest.self, from: bytes)
            } catch {
                throw Fault(.damaged, "is damaged: manifest.json \(error)")
            }
            let descriptor = Descriptor(
                mediaType: manifest.mediaType ?? "", digest: "sha256:" + DigestHasher.sha256(of: bytes),
                size: Int64(bytes.count))
            walk.add(manifest, of: descriptor, below: ManifestWalk.Path(), bytes: bytes)
        }
        contents.images = walk.finish()
        contents.others = walk.others
        contents.warnings = walk.warnings
        return contents
    }
}
