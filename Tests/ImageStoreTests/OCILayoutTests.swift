import ImageStore
import OCI
import TestSupport
import Testing

@Suite("OCI layouts")
struct OCILayoutTests {
    private let amd64 = #","platform":{"os":"linux","architecture":"amd64"}"#
    private let arm64 = #","platform":{"os":"linux","architecture":"arm64"}"#
    private let arm64Config = #""os":"linux","architecture":"arm64""#

    private func attestation(_ place: inout Place, extra: String = "", fields: String) -> String {
        let statement = place.addBlob(
            Array(#"{"predicateType":"p"}"#.utf8), MediaType.inToto,
            fields: #","annotations":{"in-toto.io/predicate-type":"https://slsa.dev/provenance/v1"}"#)
        let config = place.addBlob(Array("{}".utf8), MediaType.empty)
        return place.addBlob(
            Array("{\(extra)\"config\":\(config),\"layers\":[\(statement)]}".utf8), MediaType.manifest, fields: fields)
    }

    private func digest(of descriptor: String) throws -> String {
        try JSONDocument.decode(Descriptor.self, from: Array(descriptor.utf8)).digest
    }

    @Test func indexesNest() throws {
        var place = Place()
        let images = [
            place.addImage(["a"], fields: amd64), place.addImage(["b"], platform: arm64Config, fields: arm64),
        ]
        let inner = place.addBlob(Array(Place.index(images).utf8), MediaType.index)
        let outer = place.addBlob(Array(Place.index([inner]).utf8), MediaType.index, fields: named("app:1"))
        place.addIndex([outer])
        let store = try place.open()
        #expect(store.images.map(\.platform.description) == ["linux/amd64", "linux/arm64"])
        #expect(store.images.map(\.references) == [["app:1"], ["app:1"]])
    }

    @Test func anIndexThatIsCalledAManifestIsAnIndex() throws {
        var place = Place()
        let inner = place.addImage(["a"])
        place.addIndex([place.addBlob(Array(Place.index([inner]).utf8), MediaType.manifest)])
        #expect(try place.open().images.count == 1)
    }

    @Test func descriptorsMayLackAMediaType() throws {
        var place = Place()
        place.addIndex([place.addImage(["a"], mediaType: "")])
        #expect(try place.open().images.count == 1)
    }

    @Test func oneManifestUnderSeveralNamesIsOneImage() throws {
        var place = Place()
        let first = place.addImage(["a"], fields: named("v1"))
        let second = place.addImage(["a"], fields: named("docker.io/team/app:v2"))
        place.addIndex([first, second, place.addImage(["a"])])
        let store = try place.open()
        #expect(store.images.map(\.references) == [["v1", "docker.io/team/app:v2"]])
    }

    @Test func containerdsFullNameIsTheName() throws {
        var place = Place()
        let fields = """
            ,"annotations":{"org.opencontainers.image.ref.name":"2","io.containerd.image.name":"example.com/app:2"}
            """
        place.addIndex([place.addImage(["a"], fields: fields)])
        let image = try place.open().images[0]
        #expect(image.references == ["example.com/app:2"])
        #expect(image.annotations["org.opencontainers.image.ref.name"] == "2")
    }

    @Test func dockersManifestNamesTheImagesOfTheIndex() throws {
        var place = Place()
        let image = place.addImage(["a"], fields: named("2"))
        place.addIndex([image])
        let config = try #require(try place.open().images.first?.id.split(separator: ":").last)
        place.add(
            "manifest.json",
            "[{\"Config\":\"blobs/sha256/\(config)\",\"RepoTags\":[\"app:2\",\"other:2\"],\"Layers\":[]}]")
        let store = try place.open()
        #expect(store.source.format == .dockerArchive)
        #expect(store.images.map(\.references) == [["app:2", "other:2"]])
        #expect(store.images[0].layers.count == 1)
        #expect(store.images[0].manifestDigest == (try digest(of: image)))
    }

    @Test func aDamagedIndexBesideAGoodManifestIsNotUsed() throws {
        let directory = try TemporaryDirectory()
        var place = Place()
        place.add("c.json", "{}")
        place.add("manifest.json", #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":[]}]"#)
        place.add("index.json", "{")
        let store = try ImageStore.open(.path(directory.write(place.tar, to: "i.tar")))
        #expect(store.images.map(\.references) == [["a:1"]])
        #expect(store.warnings.contains { $0.hasPrefix("index.json is not used") })
    }

    @Test func aMissingLayoutFileIsAWarning() throws {
        var place = Place()
        place.add("index.json", Place.index([place.addImage(["a"])]))
        #expect(try place.open().warnings == ["the “oci-layout” file is missing"])
    }

    @Test func attestationsAreLinkedByAnnotations() throws {
        var place = Place()
        let image = place.addImage(["a"])
        let fields = """
            ,"annotations":{"vnd.docker.reference.type":"attestation-manifest",
            "vnd.docker.reference.digest":"\(try digest(of: image))"}
            """
        place.addIndex([image, attestation(&place, fields: fields)])
        let store = try place.open()
        #expect(store.images.map { $0.attestations.map(\.predicateType) } == [["https://slsa.dev/provenance/v1"]])
        #expect(store.others.isEmpty)
        let window = store.images[0].attestations[0].window
        #expect(try window.bytes(at: 0, count: 100) == Array(#"{"predicateType":"p"}"#.utf8))
    }

    @Test func orBySubject() throws {
        var place = Place()
        let images = [place.addImage(["a"]), place.addImage(["b"], platform: arm64Config)]
        let subject = """
            "subject":{"digest":"\(try digest(of: images[1]))"},"artifactType":"\(MediaType.attestationManifest)",
            """
        place.addIndex([attestation(&place, extra: subject, fields: "")] + images)
        #expect(try place.open().images.map(\.attestations.count) == [0, 1])
    }

    @Test func orAsDocker29SavesThem() throws {
        var place = Place()
        let image = place.addImage(["a"])
        let fields = ",\"annotations\":{\"io.containerd.manifest.subject\":\"\(try digest(of: image))\"}"
        place.addIndex([attestation(&place, fields: fields), image])
        #expect(try place.open().images.map(\.attestations.count) == [1])
    }

    @Test func anAttestationOfWhatIsNotHereIsNoted() throws {
        var place = Place()
        let fields = ",\"annotations\":{\"io.containerd.manifest.subject\":\"sha256:0\"}"
        place.addIndex([attestation(&place, fields: fields), place.addImage(["a"])])
        let store = try place.open()
        #expect(store.images.map(\.attestations.count) == [0])
        #expect(store.others.map(\.kind) == [.attestation])
    }

    @Test func artifactsAndSignaturesStandBeside() throws {
        var place = Place()
        let empty = place.addBlob(Array("{}".utf8), MediaType.empty)
        let text = place.addBlob(Array("x".utf8), "text/plain")
        let sbom = place.addBlob(
            Array("{\"artifactType\":\"application/x.sbom\",\"config\":\(empty),\"layers\":[\(text)]}".utf8),
            MediaType.manifest)
        let config = place.addBlob(Array("{ }".utf8), MediaType.config)
        let payload = place.addBlob(Array("y".utf8), "application/vnd.dev.cosign.simplesigning.v1+json")
        let signature = place.addBlob(
            Array("{\"config\":\(config),\"layers\":[\(payload)]}".utf8), MediaType.manifest, fields: named("x.sig"))
        let withdrawn = place.addBlob(Array(#"{"blobs":[]}"#.utf8), MediaType.artifactManifest)
        place.addIndex([sbom, signature, withdrawn, place.addImage(["a"])])
        let store = try place.open()
        #expect(store.images.count == 1)
        #expect(store.others.map(\.kind) == [.artifact, .signature, .artifact])
        #expect(store.others[0].reason == "an artifact of type application/x.sbom, no image")
    }

    @Test func absentPlatformsAreNoted() throws {
        var place = Place()
        let absent = place.addBlob(Array("gone".utf8), MediaType.manifest, fields: arm64, isAbsent: true)
        place.addIndex([absent, place.addImage(["a"], fields: amd64)])
        let store = try place.open()
        #expect(store.images.map(\.platform.description) == ["linux/amd64"])
        #expect(store.others.map { $0.platform?.description } == ["linux/arm64"])
        #expect(store.others.map(\.kind) == [.absent])
    }

    @Test func whatIsMissingOfALayerIsSaid() throws {
        var place = Place()
        let config = place.addBlob(Array("{}".utf8), MediaType.config)
        let foreign = place.addBlob(
            Array("f".utf8), "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
            fields: #","urls":["https://example.com/l"]"#, isAbsent: true)
        let gone = place.addBlob(Array("g".utf8), "application/vnd.oci.image.layer.v1.tar", isAbsent: true)
        let outside = #"{"digest":"sha256:../../etc/passwd","size":5}"#
        let manifest = "{\"config\":\(config),\"layers\":[\(foreign),\(gone),\(outside),null]}"
        place.addIndex([place.addBlob(Array(manifest.utf8), MediaType.manifest)])
        let layers = try place.open().images[0].layers
        #expect(
            layers.map(\.missing) == [
                "is a foreign layer, kept elsewhere (https://example.com/l)", "is not in the archive",
                "has a malformed digest", "has a malformed digest",
            ])
        #expect(layers.map(\.blobSize) == [1, 1, 5, 0])
    }

    @Test func aBlobOfAnotherSizeIsAWarning() throws {
        var place = Place()
        let config = place.addBlob(Array("{}".utf8), MediaType.config)
        let tar = Layer { File("f") }.tar
        place.addBlob(tar, "")
        let layer = "{\"digest\":\"\(SHA256.digest(tar))\",\"size\":7}"
        place.addIndex([place.addBlob(Array("{\"config\":\(config),\"layers\":[\(layer)]}".utf8), MediaType.manifest)])
        #expect(try place.open().images[0].warnings.contains("layer 1 has \(tar.count) bytes, its descriptor says 7"))
    }

    @Test func aManifestOfAnotherDigestIsAWarning() throws {
        var place = Place()
        let image = place.addImage(["a"])
        place.addIndex([image])
        let digest = try digest(of: image)
        let hex = String(digest.dropFirst(7))
        let blob = try #require(try place.open().blob(digest))
        place.add("blobs/sha256/\(hex)", try blob.bytes(at: 0, count: Int(blob.length)) + [0x20])
        #expect(try place.open().images[0].warnings == ["the manifest \(digest) is not what its digest promises"])
    }

    @Test func thePlatformOfTheIndexFillsWhatTheConfigurationLeavesOut() throws {
        var place = Place()
        let fields = #","platform":{"os":"linux","architecture":"arm64","variant":"v8"}"#
        place.addIndex([
            place.addImage(["a"], platform: #""x":1"#, fields: fields),
            place.addImage(["b"], platform: arm64Config, fields: fields),
        ])
        #expect(try place.open().images.map(\.platform.description) == ["linux/arm64/v8", "linux/arm64/v8"])
    }

    @Test func entriesMayBeginWithADot() throws {
        var place = Place(prefix: "./")
        place.addIndex([place.addImage(["a", "b"])])
        #expect(try place.open().images[0].layers.allSatisfy { $0.window != nil })
    }

    @Test func linksInADirectoryAreFollowedWithinIt() throws {
        var place = Place()
        let tar = Layer { File("f") }.tar
        let config = place.addBlob(Array("{}".utf8), MediaType.config)
        let layer = descriptor(tar, "application/vnd.oci.image.layer.v1.tar")
        place.add("store/layer", tar)
        place.add("blobs/sha256/\(SHA256.hex(tar))", linkTo: "../../store/layer")
        place.addIndex([place.addBlob(Array("{\"config\":\(config),\"layers\":[\(layer)]}".utf8), MediaType.manifest)])
        #expect(try place.openDirectory().images[0].layers[0].bytes == tar)
        #expect(try place.open().images[0].layers[0].bytes == tar)
    }
}
