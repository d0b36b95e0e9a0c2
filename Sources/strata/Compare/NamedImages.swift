import FoundationEssentials
import ImageAnalysis
import ImageStore

/// The images that arguments stand for: a directory of images for each of these, an archive of several for all of them.
struct NamedImages {
    /// One image.
    struct Named {
        /// Where it is.
        let name: String
        /// Which image there; nil for the first.
        var reference: String?
        /// Whether it merely lies in a directory that was named, and may be no image.
        var isFound = false

        /// What it is called.
        var title: String { reference.map { "\(name) \($0)" } ?? name }
    }

    /// The images, in the order of the arguments; of a directory by name.
    let images: [Named]

    /// Looks into directories that are no images, and into an archive that is the only argument.
    init(_ arguments: [String]) throws {
        guard let only = arguments.first, arguments.count == 1 else {
            images = arguments.flatMap { NamedImages.files(in: $0) ?? [Named(name: $0)] }
            return
        }
        images = try NamedImages.files(in: only) ?? NamedImages.all(in: only)
    }

    /// Each image of a store where there are several.
    private static func all(in name: String) throws(ImageStoreError) -> [Named] {
        let store = try ImageStore.open(ImageName(name))
        let first = try store.image(reference: nil, platform: nil)
        guard !store.others(than: first).isEmpty else { return [Named(name: name)] }
        return store.images.filter { $0.platform == first.platform }.map { image in
            Named(name: name, reference: image.references.first ?? image.id)
        }
    }

    /// What lies in a directory that is no image itself; nil for anything else.
    private static func files(in argument: String) -> [Named]? {
        guard case .path(let path) = ImageName(argument) else { return nil }
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory else { return nil }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard Set(names).isDisjoint(with: ["index.json", "oci-layout", "manifest.json"]) else { return nil }
        return names.sorted().filter { !$0.hasPrefix(".") }.map { name in
            Named(name: path.hasSuffix("/") ? path + name : "\(path)/\(name)", isFound: true)
        }
    }
}
