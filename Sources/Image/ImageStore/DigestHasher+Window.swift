import Archive
import OCI

extension DigestHasher {
    /// `sha256:…` of bytes in memory.
    static func sha256(of bytes: [UInt8]) -> String {
        guard var hasher = DigestHasher(algorithm: "sha256") else { return "" }
        bytes.withUnsafeBytes { hasher.update($0) }
        return "sha256:\(hasher.finish())"
    }
}
