/// A content digest, `algorithm:encoded`, as the OCI image spec defines it (descriptor.md, "Digests").
///
/// Only well-formed digests exist: the encoded part is lower-case hexadecimal, so a digest can name a file below
/// `blobs/` without ever leaving that directory.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The hash function's name, `sha256` or `sha512`.
    public let algorithm: String
    /// The hash in lower-case hexadecimal.
    public let hex: String

    /// Reads `sha256:0123…`; nil when the text is not a digest of a registered algorithm with the right length.
    public init?(_ text: some StringProtocol) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        self.init(algorithm: String(text[..<colon]), hex: String(text[text.index(after: colon)...]))
    }

    /// Builds a digest of its parts; nil when the parts do not fit each other.
    public init?(algorithm: String, hex: String) {
        guard let length = Digest.encodedLengths[algorithm], hex.utf8.count == length else { return nil }
        guard hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else { return nil }
        self.algorithm = algorithm
        self.hex = hex
    }

    /// The first twelve hexadecimal digits, as `docker images` shows them.
    public var short: String { String(hex.prefix(12)) }

    /// `algorithm:encoded`.
    public var description: String { "\(algorithm):\(hex)" }

    private static let encodedLengths = ["sha256": 64, "sha384": 96, "sha512": 128]
}

extension Digest: Codable {
    /// Decodes a digest string; throws when it is malformed.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = Digest(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is not a digest")
        }
        self = digest
    }

    /// Encodes the digest as its string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
