import ImageStore
import OCI

/// An image that was opened by its name, picked among those there, and whose layers were read, each once.
public struct LoadedImage: Sendable {
    /// The archive or directory that it is in.
    public let store: ImageStore
    /// The image as stored.
    public let image: StoredImage
    /// What its layers hold.
    public let stack: LayerStack
    /// What is odd or damaged in the layers, one sentence each.
    public let warnings: [String]

    /// Opens an image and reads its layers.
    ///
    /// - Parameters:
    ///   - name: Where it is.
    ///   - reference: Its name among several of one archive; nil for the first.
    ///   - platform: Its platform among several; nil for this machine's, else the first.
    ///   - hashContents: Says, once the image is known, whether contents are hashed in the same pass.
    ///   - observer: Looks at contents in the same pass.
    ///   - known: Says, once the image is known, which of its layers were read already.
    ///   - memory: Knows layers that need not be read, and keeps those that are; told whether contents are hashed.
    ///   - onOpening: Told how far opening is, where that takes long.
    ///   - onImage: Told which image it is, before its layers are read.
    ///   - onEvent: Told how far reading is, from the threads that read.
    ///   - isCancelled: Asked often, from any thread; opening ends with an error of kind `.cancelled`, and layers that were
    ///     not finished are missing.
    /// - Throws: An `ImageStoreError` when nothing can be opened. Layers that cannot be read are no error: `warnings`
    ///   tell, and `stack.layersNotLoaded`.
    public init(
        opening name: ImageName, reference: String? = nil, platform: Platform? = nil,
        hashContents: (ImageStore, StoredImage) -> Bool = { _, _ in false },
        observer: (any ContentObserver)? = nil, known: (StoredImage) -> [Int: ReadLayer] = { _ in [:] },
        memory: (Bool) -> (any LayerMemory)? = { _ in nil }, onOpening: @Sendable (OpenProgress) -> Void = { _ in },
        onImage: (StoredImage) -> Void = { _ in },
        onEvent: @Sendable (ImageLoader.Event) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(ImageStoreError) {
        store = try ImageStore.open(name, progress: onOpening, isCancelled: isCancelled)
        image = try store.image(reference: reference, platform: platform)
        onImage(image)
        let hashes = hashContents(store, image)
        (stack, warnings) = ImageLoader.load(
            image, hashContents: hashes, observer: observer, known: known(image), memory: memory(hashes),
            onEvent: onEvent, isCancelled: isCancelled)
    }
}
