import Archive
import Dispatch
import DisplayText
import Explorer
import FileTree
import ImageAnalysis
import ImageStore
import OCI
import Reporting
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
        let dockerfile: DockerfileSource?
        let target: String?
        /// Another image to compare with, as the user named it.
        var other: String?
        /// Where it is kept what was made of layers; nil to read them all.
        var index: LayerIndex?
    }

    let mailbox: Mailbox
    let work: Cancellation
    let wanted: Wanted

    /// Opens the source, then reads the image that is wanted. `opened` gets the store, on the worker's thread.
    func start(opened: @escaping @Sendable (ImageStore) -> Void) {
        DispatchQueue.global().async { open(opened) }
    }

    /// Opens the source and reads the image, before it returns.
    func run() { open { _ in } }

    /// Reads another image of an open store.
    func start(_ image: StoredImage, in store: ImageStore) {
        DispatchQueue.global().async { load(image, in: store) }
    }

    private func post(_ action: Action) { mailbox.post(.action(action), from: work) }

    private func open(_ opened: (ImageStore) -> Void) {
        do {
            let store = try ImageStore.open(
                wanted.name,
                progress: { post(.openProgress(what: $0.what, done: $0.bytes, total: $0.total)) },
                isCancelled: { work.isCancelled })
            let image = try store.image(reference: wanted.reference, platform: wanted.platform)
            opened(store)
            let choice = store.images.firstIndex { $0.id == image.id && $0.references == image.references } ?? 0
            post(.opened(choices: store.images.map { ImageChoice($0) }, choice: choice, warnings: warnings(of: store)))
            load(image, in: store)
        } catch {
            post(.openFailed(error.message))
        }
    }

    private func warnings(of store: ImageStore) -> [String] {
        store.warnings.map { Printable.escape($0) }
    }

    /// Headers first where a layer is not compressed: they come at once, and the contents follow for their hashes.
    /// Compressed layers have to be read through anyway, so their contents are hashed in the same pass. Whichever pass
    /// reads contents notes what rules need; they are asked when all else is on the screen. Where an index has all layers,
    /// their contents need not be read, so all is there at once.
    private func load(_ image: StoredImage, in store: ImageStore) {
        Heap.beginLoading()
        let stages = stages(of: image, in: store)
        post(.imageReady(ImageFacts(image, in: store.source, stages: stages)))
        let inspection = ContentInspection(isToBeCompared: true)
        let memory = memory(inspection)
        let hashesAtOnce = !image.layers.contains { $0.compression == .none } || memory?.knows(image) == true
        let stack: LayerStack
        if hashesAtOnce {
            stack = read(image, stages, inspection, memory)
        } else {
            read(image, stages, nil, self.memory(nil))
            stack = hash(image, inspection, memory)
        }
        analyze(image, stack, stages, inspection)
        Heap.endLoading()
    }

    /// What knows layers of which contents are noted, or the tree alone.
    private func memory(_ inspection: ContentInspection?) -> IndexedReading? {
        wanted.index.flatMap { IndexedReading($0, hashesContents: inspection != nil, inspection: inspection) }
    }

    /// The layers as they come, with their contents where somebody observes those.
    @discardableResult
    private func read(
        _ image: StoredImage, _ stages: ImageStages, _ observer: ContentInspection?, _ memory: IndexedReading?
    ) -> LayerStack {
        let growing = Mutex(LayerStack(layerCount: image.layers.count))
        let warnings = Mutex<[Int: [String]]>([:])
        // Each layer goes into the stack as it comes, and into no other.
        ImageLoader.read(
            image, hashContents: observer != nil, observer: observer, memory: memory,
            isCancelled: { work.isCancelled }
        ) { event in
            switch event {
            case .progress(let layer, let bytesRead):
                mailbox.postProgress(layer, bytesRead, from: work)
            case .loaded(let layer, let tree):
                warnings.withLock { $0[layer] = tree.warnings.map { "layer \(layer): \($0)" } }
                let stack = growing.withLock { stack in
                    stack.insert(tree, at: layer)
                    return stack
                }
                mailbox.post(.image(OpenImage(image: image, stack: stack)), from: work)
                post(.layerLoaded(layer: layer, stack: stack))
            case .failed(let layer, let reason):
                post(.layerFailed(layer: layer, Printable.escape(reason)))
            }
        }
        let stack = growing.withLock { stack in
            stack.trim()
            return stack
        }
        let said = warnings.withLock { $0.sorted { $0.key < $1.key }.flatMap(\.value) } + stack.hardLinkWarnings
        post(.loaded(stack: stack, figures: Figures(of: stack), warnings: said.map { Printable.escape($0) }))
        post(.stagesDrawn(StageDrawing(stages, of: image, stack: stack, others: []).lines))
        memory?.finish(stack)
        return stack
    }

    /// Asks all rules; not about an image that is not wanted any more.
    private func analyze(
        _ image: StoredImage, _ stack: LayerStack, _ stages: ImageStages, _ inspection: ContentInspection
    ) {
        guard !work.isCancelled else { return }
        let analyzed = AnalyzedImage(image: image, stack: stack, stages: stages, contents: inspection.results)
        let findings = analyzed.findings(
            of: RuleCatalog.imageRules, RuleCatalog.dockerfileRules, isCancelled: { work.isCancelled })
        guard !work.isCancelled else { return }
        post(.analyzed(ImageFindings(findings, in: analyzed)))
        post(.advised(AdvicePlan(Advice(on: analyzed, findings: findings))))
        guard !work.isCancelled else { return }
        post(.packagesListed(PackageList(PackageTable(of: analyzed, findings: findings))))
        post(.compressedMeasured(analyzed.compressedSizes))
        analyzed.forgetRules()
        analyzed.forgetAdvice()
        analyzed.forgetFinalTree()
        let judged = ComparedImage(analyzed, named: wanted.name.description, findings: findings)
        mailbox.post(.judged(judged), from: work)
    }

    private func stages(of image: StoredImage, in store: ImageStore) -> ImageStages {
        let path: String? = if case .path(let path) = wanted.name { path } else { nil }
        return ImageStages(
            of: image, dockerfile: wanted.dockerfile,
            candidates: wanted.dockerfile == nil ? DockerfileSource.found(beside: path) : [], target: wanted.target,
            others: store.others(than: image))
    }

    /// The same layers once more, with their contents.
    private func hash(
        _ image: StoredImage, _ inspection: ContentInspection, _ memory: IndexedReading?
    ) -> LayerStack {
        let progress = LayerProgress(of: image)
        let loaded = ImageLoader.load(
            image, hashContents: true, observer: inspection, memory: memory,
            onEvent: { event in
                guard case .progress(let layer, let bytesRead) = event else { return }
                mailbox.postAnalyzing(progress.note(bytesRead, of: layer), from: work)
            },
            isCancelled: { work.isCancelled })
        guard !work.isCancelled else { return loaded.stack }
        mailbox.post(.image(OpenImage(image: image, stack: loaded.stack)), from: work)
        post(.hashed(stack: loaded.stack, figures: Figures(of: loaded.stack)))
        return loaded.stack
    }
}

extension OpenProgress {
    /// What is going on, for people.
    var what: String {
        switch phase {
        case .spooling: "Receiving"
        case .decompressing: "Decompressing"
        }
    }
}
