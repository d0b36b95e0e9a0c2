import Archive
import BinaryCoding
import Evidence

/// What Python compiled a source to, without the header that says when: a hash of it (PEP 552: 16 bytes of header).
struct ByteCodeBody: Sendable, Hashable {
    let hash: UInt64
    let size: Int
}

/// Notes the bodies of byte code, so that builds of one source are known as such.
struct ByteCodeBodies: Collector {
    private static let headerSize = 16
    private static let limit = 16 << 20

    let id = "byte-code-bodies"
    let files = [FileSelection([.ending("pyc")], upTo: limit) { _, _ in true }]

    func fact(of file: CollectedFile) -> ByteCodeBody? {
        guard file.bytes.count > ByteCodeBodies.headerSize else { return nil }
        var hasher = ContentHasher()
        let body = file.bytes.dropFirst(ByteCodeBodies.headerSize)
        body.withUnsafeBytes { hasher.update($0) }
        return ByteCodeBody(hash: hasher.finish(), size: body.count)
    }
}

extension ByteCodeBody: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(hash)
        encoder.write(size)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        hash = try decoder.value()
        size = try decoder.value()
    }
}
