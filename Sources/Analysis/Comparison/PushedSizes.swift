import Archive
import FileTree
import ImageStore

/// What the layers of two images take as they are pushed: as they are stored where they are compressed, else measured by
/// samples. A layer that both have and hide as much of is left out: no difference lies in it, and to measure it takes long.
struct PushedSizes {
    /// Bytes by the number of the first image's layer; 0 for a blob that a lower layer of the image has too.
    let a: [Int: Int64]
    /// The same of the second image.
    let b: [Int: Int64]
    /// How far off their difference may be, in bytes either way.
    let error: Int64

    /// The sum of the first image's.
    var totalA: Int64 { a.values.reduce(0) { $0.addingSaturated($1) } }
    /// The sum of the second image's.
    var totalB: Int64 { b.values.reduce(0) { $0.addingSaturated($1) } }

    /// - Parameter shared: The numbers of the layers that both have.
    init(_ a: ComparedImage, _ b: ComparedImage, shared: [(a: Int, b: Int)]) {
        let (hiddenA, hiddenB) = (a.image.waste.wastedBytesByLayer, b.image.waste.wastedBytesByLayer)
        let alike = shared.filter { hiddenA[$0.a - 1] == hiddenB[$0.b - 1] }
        let inA = PushedSizes.measure(a, except: Set(alike.map(\.a)))
        // What both have and hide unlike parts of is measured once.
        let known = Dictionary(shared.map { ($0.b, inA.sizes[$0.a]) }, uniquingKeysWith: { first, _ in first })
        let inB = PushedSizes.measure(b, except: Set(alike.map(\.b)), known: known.compactMapValues(\.self))
        (self.a, self.b) = (inA.bytes, inB.bytes)
        error = CompressedSize.sum(of: inA.measured + inB.measured).error
    }

    /// What the layers of one image take.
    private struct Measured {
        /// By the layer's number; 0 for a blob that a lower layer has too.
        var bytes: [Int: Int64] = [:]
        /// The sizes of the blobs, each once.
        var measured: [CompressedSize] = []
        /// The size of each layer's blob.
        var sizes: [Int: CompressedSize] = [:]
    }

    /// - Parameters:
    ///   - alike: The layers that are left out.
    ///   - known: Sizes that were measured already.
    private static func measure(
        _ image: ComparedImage, except alike: Set<Int>, known: [Int: CompressedSize] = [:]
    ) -> Measured {
        let blobs = image.blobs.filter { !alike.contains($0.index) }
        let unknown = blobs.filter { known[$0.index] == nil }.map { $0.sameAs ?? $0.index }
        let sizes = CompressedSizes(of: image.image.image, layers: Set(unknown), by: [.gzip])
        var (all, seen) = (Measured(), Set<Int>())
        for blob in blobs {
            let isFirst = seen.insert(blob.sameAs ?? blob.index).inserted
            let size = known[blob.index] ?? sizes.layers[blob.index - 1].pushed
            all.sizes[blob.index] = size
            all.bytes[blob.index] = isFirst ? size?.bytes ?? max(0, blob.blobSize) : 0
            if isFirst, let size { all.measured.append(size) }
        }
        return all
    }
}
