import Dockerfile
import FileTree
import ImageAnalysis
import ImageStore
import Reporting
import TestSupport
import Testing

/// The drawings of stages, with and without an image.
@Suite struct StageDrawingTests {
    private let directory: TemporaryDirectory
    private let source = DockerfileSource(
        path: "Dockerfile",
        document: DockerfileDocument(
            parsing: """
                FROM busybox:1 AS builder
                RUN make "all"
                FROM builder AS test
                RUN make test
                FROM busybox:1
                COPY --from=builder /out /app
                COPY --from=ghcr.io/x/y:2 /z /z
                RUN --mount=from=builder,source=/src,target=/s true
                """))

    init() throws { directory = try TemporaryDirectory() }

    private func drawing(dockerfile: DockerfileSource?) throws -> StageDrawing {
        let comment = "buildkit.dockerfile.v0"
        let base = Layer { File("bin/sh", "#!shell") }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
        let builder = Image(reference: "builder:1") {
            base
            Layer {
                File("out/main", "built here")
                File("usr/bin/cc", "compiler")
            }.createdBy(#"RUN /bin/sh -c make "all" # buildkit"#, comment: comment)
        }
        let app = Image(reference: "app:1") {
            base
            Layer { File("app/main", "built here") }.createdBy("COPY /out /app # buildkit", comment: comment)
            Layer { File("z", "zz") }.createdBy("COPY /z /z # buildkit", comment: comment)
            Layer { File("tmp/x", "x") }.createdBy("RUN /bin/sh -c true # buildkit", comment: comment)
        }
        let path = directory.path("image.tar")
        try ImageArchive([app, builder]).write(as: .dockerArchive, to: path)
        let store = try ImageStore.open(.path(path))
        let image = try store.image(reference: "app:1", platform: nil)
        let others = store.others(than: image)
        let stages = ImageStages(of: image, dockerfile: dockerfile, others: others)
        return StageDrawing(
            stages, of: image, stack: ImageLoader.load(image, hashContents: true).stack,
            others: others.map {
                RelatedImage($0, stack: ImageLoader.load($0, hashContents: true).stack, beside: stages)
            })
    }

    @Test func textWithADockerfile() throws {
        assertSnapshot(try drawing(dockerfile: source).text(width: nil), named: "stages-text")
    }

    @Test func textFromTheHistoryAlone() throws {
        assertSnapshot(try drawing(dockerfile: nil).text(width: nil), named: "stages-history")
    }

    @Test func textOfADockerfileAlone() {
        assertSnapshot(StageDrawing(ImageStages(dockerfile: source)).text(width: 60), named: "stages-dockerfile")
    }

    @Test func anImagesStagesWithoutItsLayersHaveUnknownSizes() throws {
        let drawing = StageDrawing(try drawing(dockerfile: source).stages)
        #expect(drawing.text(width: nil).contains("  │ 2  unknown  "))
        #expect(drawing.json.pretty.contains("\"layers\""))
        #expect(drawing.mermaid.hasPrefix("flowchart") && drawing.dot.hasPrefix("digraph"))
    }

    @Test func json() throws {
        assertSnapshot(try drawing(dockerfile: source).json.pretty + "\n", named: "stages-json")
    }

    @Test func mermaid() throws {
        assertSnapshot(try drawing(dockerfile: source).mermaid, named: "stages-mermaid")
    }

    @Test func dot() throws {
        assertSnapshot(try drawing(dockerfile: source).dot, named: "stages-dot")
    }

    @Test func hostileNamesStayInTheirStrings() {
        let text = "FROM a\"];x\u{1b}[2J AS b\nCOPY --from=\"c\\\"d\" /x\"> /y"
        let stages = ImageStages(
            dockerfile: DockerfileSource(path: "p\u{1b}[0m", document: DockerfileDocument(parsing: text)))
        let drawing = StageDrawing(stages)
        for output in [drawing.text(width: nil), drawing.mermaid, drawing.dot] {
            #expect(!output.contains("\u{1b}"))
        }
        #expect(!drawing.mermaid.contains("a\"]"))
        #expect(drawing.dot.contains("a\\\"];x"))
    }
}
