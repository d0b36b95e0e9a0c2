import CCrypto

/// A hash that nobody makes collisions of who does not know its key, at the speed of memory: GMAC with AES-128 (NIST SP
/// 800-38D). Digests of SHA-256 take five times as long or more.
///
/// The nonce is the same each time, which is safe as long as no hash gets to whoever chooses the bytes.
public final class KeyedHasher: Sendable {
    /// The bytes of a key.
    public static let keySize = 16
    /// The bytes of a hash.
    public static let size = 16

    /// Whoever has a hasher uses it in one thread at a time.
    nonisolated(unsafe) private let context: OpaquePointer

    /// A hasher that has seen nothing; nil where libcrypto does not offer it.
    public init?(key: [UInt8]) {
        guard key.count == KeyedHasher.keySize, let context = EVP_CIPHER_CTX_new() else { return nil }
        self.context = context
        // GMAC is GCM of nothing: all bytes are what is authenticated besides.
        let nonce = [UInt8](repeating: 0, count: 12)
        guard EVP_EncryptInit_ex(context, EVP_aes_128_gcm(), nil, key, nonce) == 1 else { return nil }
    }

    deinit {
        EVP_CIPHER_CTX_free(context)
    }

    /// A key that nobody can guess: the system's own random bytes.
    public static func newKey() -> [UInt8] { (0..<keySize).map { _ in UInt8.random(in: .min ... .max) } }

    /// Takes in bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            var count: Int32 = 0
            EVP_EncryptUpdate(
                context, nil, &count, piece.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(piece.count))
            rest = rest.dropFirst(piece.count)
        }
    }

    /// The hash of all that was taken in; the hasher is used up.
    public func finish() -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: KeyedHasher.size)
        var count: Int32 = 0
        EVP_EncryptFinal_ex(context, &hash, &count)
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(KeyedHasher.size), &hash)
        return hash
    }
}
