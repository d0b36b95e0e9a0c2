import Dockerfile
import Foundation
import OCI
import Testing

/// What is true of a sample, by its Dockerfile: the lines that made each layer above the base.
struct Sample: CustomTestStringConvertible, Sendable {
    var archive: String
    var dockerfile: String
    var base: Int
    /// First lines of the instructions, one a layer.
    var lines: [Int]
    var stages: [Int]
    var hasProvenance = false
    var isWholeStage = false
    /// Which of the archive's images have so many layers; the others are not this Dockerfile's.
    var layerCount: Int { base + lines.count }
    var testDescription: String { archive }

    static let demo = (lines: [8, 9, 39, 40, 41, 42, 43, 44, 45, 46], stages: [0, 0] + Array(repeating: 4, count: 8))

    static let stages: [Sample] =
        [
            "demo-docker-att", "demo-estargz.oci", "demo-max-sbom.oci", "demo-max-slsa02.oci", "demo-max.oci",
            "demo-uncompressed.oci", "demo-zstd-fresh.oci", "docker29-containerd-save-att", "docker29-save-multi",
        ].map {
            Sample(
                archive: "stages/\($0).tar", dockerfile: "ctx", base: 2, lines: demo.lines, stages: demo.stages,
                hasProvenance: true)
        }
        + [
            "demo-docker", "demo-min.oci", "demo-noprov.oci", "docker29-containerd-save", "docker29-graphdriver-save",
            "skopeo-docker-archive",
        ].map {
            Sample(archive: "stages/\($0).tar", dockerfile: "ctx", base: 2, lines: demo.lines, stages: demo.stages)
        }
        + [
            Sample(
                archive: "stages/demo-target-builder.oci.tar", dockerfile: "ctx", base: 2, lines: [8, 9, 15, 16, 19],
                stages: [0, 0, 1, 1, 1], hasProvenance: true),
            Sample(
                archive: "stages/instr-zoo.oci.tar", dockerfile: "ctx-ob", base: 2,
                lines: [9, 9, 14, 15, 19, 20, 25, 29, 33, 34, 39, 40, 41, 42, 43, 44, 45, 51],
                stages: Array(repeating: 1, count: 18), hasProvenance: true),
            Sample(
                archive: "stages/multiplatform.oci.tar", dockerfile: "ctx-mp", base: 0, lines: [2, 11, 12],
                stages: [0, 2, 2],
                hasProvenance: true),
            Sample(
                archive: "stages/buildah-layers.oci.tar", dockerfile: "ctx-classic-buildah", base: 2,
                lines: [18, 19, 20, 21, 22, 23, 25], stages: Array(repeating: 2, count: 7)),
            Sample(
                archive: "stages/buildah-squash.oci.tar", dockerfile: "ctx-classic-buildah", base: 0, lines: [12],
                stages: [2],
                isWholeStage: true),
            Sample(
                archive: "stages/docker29-classic-builder-graphdriver-save.tar", dockerfile: "ctx-classic", base: 2,
                lines: [17, 18, 19, 20, 22], stages: Array(repeating: 2, count: 5)),
            Sample(
                archive: "stages/kaniko.tar", dockerfile: "ctx-classic", base: 2, lines: [17, 18, 19, 20, 22],
                stages: Array(repeating: 2, count: 5)),
        ]

    static let formats: [Sample] =
        [
            "tiny-multi-bk.docker-save.tar.gz", "tiny-multi-bk.docker-save.tar.xz",
            "tiny-multi.podman-docker-archive.tar",
            "tiny-multi.podman-docker-dir-gz", "tiny-multi.podman-oci-archive-uncompressed.tar",
            "tiny-multi.skopeo-dir",
            "tiny-multi.skopeo-docker-archive-2tags.tar", "tiny-multi.skopeo-oci", "tiny-multi.skopeo-oci-zstd",
        ].map {
            Sample(
                archive: "formats/\($0)", dockerfile: "tiny-multi", base: 3, lines: [16, 17, 21, 22],
                stages: [1, 1, 1, 1])
        }
        + ["tiny-multi-buildah-layers.oci.tar", "tiny-multi-podman-build.oci.tar"].map {
            Sample(
                archive: "formats/\($0)", dockerfile: "tiny-multi", base: 3, lines: [16, 21, 22], stages: [1, 1, 1])
        }
        + [
            "tiny-hello-bk.docker-save.tar", "tiny-hello-buildah-layers.oci.tar", "two-tags.docker-save.tar",
            "untagged.docker-save.tar",
        ].map {
            Sample(archive: "formats/\($0)", dockerfile: "tiny-hello", base: 0, lines: [11, 12], stages: [2, 2])
        }
        + [
            Sample(
                archive: "formats/tiny-multi-builder.docker-save.tar", dockerfile: "tiny-multi", base: 3,
                lines: [4, 6, 8, 13],
                stages: [0, 0, 0, 0]),
            Sample(
                archive: "formats/tiny-multi-buildah-builder.oci.tar", dockerfile: "tiny-multi", base: 3,
                lines: [6, 8, 13],
                stages: [0, 0, 0]),
            Sample(
                archive: "formats/tiny-naive-bk.docker-save.tar.zst", dockerfile: "tiny-naive", base: 3,
                lines: [3, 4, 10, 15, 17, 18, 19], stages: Array(repeating: 0, count: 7)),
            Sample(
                archive: "formats/tiny-naive-squash.docker-save.tar.zst", dockerfile: "tiny-naive", base: 3, lines: [2],
                stages: [0],
                isWholeStage: true),
            Sample(
                archive: "formats/static-arm64.docker-save.tar", dockerfile: "tiny-static", base: 0, lines: [4, 5],
                stages: [0, 0]),
        ]

    func document() throws -> DockerfileDocument {
        let folder = archive.prefix { $0 != "/" }
        return DockerfileDocument(
            parsing: try SampleArchive.dockerfile("\(folder)/dockerfiles/Dockerfile.\(dockerfile)"))
    }

    /// The images of the archive that this Dockerfile made.
    func images() throws -> (images: [SampleArchive.Image], statements: [[UInt8]]) {
        let sample = try SampleArchive(archive)
        return (sample.images.filter { $0.config.diffIDs.count == layerCount }, sample.statements)
    }

    func expectRight(_ attribution: Attribution, by evidence: Attribution.Evidence) {
        #expect(attribution.base.layerCount == base)
        let own = attribution.layers.dropFirst(base)
        #expect(own.map { $0.lines?.lowerBound } == lines)
        #expect(own.map(\.stage) == stages)
        #expect(own.allSatisfy { $0.evidence == evidence && $0.isBase == false && $0.isWholeStage == isWholeStage })
        #expect(attribution.layers.prefix(base).allSatisfy { $0.isBase == true && $0.lines == nil })
    }
}

@Suite("Samples of real builders", .enabled(if: SampleArchive.exists("stages"), "../shared/images is not here"))
struct SampleTests {
    @Test("Each layer has its line and stage by the Dockerfile", arguments: Sample.stages + Sample.formats)
    func byDockerfile(_ sample: Sample) throws {
        let (images, _) = try sample.images()
        #expect(!images.isEmpty)
        for image in images {
            let attribution = Attribution.attribute(
                history: image.config.history, layerCount: sample.layerCount, dockerfile: try sample.document())
            sample.expectRight(attribution, by: .dockerfile)
            guard case .fits(let share) = attribution.fit else {
                Issue.record("the Dockerfile of \(sample.archive) does not fit: \(attribution.fit)")
                continue
            }
            // kaniko has no entry for commands that changed nothing.
            #expect(share > (attribution.builder == .kaniko ? 0.7 : 0.99) || attribution.builder == .squash)
            let surely = attribution.layers.count { $0.certainty == .certain && $0.stage != nil }
            print(
                "sample | \(sample.archive) | Dockerfile | \(attribution.builder.rawValue) | base \(sample.base) | "
                    + "\(sample.lines.count) of \(sample.lines.count) layers, \(surely) certain | fit \(Int(share * 100)) %"
            )
        }
    }

    @Test("Each layer has its line and stage by provenance alone", arguments: Sample.stages.filter(\.hasProvenance))
    func byProvenance(_ sample: Sample) throws {
        let (images, statements) = try sample.images()
        #expect(!images.isEmpty)
        for image in images {
            let attribution = Attribution.attribute(
                history: image.config.history, layerCount: sample.layerCount, provenance: statements)
            sample.expectRight(attribution, by: .provenance)
            #expect(attribution.layers.allSatisfy { $0.certainty == .certain })
            #expect(attribution.fit == .notGiven)
            print(
                "sample | \(sample.archive) | provenance | \(attribution.builder.rawValue) | base \(sample.base) | "
                    + "\(sample.lines.count) of \(sample.lines.count) layers, all certain |")
        }
    }

    @Test("A Dockerfile of another image is recognised", arguments: Sample.stages + Sample.formats)
    func anotherDockerfile(_ sample: Sample) throws {
        let folder = sample.archive.prefix { $0 != "/" }
        let all =
            folder == "stages"
            ? ["base-ctx", "ctx", "ctx-classic", "ctx-mp", "ctx-ob"]
            : ["busybox", "tiny-hello", "tiny-multi", "tiny-naive", "tiny-static", "weird"]
        // The Dockerfiles for docker and for buildah differ in the base image's name alone.
        let others = all.filter { $0 != sample.dockerfile && $0 + "-buildah" != sample.dockerfile }
        for image in try sample.images().images {
            for other in others {
                let document = DockerfileDocument(
                    parsing: try SampleArchive.dockerfile("\(folder)/dockerfiles/Dockerfile.\(other)"))
                let attribution = Attribution.attribute(
                    history: image.config.history, layerCount: sample.layerCount, dockerfile: document)
                guard case .doesNotFit(let reason) = attribution.fit else {
                    Issue.record("Dockerfile.\(other) is said to fit \(sample.archive)")
                    continue
                }
                #expect(!reason.isEmpty)
                #expect(attribution.layers.allSatisfy { $0.lines == nil })
            }
        }
    }

    @Test(
        "The whole weird Dockerfile fits what BuildKit and buildah made of it",
        arguments: [
            ("weird-bk.docker-save.tar.zst", 63), ("weird-buildah-oci.oci.tar", 62),
        ])
    func weird(_ archive: String, _ layerCount: Int) throws {
        let document = DockerfileDocument(parsing: try SampleArchive.dockerfile("formats/dockerfiles/Dockerfile.weird"))
        let image = try #require(try SampleArchive("formats/\(archive)").images.first)
        let attribution = Attribution.attribute(
            history: image.config.history, layerCount: layerCount, dockerfile: document)
        let makers = document.instructions.filter {
            [.run, .copy, .add].contains($0.keyword) || $0.keyword == .workdir && layerCount == 63
        }
        #expect(attribution.layers.map(\.lines) == makers.map(\.lines))
        #expect(attribution.base.layerCount == 0)
    }

    @Test(
        "Every image of a shared archive fits one Dockerfile, all its own layers have lines",
        arguments: ["several-images.docker-save.tar", "several-tags.oci.tar", "multiarch.buildah-oci.tar"])
    func several(_ archive: String) throws {
        let names = ["busybox", "tiny-hello", "tiny-multi", "tiny-naive", "tiny-static"]
        let documents = try names.map {
            DockerfileDocument(parsing: try SampleArchive.dockerfile("formats/dockerfiles/Dockerfile.\($0)"))
        }
        for image in try SampleArchive("formats/\(archive)").images {
            let count = image.config.diffIDs.count
            let attributions = documents.map {
                Attribution.attribute(history: image.config.history, layerCount: count, dockerfile: $0)
            }
            let fitting = zip(names, attributions).filter { $1.dockerfile != nil }
            #expect(fitting.count == 1, "\(archive), \(count) layers: \(fitting.map(\.0))")
            for (name, attribution) in fitting {
                let base = try #require(attribution.base.layerCount)
                let own = attribution.layers.dropFirst(base)
                #expect(!own.isEmpty && own.allSatisfy { $0.lines != nil && $0.stage != nil })
                let lines = own.compactMap { $0.lines?.lowerBound }
                #expect(lines == lines.sorted())
                print(
                    "sample | formats/\(archive) | \(name) | \(attribution.builder.rawValue) | base \(base) | lines \(lines)"
                )
            }
        }
    }

    @Test("A commit on top of a Dockerfile's image stays its own layer")
    func commit() throws {
        let document = DockerfileDocument(
            parsing: try SampleArchive.dockerfile("formats/dockerfiles/Dockerfile.busybox"))
        let image = try #require(try SampleArchive("formats/commit.docker-save.tar").images.first)
        let attribution = Attribution.attribute(history: image.config.history, layerCount: 4, dockerfile: document)
        #expect(attribution.layers.map { $0.lines?.lowerBound } == [2, 3, 4, nil])
        #expect(attribution.layers[3].evidence == .history)
        #expect(attribution.layers[3].text.hasPrefix("sh -c echo committed"))
    }

    @Test("Without any clue the base boundary is right or unknown", arguments: Sample.stages + Sample.formats)
    func historyAlone(_ sample: Sample) throws {
        for image in try sample.images().images {
            let attribution = Attribution.attribute(history: image.config.history, layerCount: sample.layerCount)
            #expect(attribution.base.layerCount == nil || attribution.base.layerCount == sample.base)
            #expect(attribution.layers.allSatisfy { !$0.text.isEmpty && $0.lines == nil && $0.evidence == .history })
            let rebuilt = DockerfileDocument(parsing: attribution.reconstructedDockerfile)
            #expect(
                rebuilt.issues.isEmpty, "\(sample.archive): \(rebuilt.issues)\n\(attribution.reconstructedDockerfile)")
            print(
                "sample | \(sample.archive) | history | \(attribution.builder.rawValue) | base "
                    + "\(attribution.base.layerCount.map(String.init) ?? "unknown") (\(attribution.base.evidence)) |")
        }
    }
}
