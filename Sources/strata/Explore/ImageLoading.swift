import Archive
import Dispatch
import DisplayText
import Explorer
import FileTree
import ImageStore
import OCI
import Synchronization

/// An image whose layers have been read, as far as they have.
struct OpenImage: Sendable {
    let image: StoredImage
    let stack: LayerStack
}

/// Opens the source and reads layers, away from the main thread.
struct ImageLoading: Sendable {
    /// What the user asked for.
    struct Wanted: Sendable {
        let name: ImageName
        let reference: String?
        let platform: Platform?
    }

    let mailbox: Mailbox
    let work: Cancellation

    /// Opens the source, then reads the image that is wanted. `opened` gets the store, on the worker's thread.
    func start(_ wanted: Wanted, opened: @escaping @Sendable (ImageStore) -> Void) {
        DispatchQueue.global().async { open(wanted, opened) }
    }

    /// Reads another image of an open store.
    func start(_ image: StoredImage, in source: ImageStore.Source) {
        DispatchQueue.global().async { load(image, in: source) }
    }

    private func post(_ action: Action) { mailbox.post(.action(action), from: work) }

    private func open(_ wanted: Wanted, _ opened: (ImageStore) -> Void) {
        do {
            let store = try ImageStore.open(
                wanted.name, progress: { progress($0) }, isCancelled: { work.isCancelled })
            let image = try store.image(reference: wanted.reference, platform: wanted.platform)
            opened(store)
            let choice = store.images.firstIndex { $0.id == image.id && $0.references == image.references } ?? 0
            post(.opened(choices: store.images.map { ImageChoice($0) }, choice: choice, warnings: warnings(of: store)))
            load(image, in: store.source)
        } catch {
            post(.openFailed(error.message))
        }
    }

    private func progress(_ progress: OpenProgress) {
        let what =
            switch progress.phase {
            case .spooling: "Receiving"
            case .decompressing: "Decompressing"
            }
        post(.openProgress(what: what, done: progress.bytes, total: progress.total))
    }

    private func warnings(of store: ImageStore) -> [String] {
        store.warnings.map { Printable.escape($0) }
    }

    /// Headers first where a layer is not compressed: they come at once, and the contents follow for their hashes.
    /// Compressed layers have to be read through anyway, so their contents are hashed in the same pass.
    private func load(_ image: StoredImage, in source: ImageStore.Source) {
        post(.imageReady(ImageFacts(image, in: source)))
        let hashesAtOnce = !image.layers.contains { $0.compression == .none }
        let growing = Mutex(LayerStack(layerCount: image.layers.count))
        let failures = Mutex<Set<String>>([])
        let loaded = ImageLoader.load(
            image, hashContents: hashesAtOnce,
            onEvent: { event in
                switch event {
                case .progress(let layer, let bytesRead):
                    mailbox.postProgress(layer, bytesRead, from: work)
                case .loaded(let layer, let tree):
                    let stack = growing.withLock { stack in
                        stack.insert(tree, at: layer)
                        return stack
                    }
                    mailbox.post(.image(OpenImage(image: image, stack: stack)), from: work)
                    post(.layerLoaded(layer: layer, stack: stack))
                case .failed(let layer, let reason):
                    _ = failures.withLock { $0.insert(reason) }
                    post(.layerFailed(layer: layer, Printable.escape(reason)))
                }
            }, isCancelled: { work.isCancelled })
        let stack = growing.withLock { $0 }
        // Failures have been told already.
        let warnings = failures.withLock { failures in loaded.warnings.filter { !failures.contains($0) } }
        post(.loaded(stack: stack, figures: Figures(of: stack), warnings: warnings.map { Printable.escape($0) }))
        if !hashesAtOnce { hash(image) }
    }

    /// The same layers once more, with their contents.
    private func hash(_ image: StoredImage) {
        let loaded = ImageLoader.load(image, hashContents: true, isCancelled: { work.isCancelled })
        guard !work.isCancelled else { return }
        mailbox.post(.image(OpenImage(image: image, stack: loaded.stack)), from: work)
        post(.hashed(stack: loaded.stack, figures: Figures(of: loaded.stack)))
    }
}
