import FileTree
import ImageStore
import TestSupport

@testable import ImageAnalysis

/// An image in code, written to disk, opened and read as `strata check` does it.
struct AnalyzedSample {
    let image: AnalyzedImage
    let report: ImageReport

    init(_ sample: Image, dockerfile: DockerfileSource? = nil) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try sample.write(as: .dockerArchive, to: path)
        let store = try ImageStore.open(.path(path))
        let stored = try store.image(reference: nil, platform: nil)
        let inspection = ContentInspection()
        let (stack, warnings) = ImageLoader.load(stored, hashContents: true, observer: inspection)
        let stages = ImageStages(of: stored, dockerfile: dockerfile)
        image = AnalyzedImage(image: stored, stack: stack, stages: stages, contents: inspection.results)
        report = ImageReport(store: store, image: stored, stack: stack, stages: stages, warnings: warnings)
    }

    /// 20 bytes of a base, 20 above it, of which the last layer deletes 10.
    static let wasteful = Image(reference: "waste:1") {
        Layer { File("bin/sh", size: 20) }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
        Step(#"/bin/sh -c #(nop)  CMD ["sh"]"#)
        Layer {
            File("app/a", size: 10)
            File("app/b", size: 10)
        }.createdBy("COPY . /app # buildkit", comment: "buildkit.dockerfile.v0")
        Layer { Whiteout("app/b") }
            .createdBy("RUN /bin/sh -c rm /app/b # buildkit", comment: "buildkit.dockerfile.v0")
        Step(#"CMD ["/app/a"]"#, comment: "buildkit.dockerfile.v0")
    }
}
