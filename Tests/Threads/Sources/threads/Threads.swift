import Dispatch
import FileTree
import ImageAnalysis
import ImageStore
import Synchronization

/// Reads images in every way that several threads take part in, and uses what was read from several threads at once.
///
///     threads IMAGE…
///
/// ThreadSanitizer, with which it is built, tells where they race, and ends the program with status 66.
@main
enum Threads {
    static func main() {
        for path in CommandLine.arguments.dropFirst() {
            guard let store = try? ImageStore.open(.path(path)) else {
                print("\(path): no image")
                continue
            }
            let layers = store.images.prefix(4).map { image in
                readWhole(image)
                readInPart(image)
                return image.layers.count
            }
            judge(path)
            judgeAtOnce(path)
            print("\(path): \(store.images.count) images, layers \(layers)")
        }
    }

    /// All layers with what every rule asks for, then contents of files by four threads.
    private static func readWhole(_ image: StoredImage) {
        let inspection = ContentInspection(scansSecrets: true, showsSecrets: false)
        let stack = ImageLoader.load(image, hashContents: true, observer: inspection).stack
        _ = inspection.results
        let view = stack.view(of: 1...max(1, stack.layerCount))
        let files = (0..<min(2000, stack.pathCount)).compactMap { stack.path(at: $0).flatMap(view.entry(of:)) }
        let reader = ContentReader(image: image, stack: stack)
        DispatchQueue.concurrentPerform(iterations: 4) { turn in
            for file in files.dropFirst(turn).prefix(8) { _ = try? reader.bytes(of: file, limit: 1 << 16) }
        }
    }

    /// Cancelled from a thread of its own when half of the bytes are read.
    private static func readInPart(_ image: StoredImage) {
        let reading = Reading(until: image.layers.reduce(0) { $0 + $1.blobSize } / 2)
        ImageLoader.read(image, hashContents: true, isCancelled: { reading.isOver }) { reading.take($0) }
    }

    /// An analysis that four threads ask at once.
    private static func judge(_ path: String) {
        var request = Analysis.Request()
        request.findsDockerfile = false
        guard let analysis = try? Analysis(opening: path, request) else { return }
        DispatchQueue.concurrentPerform(iterations: 4) { _ in _ = analysis.findings() }
    }

    /// Three analyses at once on one cache, which they fill, and three more that read it.
    private static func judgeAtOnce(_ path: String) {
        var request = Analysis.Request()
        request.findsDockerfile = false
        request.index = LayerIndex(cache, analyser: "threads")
        for _ in 0..<2 {
            DispatchQueue.concurrentPerform(iterations: 3) { [request] _ in
                _ = (try? Analysis(opening: path, request))?.image.contents
            }
        }
        LayerIndex.clear(cache)
    }

    private static let cache = "/tmp/strata-threads-\(UInt32.random(in: .min ... .max))"
}

/// How far a reading is, and when it is to end.
private final class Reading: Sendable {
    private let limit: Int64
    private let bytes = Mutex<[Int: Int64]>([:])

    init(until limit: Int64) {
        self.limit = limit
    }

    var isOver: Bool { bytes.withLock { $0.values.reduce(0, +) > limit } }

    func take(_ event: ImageLoader.Event) {
        if case .progress(let layer, let count) = event { bytes.withLock { $0[layer] = count } }
    }
}
