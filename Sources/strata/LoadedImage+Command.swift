import FileTree
import ImageAnalysis
import ImageStore
import OCI

extension LoadedImage {
    /// The image that a command works on, its layers read under a progress line where one is wanted.
    init(_ options: ImageOptions, _ messages: MessageOptions) throws {
        try self.init(options.image, options.reference, options.platform, options.cache, messages)
    }

    /// The same for an image by its name.
    ///
    /// - Parameters:
    ///   - cache: Whether what is made of layers is kept for the next time: not of those that somebody observes.
    ///   - hashContents: Says, once the image is known, whether what is in the files is read and hashed too.
    init(
        _ name: String, _ reference: String?, _ platform: Platform?, _ cache: CacheOptions,
        _ messages: MessageOptions,
        hashContents: (ImageStore, StoredImage) -> Bool = { _, _ in false }, observer: (any ContentObserver)? = nil
    ) throws {
        let progress = ProgressLine(messages)
        defer { progress.clear() }
        let index = observer == nil ? try cache.index() : nil
        try self.init(
            opening: ImageName(name), reference: reference, platform: platform, hashContents: hashContents,
            observer: observer,
            memory: { hashes in index.flatMap { IndexedReading($0, hashesContents: hashes) } },
            onImage: { progress.begin(layers: $0.layers.map(\.blobSize)) },
            onEvent: { progress.show($0) })
    }

    /// Warnings go to standard error unless the user wants none.
    func warn(_ messages: MessageOptions) {
        messages.warn(store.warnings + image.warnings + warnings)
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
