import FileTree
import ImageAnalysis
import ImageStore
import OCI

/// An image that a command works on: opened, picked, its layers read.
struct OpenedImage {
    let store: ImageStore
    let image: StoredImage
    let stack: LayerStack
    /// What reading the layers warned of.
    let warnings: [String]

    /// Opens the image and reads its layers, under a progress line where one is wanted.
    init(_ options: ImageOptions, _ messages: MessageOptions) throws {
        try self.init(options.image, options.reference, options.platform, hashContents: { _, _ in false }, messages)
    }

    /// The same for an image by its name.
    ///
    /// - Parameters:
    ///   - hashContents: says, once the image is known, whether what is in the files is read and hashed too.
    ///   - observer: looks at contents in the same pass.
    init(
        _ name: String, _ reference: String?, _ platform: Platform?,
        hashContents: (ImageStore, StoredImage) -> Bool,
        observer: (any ContentObserver)? = nil, _ messages: MessageOptions
    ) throws {
        let progress = ProgressLine(messages)
        defer { progress.clear() }
        store = try ImageStore.open(ImageName(name))
        image = try store.image(reference: reference, platform: platform)
        progress.begin(layers: image.layers.map(\.blobSize))
        (stack, warnings) = ImageLoader.load(
            image, hashContents: hashContents(store, image), observer: observer, onEvent: { progress.show($0) })
    }

    /// The image of an analysis.
    init(_ analysis: Analysis) {
        (store, image, stack) = (analysis.store, analysis.image.image, analysis.image.stack)
        warnings = analysis.layerWarnings
    }

    /// Warnings go to standard error unless the user wants none.
    func warn(_ messages: MessageOptions) {
        guard !messages.quiet else { return }
        for warning in store.warnings + image.warnings + warnings {
            StandardError.write("warning: \(warning)")
        }
    }

    /// Throws when a layer's contents are not known: what was shown is not the whole image, and scripts must see it.
    func requireComplete() throws(Failure) {
        let absent = stack.layersNotLoaded.map(String.init)
        guard let first = absent.first else { return }
        let layers = absent.count == 1 ? "layer \(first) is" : "layers \(absent.joined(separator: ", ")) are"
        throw .unreadable("\(store.source.path): \(layers) not readable, so this is not the whole image")
    }

    /// The layers that `--layer` and `--layers` name; nil in both for all.
    func layers(_ layer: Int?, _ range: LayerRange?) throws(Failure) -> ClosedRange<Int> {
        let count = stack.layerCount
        // An image may have no layers (FROM scratch alone): its tree is empty.
        if count == 0, layer == nil, range == nil { return 1...1 }
        let wanted = range?.layers ?? layer.map { $0...$0 } ?? 1...count
        guard wanted.lowerBound >= 1, wanted.upperBound <= count else {
            let asked = range.map { "\($0.layers.lowerBound)..\($0.layers.upperBound)" } ?? "\(wanted.lowerBound)"
            throw .usage(count == 0 ? "the image has no layers" : "the image has layers 1 to \(count), not \(asked)")
        }
        return wanted
    }
}
