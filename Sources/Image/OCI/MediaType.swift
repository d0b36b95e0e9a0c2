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

    /// Whether `type` says that the layer's bytes are kept elsewhere, as those of Windows base images are.
    public static func isForeignLayer(_ type: String) -> Bool {
        type.hasPrefix("application/vnd.oci.image.layer.nondistributable.")
            || type.hasPrefix("application/vnd.docker.image.rootfs.foreign.")
    }
}
