import CCrypto

/// A digest of the OCI spec's registered algorithms, through libcrypto.
public struct DigestHasher: ~Copyable {
    private let context: OpaquePointer

    /// A hasher for `sha256`, `sha384` or `sha512`; nil for another name.
    public init?(algorithm: String) {
        let method: OpaquePointer? =
            switch algorithm {
            case "sha256": EVP_sha256()
            case "sha384": EVP_sha384()
            case "sha512": EVP_sha512()
            default: nil
            }
        guard let method, let context = EVP_MD_CTX_new() else { return nil }
        EVP_DigestInit_ex(context, method, nil)
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Takes in bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// The digest of all that was taken in, in lower-case hexadecimal. The hasher is used up.
    public consuming func finish() -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        EVP_DigestFinal_ex(context, &digest, &count)
        return DigestHasher.hexadecimal(digest.prefix(Int(count)))
    }

    /// The SHA-256 of bytes in memory, in lower-case hexadecimal.
    public static func sha256(of bytes: [UInt8]) -> String { hexadecimal(sha256Bytes(of: bytes)[...]) }

    /// The SHA-256 of bytes in memory, 32 bytes.
    public static func sha256Bytes(of bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
        return digest
    }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
