import FileTree
import ImageStore
import Synchronization

/// All that rules may look at: an image whose layers were read, and what was noted while they passed by.
public struct AnalyzedImage: Sendable {
    /// The image.
    public let image: StoredImage
    /// Its layers, with hashes of contents where the loader made them.
    public let stack: LayerStack
    /// Its stages, and what made each layer.
    public let stages: ImageStages
    /// What was noted of the contents of files.
    public let contents: InspectedContents
    private let deductions = Deductions()

    /// Puts together what rules look at.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - stack: Its layers.
    ///   - stages: Its stages.
    ///   - contents: What the `ContentInspection` noted that the layers were loaded with.
    public init(image: StoredImage, stack: LayerStack, stages: ImageStages, contents: InspectedContents) {
        self.image = image
        self.stack = stack
        self.stages = stages
        self.contents = contents
        // At once, and not by each of the threads that ask rules.
        _ = (view, waste)
    }

    /// The image that some of its layers make, from 1: they keep their numbers, and what is below them holds nothing.
    public func keeping(_ layers: ClosedRange<Int>) -> AnalyzedImage {
        AnalyzedImage(
            image: image.afterLayers(layers.upperBound), stack: stack.keeping(layers), stages: stages,
            contents: contents.keeping(layers))
    }

    /// The image as it was before any of its layers.
    public var withoutLayers: AnalyzedImage {
        AnalyzedImage(
            image: image.afterLayers(0), stack: LayerStack(layerCount: 0), stages: stages,
            contents: InspectedContents())
    }

    /// Which layers of another image were read with this one, by their numbers there.
    public func readLayers(of other: StoredImage) -> [Int: ReadLayer] {
        let own = Dictionary(image.layers.map { ($0.diffID ?? $0.digest, $0) }, uniquingKeysWith: { first, _ in first })
        return other.layers.reduce(into: [:]) { read, blob in
            guard let known = own[blob.diffID ?? blob.digest], known.isSameLayer(as: blob),
                stack.isLoaded(known.index)
            else { return }
            read[blob.index] = ReadLayer(stack: stack, layer: known.index)
        }
    }

    /// What follows from the image, worked out when it is first asked for and kept: its packages, its secrets.
    public subscript<D: Deduction>(_ type: D.Type) -> D {
        deductions.get(type, of: self)
    }

    /// Gives the memory of a deduction back; whoever asks for it again has it worked out anew.
    package func forget<D: Deduction>(_ type: D.Type) {
        deductions.forget(type)
    }
}

/// Something that follows from an image and that several rules need, such as the list of its packages. The room that
/// knows how to work it out brings it along, and gives it a name as an extension of `AnalyzedImage`.
public protocol Deduction: Sendable {
    /// Works it out. It may ask for other deductions, in no circle.
    init(of image: AnalyzedImage)
}

/// The deductions of one image so far.
private final class Deductions: Sendable {
    private let known = Mutex<[ObjectIdentifier: any Sendable]>([:])

    func get<D: Deduction>(_ type: D.Type, of image: AnalyzedImage) -> D {
        let key = ObjectIdentifier(type)
        if let found = known.withLock({ $0[key] }) as? D { return found }
        // Outside of the lock, for it may ask for others; should two threads do it, they get the same.
        let deduced = D(of: image)
        known.withLock { $0[key] = deduced }
        return deduced
    }

    func forget<D: Deduction>(_ type: D.Type) {
        known.withLock { $0[ObjectIdentifier(type)] = nil }
    }
}
