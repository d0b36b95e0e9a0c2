import CCrypto

/// SHA-256 of bytes in memory.
public enum SHA256 {
    /// The digest as 64 hexadecimal digits.
    public static func hex(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil) == 1 else { return "" }
        return digest.prefix(Int(length)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }

    /// The digest as the image spec writes it: `sha256:…`.
    public static func digest(_ bytes: [UInt8]) -> String {
        "sha256:" + hex(bytes)
    }
}
