import Archive
import ImageStore
import Synchronization

/// Loads the layers of an image: several at once, each once.
public enum ImageLoader {
    /// What happens while layers are read; told from any thread.
    public enum Event: Sendable {
        /// So many bytes of the layer's blob, as stored, have been read.
        case progress(layer: Int, bytesRead: Int64)
        /// The layer's tree is there. It has a `fault` when only a part could be read; then `failed` follows.
        case loaded(layer: Int, LayerTree)
        /// The layer cannot be read, or not to its end; one sentence says why.
        case failed(layer: Int, String)
    }

    /// Reads all layers and stacks them.
    ///
    /// Returns when all are read, or soon after it was cancelled: then the layers that were not finished are missing.
    ///
    /// - Parameters:
    ///   - hashContents: whether to hash contents in the same pass, or to read headers only.
    ///   - observer: looks at contents in the same pass.
    ///   - known: layers that were read already, by their numbers here: they are taken over, and nobody observes them.
    ///   - memory: knows layers that need not be read, and keeps those that are.
    ///   - onEvent: told from the threads that read.
    ///   - isCancelled: asked often, from those threads.
    /// - Returns: the stack, and what is odd or damaged, by layer, one sentence each; what is missing, the image's
    ///   own warnings tell.
    public static func load(
        _ image: StoredImage, hashContents: Bool, observer: (any ContentObserver)? = nil,
        known: [Int: ReadLayer] = [:], memory: (any LayerMemory)? = nil,
        onEvent: @Sendable (Event) -> Void = { _ in }, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> (stack: LayerStack, warnings: [String]) {
        let results = Results(image.layers, known: known)
        for blob in image.layers where known[blob.index] != nil {
            onEvent(.progress(layer: blob.index, bytesRead: blob.blobSize))
        }
        read(
            // The largest first: at the end no core waits for one that has just begun a large one.
            image.layers.filter { known[$0.index] == nil }.sorted { $0.blobSize > $1.blobSize },
            hashContents: hashContents, observer: observer, memory: memory, isCancelled: isCancelled
        ) { event in
            results.take(event)
            onEvent(event)
        }
        let loaded = results.finish()
        memory?.finish(loaded.stack)
        return loaded
    }

    /// Reads all layers and only tells of them: for whoever stacks them itself, and shows them as they come. The smallest
    /// are the first, so that something comes soon. Then tells `memory` that all are through.
    public static func read(
        _ image: StoredImage, hashContents: Bool, observer: (any ContentObserver)? = nil,
        memory: (any LayerMemory)? = nil, isCancelled: @escaping @Sendable () -> Bool = { false },
        onEvent: @Sendable (Event) -> Void
    ) {
        read(
            image.layers.sorted { $0.blobSize < $1.blobSize }, hashContents: hashContents, observer: observer,
            memory: memory, isCancelled: isCancelled, onEvent: onEvent)
    }

    private static func read(
        _ blobs: [LayerBlob], hashContents: Bool, observer: (any ContentObserver)?, memory: (any LayerMemory)?,
        isCancelled: @escaping @Sendable () -> Bool, onEvent: @Sendable (Event) -> Void
    ) {
        blobs.forEachAtOnce(isCancelled: isCancelled) { blob in
            if let tree = memory?.tree(of: blob, isCancelled: isCancelled) {
                onEvent(.progress(layer: blob.index, bytesRead: blob.blobSize))
                onEvent(.loaded(layer: blob.index, tree))
            } else {
                read(
                    memory?.reading(blob) ?? blob, hashContents: hashContents,
                    observer: observer?.observer(ofLayer: blob.index), memory: memory, isCancelled: isCancelled,
                    onEvent: onEvent)
            }
        }
    }

    private static func read(
        _ blob: LayerBlob, hashContents: Bool, observer: (any LayerObserver)?, memory: (any LayerMemory)?,
        isCancelled: @escaping @Sendable () -> Bool, onEvent: @Sendable (Event) -> Void
    ) {
        withoutActuallyEscaping(onEvent) { onEvent in
            var reading = LayerReading(hashContents: hashContents, observer: observer)
            do throws(ArchiveError) {
                try reading.read(
                    blob, progress: { onEvent(.progress(layer: blob.index, bytesRead: $0)) }, isCancelled: isCancelled)
                let tree = reading.finish(fault: nil)
                memory?.keep(tree, of: blob)
                onEvent(.loaded(layer: blob.index, tree))
            } catch {
                if error.kind == .cancelled { return }
                let sentence = sentence(about: blob, error, isPartial: reading.entryCount > 0)
                if reading.entryCount > 0 { onEvent(.loaded(layer: blob.index, reading.finish(fault: sentence))) }
                onEvent(.failed(layer: blob.index, sentence))
            }
        }
    }

    private static func sentence(about blob: LayerBlob, _ error: ArchiveError, isPartial: Bool) -> String {
        if blob.window == nil { return "layer \(blob.index) \(error.message)" }
        if isPartial { return "layer \(blob.index) is only known in part: \(error.message)" }
        return "layer \(blob.index) cannot be read: \(error.message)"
    }
}

/// What the reading threads found. Layers are stacked in their order at the end, whoever came first, so that the same
/// image always gets the same numbers for its paths.
private final class Results: Sendable {
    private struct State {
        var trees: [LayerTree?]
        var warnings: [Int: [String]] = [:]
    }

    /// The layers of which the image itself warns that they are not there, from 1.
    private let missing: Set<Int>
    private let known: [Int: ReadLayer]
    private let state: Mutex<State>

    init(_ layers: [LayerBlob], known: [Int: ReadLayer]) {
        self.known = known
        missing = Set(layers.filter { $0.window == nil }.map(\.index))
        state = Mutex(State(trees: Array(repeating: nil, count: layers.count)))
    }

    func take(_ event: ImageLoader.Event) {
        state.withLock { state in
            switch event {
            case .progress: break
            case .loaded(let layer, let tree):
                if state.trees.indices.contains(layer - 1) { state.trees[layer - 1] = tree }
                state.warnings[layer, default: []] += tree.warnings.map { "layer \(layer): \($0)" }
            case .failed(let layer, let sentence):
                if !missing.contains(layer) { state.warnings[layer, default: []].append(sentence) }
            }
        }
    }

    func finish() -> (stack: LayerStack, warnings: [String]) {
        state.withLock { state in
            var stack = LayerStack(layerCount: state.trees.count)
            for index in state.trees.indices {
                if let layer = known[index + 1] { stack.put(layer, at: index + 1) }
                if let tree = state.trees[index] { stack.put(tree, at: index + 1) }
                state.trees[index] = nil
            }
            stack.settle()
            stack.trim()
            return (stack, state.warnings.sorted { $0.key < $1.key }.flatMap(\.value) + stack.hardLinkWarnings)
        }
    }
}
