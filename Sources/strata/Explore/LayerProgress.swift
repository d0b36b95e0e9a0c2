import ImageStore
import Synchronization

/// How much of an image's layers has been read, from the threads that read them.
final class LayerProgress: Sendable {
    private let total: Double
    private let read = Mutex<[Int: Int64]>([:])

    init(of image: StoredImage) {
        total = Double(max(1, image.layers.reduce(0) { $0 + max(0, $1.blobSize) }))
    }

    /// Notes so many bytes of a layer and gives the part of all, 0…1.
    func note(_ bytesRead: Int64, of layer: Int) -> Double {
        let sum = read.withLock { read in
            read[layer] = bytesRead
            return read.values.reduce(0.0) { $0 + Double($1) }
        }
        return min(1, sum / total)
    }
}
