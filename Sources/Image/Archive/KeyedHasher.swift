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
        guard key.count == KeyedHasher.keySize, let method = EVP_MAC_fetch(nil, "GMAC", nil) else { return nil }
        defer { EVP_MAC_free(method) }
        guard let context = EVP_MAC_CTX_new(method) else { return nil }
        self.context = context
        var cipher = Array("AES-128-GCM".utf8CString)
        var nonce = [UInt8](repeating: 0, count: 12)
        let isReady = cipher.withUnsafeMutableBufferPointer { cipher in
            nonce.withUnsafeMutableBytes { nonce in
                let parameters = [
                    OSSL_PARAM_construct_utf8_string("cipher", cipher.baseAddress, 0),
                    OSSL_PARAM_construct_octet_string("iv", nonce.baseAddress, nonce.count),
                    OSSL_PARAM_construct_end(),
                ]
                return EVP_MAC_init(context, key, key.count, parameters) == 1
            }
        }
        guard isReady else { return nil }
    }

    deinit {
        EVP_MAC_CTX_free(context)
    }

    /// A key that nobody can guess: the system's own random bytes.
    public static func newKey() -> [UInt8] { (0..<keySize).map { _ in UInt8.random(in: .min ... .max) } }

    /// Takes in bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        EVP_MAC_update(context, start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    /// The hash of all that was taken in; the hasher is used up.
    public func finish() -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: KeyedHasher.size)
        var count = 0
        EVP_MAC_final(context, &hash, &count, KeyedHasher.size)
        return hash
    }
}
