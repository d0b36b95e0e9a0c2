import Dockerfile
import FileTree
import ImageAnalysis
import ImageStore
import OCI
import TestSupport
import Testing

@testable import Evidence

/// The whole way: an archive on disk, the image in it, its stages.
@Suite struct ImageStagesTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    static let dockerfile = """
        FROM busybox AS builder
        RUN make
        FROM busybox AS spare
        FROM busybox AS runner
        COPY --from=builder /out /app
        RUN --mount=from=spare,target=/s true
        CMD ["/app/main"]
        """
    private static let buildKit = "buildkit.dockerfile.v0"

    static let base = Layer { File("bin/sh", "#!shell") }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")

    static func final(_ reference: String = "app:1") -> Image {
        Image(reference: reference) {
            base
            Layer { File("app/main", "built here") }.createdBy("COPY /out /app # buildkit", comment: buildKit)
            Layer { File("tmp/x", "x") }.createdBy("RUN /bin/sh -c true # buildkit", comment: buildKit)
            Step(#"CMD ["/app/main"]"#, comment: buildKit)
        }
    }

    private func stored(_ images: Image..., reference: String) throws -> (image: StoredImage, store: ImageStore) {
        let path = directory.path("image.tar")
        try ImageArchive(images).write(as: .dockerArchive, to: path)
        let store = try ImageStore.open(.path(path))
        return (try store.image(reference: reference, platform: nil), store)
    }

    private var source: DockerfileSource {
        DockerfileSource(path: "Dockerfile", document: DockerfileDocument(parsing: Self.dockerfile))
    }

    @Test func aGivenDockerfileNamesStagesAndLines() throws {
        let stages = ImageStages(of: try stored(Self.final(), reference: "app:1").image, dockerfile: source)
        #expect(stages.source == .given("Dockerfile"))
        #expect(stages.stages.map(\.label) == ["builder", "spare", "runner"])
        #expect(stages.stages.map(\.role) == [.feeds, .feeds, .final])
        #expect(stages.stages.map(\.layers) == [[], [], [2, 3]])
        #expect(stages.stages[0].taken.map(\.paths) == [["/out"]])
        #expect(stages.stages[1].taken.map(\.kind) == [.mount])
        #expect(stages.baseLayers == [1])
        #expect(stages.baseName == "busybox")
        #expect(stages.attribution.layers[1].origin == .stage(0))
        #expect(stages.stage(ofLayer: 3)?.name == "runner")
        #expect(stages.stage(ofLayer: 1) == nil)
        #expect(stages.dockerfileLines.map(\.layer) == [nil, nil, nil, nil, 2, 3, nil])
        #expect(stages.dockerfileLines.map(\.stage) == [0, 0, 1, 2, 2, 2, 2])
    }

    @Test func anotherImagesDockerfileIsSaid() throws {
        let other = DockerfileSource(
            path: "other", document: DockerfileDocument(parsing: "FROM x\nRUN wrong\nCOPY nothing /here\nCMD no"))
        let stages = ImageStages(of: try stored(Self.final(), reference: "app:1").image, dockerfile: other)
        #expect(stages.graph == nil)
        #expect(stages.warnings.count == 1)
        #expect(stages.warnings.first?.hasPrefix("other is not this image's Dockerfile: ") == true)
    }

    @Test func theBestOfTheFoundDockerfilesCountsAndOthersAreSilent() throws {
        let other = DockerfileSource(path: "other", document: DockerfileDocument(parsing: "FROM x\nRUN wrong"))
        let image = try stored(Self.final(), reference: "app:1").image
        let stages = ImageStages(of: image, candidates: [other, source])
        #expect(stages.source == .found("Dockerfile"))
        #expect(stages.warnings.isEmpty)
        #expect(ImageStages(of: image, candidates: [other]).source == nil)
    }

    @Test func withoutAClueThereIsOneStageAboveTheBase() throws {
        let stages = ImageStages(of: try stored(Self.final(), reference: "app:1").image)
        #expect(stages.source == nil)
        #expect(stages.stages.map(\.label) == ["this image"])
        #expect(stages.stages.map(\.layers) == [[2, 3]])
        #expect(stages.attribution.base.evidence == .builderChange)
        #expect(stages.dockerfileLines.isEmpty)
        #expect(stages.recoveredDockerfile.contains("COPY /out /app\n"))
    }

    @Test func anImageWithTheSameLowestLayersIsTheBase() throws {
        let base = Image(reference: "base:1") { Self.base }
        let (image, store) = try stored(Self.final(), base, reference: "app:1")
        let stages = ImageStages(of: image, others: store.others(than: image))
        #expect(stages.baseName == "base:1")
        #expect(stages.baseLayers == [1])
        #expect(stages.attribution.base.evidence == .otherImage)
    }

    @Test func aDockerfileAloneHasStagesAndNoLayers() {
        let stages = ImageStages(dockerfile: source, target: "builder")
        #expect(stages.stages.map(\.role) == [.final, .unbuilt, .unbuilt])
        #expect(stages.stages.allSatisfy { $0.layers.isEmpty })
    }

    @Test func dockerfilesAreFoundBesideTheImage() throws {
        for name in ["Dockerfile.dev", "Containerfile", "notes.txt"] {
            try directory.write("FROM scratch\n", to: name)
        }
        let found = DockerfileSource.found(beside: directory.path("image.tar"))
        #expect(found.map(\.path).prefix(2) == [directory.path("Containerfile"), directory.path("Dockerfile.dev")])
        #expect(DockerfileSource.found(in: directory.path("absent")).isEmpty)
    }

    /// The builder's image: what the copy took, a tool that stayed behind, and the base that both share.
    static let builder = Image(reference: "builder:1") {
        base
        Layer {
            File("out/main", "built here")
            File("usr/bin/cc", "a compiler")
        }.createdBy("RUN /bin/sh -c make # buildkit", comment: buildKit)
    }

    /// Buildpacks platform specification: `runImage.topLayer` is the diffID of the run image's last layer.
    @Test func aBuildpacksLabelTellsTheBase() throws {
        let plain = Self.final()
        let diffIDs = try stored(plain, reference: "app:1").image.config.diffIDs
        func stages(_ label: String) throws -> ImageStages {
            let image = plain.configured { $0.labels = ["io.buildpacks.lifecycle.metadata": label] }
            return ImageStages(of: try stored(image, reference: "app:1").image)
        }
        let told = try stages(#"{"runImage":{"topLayer":"\#(diffIDs[1])","image":"paketo/run:1"},"app":[]}"#)
        #expect(told.baseLayers == [1, 2])
        #expect(told.baseName == "paketo/run:1")
        #expect(told.attribution.base.evidence == .builderLabel)
        for label in ["", "[]", #"{"runImage":{"topLayer":"sha256:00"}}"#, #"{"runImage":{"topLayer":1}}"#] {
            #expect(try stages(label).attribution.base.evidence == .builderChange)
        }
    }

    private func carried(from other: Image, dockerfile: DockerfileSource?) throws -> (CarriedFiles?, StageSize?) {
        let (image, store) = try stored(Self.final(), other, reference: "app:1")
        let stages = ImageStages(of: image, dockerfile: dockerfile, others: store.others(than: image))
        let stack = ImageLoader.load(image, hashContents: true).stack
        let related = store.others(than: image).map { other in
            RelatedImage(other, stack: ImageLoader.load(other, hashContents: true).stack, beside: stages)
        }
        let first = try #require(related.first)
        let feeder = try #require(stages.stages.first)
        return (
            CarriedFiles(in: image, stack: stack, stages: stages, from: first),
            stages.size(of: feeder, in: stack, others: related)
        )
    }

    @Test func copiesAreMatchedWithTheBuildersFiles() throws {
        let (carried, size) = try carried(from: Self.builder, dockerfile: source)
        #expect(carried?.stage == 0)
        #expect(carried?.copies.map(\.layer) == [2])
        #expect(carried?.files == 1)
        #expect(carried?.bytes == 10)
        #expect(carried?.copies.first?.otherFiles == 0)
        #expect(carried?.leftFiles == 1)
        #expect(carried?.leftBytes == 10)
        #expect(size == .otherImage(20, "builder:1"))
    }

    @Test func withoutADockerfileEqualFilesAreOnlyShared() throws {
        let carried = try carried(from: Self.builder, dockerfile: nil).0
        #expect(carried?.stage == nil)
        #expect(carried?.files == 1)
    }

    @Test func anImageWithOtherFilesGaveNothing() throws {
        let other = Image(reference: "z:1") { Layer { File("z", "unrelated") } }
        #expect(try carried(from: other, dockerfile: nil).0 == nil)
    }
}
