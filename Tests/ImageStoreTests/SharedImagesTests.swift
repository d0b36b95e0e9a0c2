import Foundation
import ImageStore
import OCI
import TestSupport
import Testing

/// The images that real tools wrote, against the manifests that other programs made of them.
@Suite(
    "The shared images have the numbers of their manifests", .enabled(if: SharedImages.isPresent, "no shared images"))
struct SharedImagesTests {
    /// `reference: layers=4 history=6 …` of each image in the column "truth" of formats/MANIFEST.tsv.
    @Test func formats() throws {
        var compared = 0
        for sample in SharedImages.samples(.formats) where !sample.name.hasPrefix("broken/") {
            let truth = sample.columns["truth"] ?? ""
            guard !truth.isEmpty else { continue }
            let store = try ImageStore.open(.path(sample.path))
            let expected = truth.components(separatedBy: " | ").map(Truth.init)
            for image in expected {
                let found = store.images.filter { image.fits($0) && $0.layers.count == image.layers }
                #expect(found.count == 1, "\(sample.name): \(image.name)")
                #expect(found.first?.config.history.count == image.history, "\(sample.name): \(image.name)")
                compared += 1
            }
            #expect(store.images.flatMap(\.warnings).isEmpty, "\(sample.name)")
            #expect(store.others.isEmpty, "\(sample.name)")
        }
        #expect(compared >= 40)
    }

    /// One image of a line of truth.
    private struct Truth {
        let name: String
        let layers: Int
        let history: Int

        init(_ text: String) {
            name = text.components(separatedBy: ": layers=").first ?? ""
            func number(_ key: String) -> Int {
                let rest = text.components(separatedBy: "\(key)=").dropFirst().first ?? ""
                return Int(rest.prefix { $0.isNumber }) ?? -1
            }
            layers = number("layers")
            history = number("history")
        }

        /// The names are `a+b` for two, `None` or `dir` for none, and for the multi-platform image a Python list.
        func fits(_ image: StoredImage) -> Bool {
            if name == "None" || name == "dir" { return image.references.isEmpty }
            if name.hasPrefix("[") {
                let variant = image.platform.variant.map { ", 'variant': '\($0)'" } ?? ""
                return name.hasSuffix("{'architecture': '\(image.platform.architecture)', 'os': 'linux'\(variant)}]")
            }
            return name.components(separatedBy: "+").allSatisfy(image.references.contains)
        }
    }

    /// What public/MANIFEST.tsv counts in another way, and why.
    private static let differing = [
        "dirs/tianon_dockerfiles__oci/":
            "its blobs are symbolic links in the repository, stored here as text files with the links' targets",
        "archives/spring-projects_spring-boot__export~2.tar":
            "three v1 layers whose parents are absent: each is an image of its own, not one image of three layers",
        "archives/carvel-dev_imgpkg__helm-chart.tar": "a chart in a docker archive's shape, without configuration",
        "archives/jsturtevant_wasm-oci-processor__image.tar":
            "the manifest is an artifact, manifest.json makes an image of it: listed as both",
        "dirs/containers_image__delete_image_with_signature/": "the image's configuration is absent",
    ]

    @Test func publicImages() throws {
        var compared = 0
        for sample in SharedImages.samples(.public) where !sample.name.hasPrefix("tar/") {
            let path = sample.path.hasSuffix("/") ? String(sample.path.dropLast()) : sample.path
            guard Self.differing[sample.name] == nil, FileManager.default.fileExists(atPath: path),
                let truth = try? JSONDocument.decode(
                    PublicTruth.self, from: Array((sample.columns["ground_truth"] ?? "").utf8))
            else { continue }
            compare(truth, sample, path)
            compared += 1
        }
        #expect(compared >= 110)
    }

    private func compare(_ truth: PublicTruth, _ sample: SharedImages.Sample, _ path: String) {
        do {
            let store = try ImageStore.open(.path(path))
            let listed = store.others.filter { $0.kind != .absent && $0.kind != .unreadable }.count
            let counts = store.images.map(\.layers.count).sorted()
            #expect(truth.holds(counts), "\(sample.name): \(counts)")
            #expect(counts.count + listed >= truth.layers?.count ?? 0, "\(sample.name)")
            let platforms = Set(store.images.map(\.platform.description))
            #expect(truth.holds(platforms), "\(sample.name): \(platforms)")
            let known = Set(store.images.flatMap(\.references) + store.others.flatMap(\.references))
            for tag in truth.tags ?? [] {
                // A tag of the index gives way to the full name that manifest.json or containerd has for it.
                #expect(
                    known.contains { $0 == tag || $0.hasSuffix(":\(tag)") || $0.hasSuffix("/\(tag)") },
                    "\(sample.name): \(tag)")
            }
        } catch {
            // Nothing to open: every manifest is an artifact, or what the images need is absent.
            let isArtifact = sample.columns["quirk"]?.contains("artifact manifests") == true
            let isSignature = sample.columns["quirk"]?.contains("simplesigning") == true
            let isAbsent = truth.layers == nil
            #expect(isArtifact || isSignature || isAbsent, "\(sample.name): \(error)")
            #expect(error.message.hasPrefix("“\(path)” "))
        }
    }

    /// The columns of public/MANIFEST.tsv that concern images.
    private struct PublicTruth: Decodable {
        let layers: [Int]?
        let tags: [String]?
        let platform: [String]?

        /// Whether the images' layer counts are among those that the manifest counts, which has artifacts, too, and
        /// for docker archives with an index only the images of manifest.json.
        func holds(_ counts: [Int]) -> Bool {
            var left = layers ?? []
            return counts.allSatisfy { count in
                guard let place = left.firstIndex(of: count) else { return false }
                left.remove(at: place)
                return true
            }
        }

        /// Whether the platforms are among the manifest's, which writes `/` for none and lists six at most.
        func holds(_ platforms: Set<String>) -> Bool {
            guard let platform, platform.count < 6 else { return true }
            return platforms.allSatisfy { platform.contains($0) || $0 == "unknown/unknown" && platform.contains("/") }
        }
    }

    @Test(arguments: [
        ("text.tar", "is no image but a text file"), ("truncated.docker-save.tar.zst", "cannot be read"),
        ("manifest-bad-json.tar", "manifest.json is not valid JSON"), ("config-missing.tar", "is not in the archive"),
        ("huge-size-claim.tar", "in the middle of “manifest.json”"), ("oci-digest-outside", "malformed digest"),
    ])
    func brokenImagesThatCannotOpen(_ name: String, _ words: String) {
        let error = failure { try ImageStore.open(.path(SharedImages.path("formats/broken/\(name)"))) }
        #expect(error?.message.contains(words) == true)
    }

    @Test(arguments: [
        ("truncated.docker-save.tar", 2, "breaks off"), ("layer-not-tar.tar", 2, "neither a tar"),
        ("history-missing.tar", 2, "has no history"), ("history-long.tar", 2, "has 5 steps"),
        ("diffids-short.tar", 2, "lists 1 diffIDs"), ("layer-symlink-outside.tar", 2, "is not followed"),
        ("oci-missing-blob", 7, "is not in the directory"), ("oci-no-oci-layout-file", 7, "“oci-layout” file"),
        ("control-characters.tar", 2, "is not the one that its name promises"),
    ])
    func brokenImagesThatOpenWithAWarning(_ name: String, _ layers: Int, _ words: String) throws {
        let store = try ImageStore.open(.path(SharedImages.path("formats/broken/\(name)")))
        let image = try #require(store.images.first)
        #expect(image.layers.count == layers)
        #expect((store.warnings + image.warnings).contains { $0.contains(words) })
    }

    @Test(arguments: [("oci-with-artifact", 7, 1), ("oci-bomb-zstd", 8, 0)])
    func legalOnes(_ name: String, _ layers: Int, _ others: Int) throws {
        let store = try ImageStore.open(.path(SharedImages.path("formats/broken/\(name)")))
        #expect(store.images.map(\.layers.count) == [layers])
        #expect(store.others.count == others)
        #expect(store.images[0].warnings.isEmpty)
    }

    /// Layers and provenance of each sample of multi-stage builds.
    @Test(arguments: [
        ("buildah-layers.oci.tar", [9], 0), ("buildah-squash.oci.tar", [1], 0), ("demo-docker-att.tar", [12], 1),
        ("demo-docker.tar", [12], 0), ("demo-estargz.oci.tar", [12], 1), ("demo-max-sbom.oci.tar", [12], 2),
        ("demo-max-slsa02.oci.tar", [12], 1), ("demo-max.oci.tar", [12], 1), ("demo-min.oci.tar", [12], 1),
        ("demo-noprov.oci.tar", [12], 0), ("demo-target-builder.oci.tar", [7], 1), ("kaniko.tar", [7], 0),
        ("docker29-classic-builder-graphdriver-save.tar", [7], 0), ("docker29-containerd-save-att.tar", [12], 1),
        ("docker29-containerd-save.tar", [12], 0), ("docker29-graphdriver-save.tar", [12], 0),
        ("docker29-save-multi.tar", [12, 2], 1), ("docker29-save-pulled-mp-missing.tar", [3], 1),
        ("instr-zoo.oci.tar", [20], 1), ("multiplatform.oci.tar", [3, 3], 2), ("skopeo-docker-archive.tar", [12], 0),
    ])
    func stages(_ name: String, _ layers: [Int], _ attestations: Int) throws {
        let store = try ImageStore.open(.path(SharedImages.path("stages/\(name)")))
        #expect(store.images.map(\.layers.count) == layers)
        #expect(store.images.map(\.attestations.count).reduce(0, +) == attestations)
        #expect(store.images.allSatisfy { $0.layers.allSatisfy { $0.window != nil } })
    }
}
