import Archive
import ImageStore

/// Compares what is stored with the digests that the image claims.
struct Verification {
    private let image: StoredImage

    init(_ image: StoredImage) {
        self.image = image
    }

    /// One sentence for each digest that is wrong, or of a kind that cannot be computed.
    func faults() throws(ArchiveError) -> [String] {
        var faults: [String] = []
        for layer in image.layers {
            guard let window = layer.window else { continue }
            if let digest = layer.digest {
                let stored = try Verification.digest(of: ByteStream(window, compression: .none), like: digest)
                if stored != digest { faults.append("layer \(layer.index): the blob is \(stored), not \(digest)") }
            }
            if let diffID = layer.diffID {
                let stored = try Verification.digest(
                    of: ByteStream(window, compression: layer.compression), like: diffID)
                if stored != diffID { faults.append("layer \(layer.index): the diffID is \(stored), not \(diffID)") }
            }
        }
        return faults
    }

    private static func digest(of stream: ByteStream, like expected: String) throws(ArchiveError) -> String {
        let algorithm = String(expected.prefix { $0 != ":" })
        guard var hasher = DigestHasher(algorithm: algorithm) else { return "of a kind that strata cannot compute" }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try stream.read(into: buffer)
            if count == 0 { return "\(algorithm):\(hasher.finish())" }
            hasher.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
