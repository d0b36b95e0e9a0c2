import OCI

/// Something in a store that is not opened as an image, and why.
public struct OtherManifest: Sendable, Hashable {
    /// What it is.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// An artifact: a chart, a bill of materials, any file in an image's clothes.
        case artifact
        /// A signature.
        case signature
        /// An attestation of no image in the store.
        case attestation
        /// An image whose manifest or configuration is not in the store, as those of other platforms often are.
        case absent
        /// A document that cannot be read.
        case unreadable
    }

    /// What it is.
    public let kind: Kind
    /// Its digest as written; nil where the archive does not say.
    public let digest: String?
    /// The names that the archive gives it.
    public let references: [String]
    /// Its platform, where the index says.
    public let platform: Platform?
    /// What it is and why it is not opened, a phrase: "artifact of type application/…".
    public let reason: String
}
