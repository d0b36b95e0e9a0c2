import ImageStore
import Synchronization

/// How much of an image's layers has been read, from the threads that read them.
final class LayerProgress: Sendable {
    private struct Bytes {
        var total = 1.0
        var read: [Int: Int64] = [:]
    }

    private let bytes = Mutex(Bytes())

    /// Nothing is read of an image that is not known yet.
    init() {}

    init(of image: StoredImage) { begin(image) }

    /// The image is known.
    func begin(_ image: StoredImage) {
        let total = image.layers.reduce(0) { $0 + max(0, $1.blobSize) }
        bytes.withLock { $0 = Bytes(total: Double(max(1, total))) }
    }

    /// Notes so many bytes of a layer and gives the part of all, 0…1.
    func note(_ bytesRead: Int64, of layer: Int) -> Double {
        bytes.withLock { bytes in
            bytes.read[layer] = bytesRead
            return min(1, bytes.read.values.reduce(0.0) { $0 + Double($1) } / bytes.total)
        }
    }
}
