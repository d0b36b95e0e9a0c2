import Dockerfile
import FileTree
import ImageAnalysis
import ImageStore
import Reporting
import TerminalUI
import TestSupport

@testable import Explorer

/// A real archive of two stages' work, opened as the program does it, with or without its Dockerfile.
enum StagedImage {
    static let dockerfile = """
        FROM busybox AS builder
        RUN make
        FROM busybox AS spare
        FROM busybox AS runner
        COPY --from=builder /out /app
        RUN true
        CMD ["/app/main"]
        """

    static func journey(_ width: Int, _ height: Int, text: String? = dockerfile) throws -> Journey {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        let comment = "buildkit.dockerfile.v0"
        let image = Image(reference: "app:1") {
            Layer { File("bin/sh", "#!shell") }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
            Layer { File("app/main", "built here") }.createdBy("COPY /out /app # buildkit", comment: comment)
            Layer { File("tmp/x", "x") }.createdBy("RUN /bin/sh -c true # buildkit", comment: comment)
            Step(#"CMD ["/app/main"]"#, comment: comment)
        }
        try ImageArchive([image]).write(as: .dockerArchive, to: path)
        let store = try ImageStore.open(.path(path))
        let stored = try store.image(reference: nil, platform: nil)
        let source = text.map { DockerfileSource(path: "Dockerfile", document: DockerfileDocument(parsing: $0)) }
        let stages = ImageStages(of: stored, dockerfile: source)
        let stack = ImageLoader.load(stored, hashContents: true).stack
        var journey = Journey(waiting: width, height)
        journey.send(.imageReady(ImageFacts(stored, in: store.source, stages: stages)))
        journey.send(.loaded(stack: stack, figures: Figures(of: stack), warnings: []))
        let drawing = StageDrawing(stages, of: stored, stack: stack, others: [])
        journey.send(.stagesDrawn(drawing.lines))
        return journey
    }
}
