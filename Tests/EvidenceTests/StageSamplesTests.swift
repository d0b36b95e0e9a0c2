import Archive
import Dockerfile
import ImageAnalysis
import ImageStore
import TestSupport
import Testing

@testable import Evidence

/// What is true of a sample by its Dockerfile: the first line of the instruction of each layer above the base, and
/// their stages.
struct StageSample: CustomTestStringConvertible, Sendable {
    var archive: String
    var dockerfile: String
    var base: Int
    var lines: [Int]
    var stages: [Int]
    var hasProvenance = false
    var testDescription: String { archive }

    init(_ archive: String, _ dockerfile: String, base: Int, _ lines: [Int], _ stages: [Int], attested: Bool = false) {
        self.archive = archive
        self.dockerfile = dockerfile
        self.base = base
        self.lines = lines
        self.stages = stages
        hasProvenance = attested
    }

    private static let demo = [8, 9] + Array(39...46)
    private static let demoStages = [0, 0] + Array(repeating: 4, count: 8)

    static let all: [StageSample] =
        [
            "demo-docker-att", "demo-estargz.oci", "demo-max-sbom.oci", "demo-max-slsa02.oci", "demo-max.oci",
            "demo-uncompressed.oci", "demo-zstd-fresh.oci", "docker29-containerd-save-att", "docker29-save-multi",
        ].map { StageSample("stages/\($0).tar", "ctx", base: 2, demo, demoStages, attested: true) }
        + [
            "demo-docker", "demo-min.oci", "demo-noprov.oci", "docker29-containerd-save", "docker29-graphdriver-save",
            "skopeo-docker-archive",
        ].map { StageSample("stages/\($0).tar", "ctx", base: 2, demo, demoStages) }
        + [
            StageSample(
                "stages/demo-target-builder.oci.tar", "ctx", base: 2, [8, 9, 15, 16, 19], [0, 0, 1, 1, 1],
                attested: true),
            StageSample(
                "stages/instr-zoo.oci.tar", "ctx-ob", base: 2,
                [9, 9, 14, 15, 19, 20, 25, 29, 33, 34, 39, 40, 41, 42, 43, 44, 45, 51],
                Array(repeating: 1, count: 18), attested: true),
            StageSample("stages/multiplatform.oci.tar", "ctx-mp", base: 0, [2, 11, 12], [0, 2, 2], attested: true),
            StageSample(
                "stages/buildah-layers.oci.tar", "ctx-classic-buildah", base: 2, [18, 19, 20, 21, 22, 23, 25],
                Array(repeating: 2, count: 7)),
            StageSample("stages/buildah-squash.oci.tar", "ctx-classic-buildah", base: 0, [12], [2]),
            StageSample(
                "stages/docker29-classic-builder-graphdriver-save.tar", "ctx-classic", base: 2, [17, 18, 19, 20, 22],
                Array(repeating: 2, count: 5)),
            StageSample(
                "stages/kaniko.tar", "ctx-classic", base: 2, [17, 18, 19, 20, 22], Array(repeating: 2, count: 5)),
        ]
        + [
            "tiny-multi-bk.docker-save.tar.gz", "tiny-multi-bk.docker-save.tar.xz",
            "tiny-multi.podman-docker-archive.tar", "tiny-multi.podman-docker-dir-gz",
            "tiny-multi.podman-oci-archive-uncompressed.tar", "tiny-multi.skopeo-dir",
            "tiny-multi.skopeo-docker-archive-2tags.tar", "tiny-multi.skopeo-oci", "tiny-multi.skopeo-oci-zstd",
        ].map { StageSample("formats/\($0)", "tiny-multi", base: 3, [16, 17, 21, 22], [1, 1, 1, 1]) }
        + ["tiny-multi-buildah-layers.oci.tar", "tiny-multi-podman-build.oci.tar"].map {
            StageSample("formats/\($0)", "tiny-multi", base: 3, [16, 21, 22], [1, 1, 1])
        }
        + [
            "tiny-hello-bk.docker-save.tar", "tiny-hello-buildah-layers.oci.tar", "two-tags.docker-save.tar",
            "untagged.docker-save.tar",
        ].map { StageSample("formats/\($0)", "tiny-hello", base: 0, [11, 12], [2, 2]) }
        + [
            StageSample(
                "formats/tiny-multi-builder.docker-save.tar", "tiny-multi", base: 3, [4, 6, 8, 13], [0, 0, 0, 0]),
            StageSample(
                "formats/tiny-multi-buildah-builder.oci.tar", "tiny-multi", base: 3, [6, 8, 13], [0, 0, 0]),
            StageSample(
                "formats/tiny-naive-bk.docker-save.tar.zst", "tiny-naive", base: 3, [3, 4, 10, 15, 17, 18, 19],
                Array(repeating: 0, count: 7)),
            StageSample("formats/tiny-naive-squash.docker-save.tar.zst", "tiny-naive", base: 3, [2], [0]),
            StageSample("formats/static-arm64.docker-save.tar", "tiny-static", base: 0, [4, 5], [0, 0]),
        ]

    func source(_ name: String? = nil) throws -> DockerfileSource {
        let folder = archive.prefix { $0 != "/" }
        return try DockerfileSource(
            reading: SharedImages.path("\(folder)/dockerfiles/Dockerfile.\(name ?? dockerfile)"))
    }

    /// The images of the archive that this Dockerfile made, one a platform; they have the same stages.
    func images() throws -> [StoredImage] {
        let images = try ImageStore.open(.path(SharedImages.path(archive))).images
        return images.filter { $0.layers.count == base + lines.count }
    }

    func expectRight(_ stages: ImageStages) {
        #expect(stages.attribution.base.layerCount == base)
        #expect(stages.baseLayers == Array(1..<(base + 1)))
        let own = stages.attribution.layers.dropFirst(base)
        #expect(own.map { $0.lines?.lowerBound } == lines)
        #expect(own.map { stages.stage(ofLayer: $0.index)?.index } == self.stages)
        #expect(stages.stages.flatMap(\.layers).sorted() == own.map(\.index))
    }
}

@Suite(.enabled(if: SharedImages.isPresent, "../shared/images is not here"))
struct StageSamplesTests {
    @Test(arguments: StageSample.all)
    func eachLayerHasItsLineAndStageByTheDockerfile(_ sample: StageSample) throws {
        let images = try sample.images()
        #expect(!images.isEmpty)
        for image in images {
            let stages = ImageStages(of: image, dockerfile: try sample.source())
            sample.expectRight(stages)
            #expect(stages.warnings.isEmpty)
            print(
                "sample | \(sample.archive) | \(stages.source.map { "\($0)" } ?? "none") | \(sample.lines.count) layers"
            )
        }
    }

    @Test(arguments: StageSample.all.filter(\.hasProvenance))
    func provenanceNeedsNoDockerfile(_ sample: StageSample) throws {
        let images = try sample.images()
        #expect(!images.isEmpty)
        for image in images {
            let stages = ImageStages(of: image)
            #expect(stages.source == .provenance)
            sample.expectRight(stages)
            let original = try sample.source().document
            #expect(stages.document?.lines == original.lines)
            let recovered = DockerfileDocument(parsing: stages.recoveredDockerfile)
            #expect(recovered.instructions.map(\.text) == original.instructions.map(\.text))
            #expect(recovered.directives.map(\.name) == original.directives.map(\.name))
        }
    }

    @Test(arguments: StageSample.all)
    func aWrongDockerfileIsSaidAndChangesNothing(_ sample: StageSample) throws {
        let wrong = sample.archive.hasPrefix("stages") ? "base-ctx" : "weird"
        for image in try sample.images() {
            let stages = ImageStages(of: image, dockerfile: try sample.source(wrong))
            #expect(stages.warnings.count == 1)
            if sample.hasProvenance { sample.expectRight(stages) } else { #expect(stages.graph == nil) }
        }
    }

    @Test(arguments: StageSample.all)
    func withoutAClueTheBaseIsRightOrUnknownAndEachLayerHasText(_ sample: StageSample) throws {
        for image in try sample.images() where !sample.hasProvenance {
            let stages = ImageStages(of: image)
            let base = stages.attribution.base.layerCount
            #expect(base == nil || base == sample.base)
            #expect(stages.stages.count == 1)
            #expect(stages.attribution.layers.allSatisfy { !$0.text.isEmpty && $0.stage == nil })
        }
    }

    @Test func theLessonsNaiveImageEndsItsBaseAtTheLanguagesImage() throws {
        let image = try #require(
            try ImageStore.open(.path(SharedImages.path("lessons/naive-bk.tar.zst"))).images.first)
        #expect(ImageStages(of: image).baseLayers == Array(1...7))
    }
}
