/// The media types that saved images name (media-types.md), the OCI ones and Docker's, and what they stand for.
///
/// They are claims: writers leave them out and get them wrong, so contents decide wherever contents can.
public enum MediaType {
    /// An OCI image index.
    public static let index = "application/vnd.oci.image.index.v1+json"
    /// An OCI image manifest.
    public static let manifest = "application/vnd.oci.image.manifest.v1+json"
    /// An OCI image configuration.
    public static let config = "application/vnd.oci.image.config.v1+json"
    /// The empty JSON object that artifacts have for a configuration.
    public static let empty = "application/vnd.oci.empty.v1+json"
    /// The OCI artifact manifest, withdrawn before 1.1.
    public static let artifactManifest = "application/vnd.oci.artifact.manifest.v1+json"
    /// Docker's manifest list, the same as an index.
    public static let dockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json"
    /// Docker's schema 2 manifest.
    public static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    /// Docker's schema 1 manifest, unsigned; the signed one has `prettyjws` for `json`.
    public static let dockerSchema1 = "application/vnd.docker.distribution.manifest.v1+json"
    /// Docker's image configuration.
    public static let dockerConfig = "application/vnd.docker.container.image.v1+json"
    /// BuildKit's manifest of attestations, as an artifact type.
    public static let attestationManifest = "application/vnd.docker.attestation.manifest.v1+json"
    /// An in-toto statement.
    public static let inToto = "application/vnd.in-toto+json"

    /// Whether `type` says index or manifest list.
    public static func isIndex(_ type: String) -> Bool {
        type == index || type == dockerManifestList
    }

    /// Whether `type` says image configuration.
    public static func isImageConfig(_ type: String) -> Bool {
        type == config || type == dockerConfig
    }

    /// Whether `type` says layer of an image: a tar, compressed or not, of OCI or Docker, also one that may not be
    /// distributed. Types of other makers count when they speak of a tar.
    public static func isLayer(_ type: String) -> Bool {
        type.hasPrefix("application/vnd.oci.image.layer.") || type.hasPrefix("application/vnd.docker.image.rootfs.")
            || type.split(whereSeparator: { !$0.isLetter }).contains { $0 == "tar" || $0 == "gtar" }
    }

    /// Whether `type` says no more than a tar of OCI or Docker, perhaps compressed.
    public static func isPlainLayer(_ type: String) -> Bool {
        let plain = ["application/vnd.oci.image.layer.v1.tar", "application/vnd.docker.image.rootfs.diff.tar"]
        return plain.contains { plain in ["", "+gzip", "+zstd", ".gzip", ".zstd"].contains { type == plain + $0 } }
    }

    /// What a layer is that no tar comes out of, by its media type or its descriptor's annotations, in words that follow
    /// "is"; nil for what is not known to be such.
    public static func unreadableLayer(_ type: String, annotations: [String: String] = [:]) -> String? {
        let words = Set(type.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() })
        let found = unreadableLayers.first { kind in
            words.contains(kind.word)
                || annotations.keys.contains { key in kind.annotation.map(key.hasPrefix) ?? false }
        }
        return found?.meaning
    }

    /// By a word of the media type (ocicrypt's spec.md; nydus, accelerated-container-image, soci-snapshotter, erofs), and
    /// by how an annotation begins.
    private static let unreadableLayers: [(word: String, annotation: String?, meaning: String)] = [
        ("encrypted", "org.opencontainers.image.enc.", "encrypted, and strata has no keys"),
        (
            "nydus", "containerd.io/snapshot/nydus-",
            "part of a nydus image, whose files lie in chunks outside of layers"
        ),
        ("overlaybd", "containerd.io/snapshot/overlaybd/", "an overlaybd block device, not a tar"),
        ("soci", nil, "an index of soci, not a layer"), ("erofs", nil, "an EROFS image, not a tar"),
        ("squashfs", nil, "a SquashFS image, not a tar"), ("wasm", nil, "a WebAssembly module, not a tar"),
    ]

    /// Whether `type` says that the layer's bytes are kept elsewhere, as those of Windows base images are.
    public static func isForeignLayer(_ type: String) -> Bool {
        type.hasPrefix("application/vnd.oci.image.layer.nondistributable.")
            || type.hasPrefix("application/vnd.docker.image.rootfs.foreign.")
    }
}
