import Archive
import ArgumentParser
import ImageAnalysis
import ImageStore

/// Which Dockerfile an image was built from.
struct DockerfileOptions: ParsableArguments {
    @Option(help: "The image's Dockerfile. If not said, one beside the image or here counts when it fits.")
    var dockerfile: String?

    @Option(help: "The stage that was built, by name or number.")
    var target: String?

    /// The file that `--dockerfile` names.
    func given() throws(Failure) -> DockerfileSource? {
        guard let dockerfile else { return nil }
        do {
            return try DockerfileSource(reading: dockerfile)
        } catch {
            throw .usage("--dockerfile: \(error.message)")
        }
    }

    /// The stages of an opened image.
    func stages(of image: StoredImage, in store: ImageStore, named name: ImageName) throws(Failure) -> ImageStages {
        let given = try given()
        let path: String? = if case .path(let path) = name { path } else { nil }
        return ImageStages(
            of: image, dockerfile: given, candidates: given == nil ? DockerfileSource.found(beside: path) : [],
            target: target, others: store.others(than: image))
    }
}
