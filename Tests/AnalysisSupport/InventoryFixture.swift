import FileTree
import ImageAnalysis
import ImageStore
import TestSupport

/// An image written, opened, loaded and analyzed, as a command does it.
package struct InventoryFixture {
    package let image: AnalyzedImage
    package var inventory: PackageInventory { image.packages }

    package init(@LayerBuilder _ items: () -> [any LayerItem]) throws {
        let layer = Layer(format: .pax, items)
        try self.init(Image(reference: "app:1") { layer })
    }

    package init(_ image: Image) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try ImageArchive([image]).write(as: .dockerArchive, to: path)
        let stored = try ImageStore.open(.path(path)).image(reference: nil, platform: nil)
        self.image = InventoryFixture.analyze(stored)
    }

    package static func analyze(_ image: StoredImage) -> AnalyzedImage {
        let inspection = ContentInspection()
        let (stack, _) = ImageLoader.load(image, hashContents: true, observer: inspection)
        return AnalyzedImage(
            image: image, stack: stack, stages: ImageStages(of: image), contents: inspection.results)
    }

    /// The only package of that name; nil where there is none or several.
    package func package(_ name: String) -> Package? {
        let found = inventory.packages.filter { $0.name == name }
        return found.count == 1 ? found[0] : nil
    }

    /// The paths of a package's files, sorted.
    package func files(_ name: String) -> [String] {
        (package(name)?.files ?? []).map { String(decoding: image.stack.path(of: $0), as: UTF8.self) }.sorted()
    }

    /// The name of the package that has a path.
    package func owner(_ path: String) -> String? {
        image.stack.find(Array(path.utf8)).flatMap { inventory.owner(of: $0)?.name }
    }
}
