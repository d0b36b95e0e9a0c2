import Archive
import OCI

/// One image of a store: its configuration and where its layers' bytes are.
public struct StoredImage: Sendable, Identifiable {
    /// The image's id: the digest of the configuration's bytes as stored (`sha256:…`); for images older than
    /// configurations, the v1 id in plain hexadecimal.
    public let id: String
    /// The digest of the manifest; nil where the archive has none.
    public let manifestDigest: String?
    /// The names that the archive gives the image, in its order: `name:tag`, a bare tag, or none at all.
    public let references: [String]
    /// The platform that the configuration, or else the index, says; parts can be empty.
    public let platform: Platform
    /// The configuration, decoded.
    public let config: ImageConfig
    /// The configuration as stored.
    public let configBytes: [UInt8]
    /// The layers, base first.
    public let layers: [LayerBlob]
    /// Annotations of the manifest and of the descriptors that led to it.
    public let annotations: [String: String]
    /// Statements about the image.
    public let attestations: [Attestation]
    /// What is missing or does not fit, one sentence each.
    public let warnings: [String]

    /// The bytes of the layers' blobs as stored, each blob once.
    public var blobBytes: Int64 {
        layers.reduce(0) { sum, layer in
            guard layer.sameAs == nil, layer.blobSize > 0 else { return sum }
            return layer.blobSize > .max - sum ? .max : sum + layer.blobSize
        }
    }
}

/// A statement about an image, such as how it was built.
public struct Attestation: Sendable {
    /// The kind of statement, such as `https://slsa.dev/provenance/v1`; empty when the manifest does not say.
    public let predicateType: String
    /// The digest of the statement's blob.
    public let digest: String
    /// The in-toto statement as stored, JSON.
    public let window: FileWindow
}

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
