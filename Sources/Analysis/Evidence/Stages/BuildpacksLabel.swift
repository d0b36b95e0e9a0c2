import FoundationEssentials

/// What Cloud Native Buildpacks write of the image that an application runs on, in the label
/// `io.buildpacks.lifecycle.metadata` (Buildpacks platform specification, "Metadata labels").
struct BuildpacksLabel: Decodable {
    private struct RunImage: Decodable {
        var topLayer: String?
        var image: String?
        var reference: String?
    }

    private struct Stack: Decodable { var runImage: RunImage? }

    private var runImage: RunImage?
    private var stack: Stack?

    /// Reads the label among an image's; nil where there is none, or it is no such document.
    init?(_ labels: [String: String]) {
        guard let label = labels["io.buildpacks.lifecycle.metadata"],
            let document = try? JSONDecoder().decode(BuildpacksLabel.self, from: Data(label.utf8))
        else { return nil }
        self = document
    }

    /// The name of the run image, where the label has it.
    var reference: String? { runImage?.image ?? stack?.runImage?.image ?? runImage?.reference }

    /// How many of these layers are the run image's; nil where its last one is none of them.
    func baseLayerCount(in diffIDs: [String]) -> Int? {
        guard let top = runImage?.topLayer else { return nil }
        return diffIDs.lastIndex(of: top).map { $0 + 1 }
    }
}
