/// How images are stored.
public enum ImageFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// `docker save` of any age, and what kaniko, Jib, skopeo and others write in its shape.
    case dockerArchive = "docker-archive"
    /// A tar of an OCI layout.
    case ociArchive = "oci-archive"
    /// A directory with `index.json` and `blobs/`.
    case ociLayout = "oci-layout"
    /// A directory with `manifest.json` and blobs beside it (skopeo's `dir:`), or a tar of one.
    case dockerDirectory = "docker-dir"
}
