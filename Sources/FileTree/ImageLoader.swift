import Archive
import Dispatch
import Glibc
import ImageStore
import Synchronization

/// The layers of an image, read.
public struct LoadedLayers: Sendable {
    /// All that could be read.
    public let stack: LayerStack
    /// What was odd or damaged, one sentence each, in the order of the layers; the image's own warnings apart.
    public let warnings: [String]
    /// The layers that could not be read to their end, from 1, in order.
    public let incomplete: [Int]
}

/// Reads the layers of an image: several at once, the largest first, each once.
public enum ImageLoader {
    /// What happens while layers are read. Events come from any thread.
    public enum Event: Sendable {
        /// So many bytes of a layer's blob were read.
        case progress(layer: Int, bytesRead: Int64)
        /// A layer was read; one that failed comes first with what could be read of it.
        case loaded(layer: Int, LayerTree)
        /// A layer could not be read to its end, and why.
        case failed(layer: Int, String)
    }

    /// Reads all layers; returns when all are read, have failed, or the user gave up.
    ///
    /// - Parameters:
    ///   - image: the image.
    ///   - hashContents: whether contents are read and hashed; without, only headers are.
    ///   - onEvent: hears what happens, from any thread.
    ///   - isCancelled: asked before each read, from any thread.
    public static func load(
        _ image: StoredImage, hashContents: Bool, onEvent: @escaping @Sendable (Event) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> LoadedLayers {
        let work = LayerQueue(image.layers)
        DispatchQueue.concurrentPerform(iterations: min(workerCount, image.layers.count)) { _ in
            while !isCancelled(), let blob = work.next() {
                let reading = LayerTree.read(
                    blob, hashContents, { onEvent(.progress(layer: blob.index, bytesRead: $0)) }, isCancelled)
                if blob.window != nil {
                    work.insert(reading.tree, at: blob.index)
                    onEvent(.loaded(layer: blob.index, reading.tree))
                }
                if let failure = reading.failure {
                    // What a missing blob means is among the image's own warnings already.
                    work.fail(blob.index, blob.window == nil ? nil : failure.message)
                    onEvent(.failed(layer: blob.index, failure.message))
                }
            }
        }
        return work.result
    }

    /// More than four workers gain little: two layers hold most of an image's bytes.
    private static var workerCount: Int { min(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), 4) }
}

/// The layers still to be read, and what those read have given.
private final class LayerQueue: Sendable {
    private struct Contents {
        var waiting: [LayerBlob]
        var stack: LayerStack
        var warnings: [Int: [String]] = [:]
        var incomplete: [Int] = []
    }

    private let contents: Mutex<Contents>

    init(_ layers: [LayerBlob]) {
        // Workers take from the end, so the largest is last.
        let waiting = layers.sorted { ($0.blobSize, $1.index) < ($1.blobSize, $0.index) }
        contents = Mutex(Contents(waiting: waiting, stack: LayerStack(layerCount: layers.count)))
    }

    func next() -> LayerBlob? {
        contents.withLock { $0.waiting.popLast() }
    }

    func insert(_ tree: LayerTree, at index: Int) {
        contents.withLock { contents in
            contents.stack.insert(tree, at: index)
            contents.warnings[index] = tree.warnings.map { "layer \(index): \($0)" }
        }
    }

    func fail(_ index: Int, _ message: String?) {
        contents.withLock { contents in
            contents.incomplete.append(index)
            if let message { contents.warnings[index, default: []].append("layer \(index): \(message)") }
        }
    }

    var result: LoadedLayers {
        contents.withLock { contents in
            LoadedLayers(
                stack: contents.stack,
                warnings: contents.warnings.sorted { $0.key < $1.key }.flatMap(\.value),
                incomplete: contents.incomplete.sorted())
        }
    }
}
