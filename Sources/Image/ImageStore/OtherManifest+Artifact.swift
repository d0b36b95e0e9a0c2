import OCI

extension OtherManifest.Kind {
    /// The kind of an artifact.
    init(_ manifest: Manifest) {
        let types = [manifest.artifactType ?? "", manifest.config.mediaType] + manifest.layers.map(\.mediaType)
        let isSignature = types.contains { type in
            type.contains("simplesigning") || type.contains("cncf.notary.signature") || type.contains("sigstore")
        }
        let isAttestation = types.contains { $0.contains("dsse.envelope") || $0.contains("in-toto") }
        self = isSignature ? .signature : isAttestation ? .attestation : .artifact
    }
}

extension OtherManifest {
    /// What an artifact is, in words.
    static func words(for manifest: Manifest) -> String {
        let types = [manifest.artifactType, manifest.config.mediaType, manifest.layers.first?.mediaType]
        let type = types.compactMap(\.self).first {
            !$0.isEmpty && $0 != MediaType.empty && !MediaType.isImageConfig($0)
        }
        return switch Kind(manifest) {
        case .signature: "a signature, no image"
        case .attestation: "an attestation, no image"
        default: type.map { "an artifact of type \($0), no image" } ?? "an artifact, no image"
        }
    }
}
