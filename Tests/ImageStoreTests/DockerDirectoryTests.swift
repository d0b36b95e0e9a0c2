import ImageStore
import OCI
import TestSupport
import Testing

@Suite("Docker directories")
struct DockerDirectoryTests {
    private let tar = Layer { File("f", "x") }.tar
    private let config = Array(#"{"os":"linux","architecture":"amd64"}"#.utf8)

    private func flat(_ place: inout Place, _ bytes: [UInt8], suffix: String = "") {
        place.add(SHA256.hex(bytes) + suffix, bytes)
    }

    private func manifest(type: String = "application/vnd.docker.image.rootfs.diff.tar.gzip") -> String {
        "{\"config\":\(descriptor(config, MediaType.dockerConfig)),\"layers\":[\(descriptor(tar, type))]}"
    }

    @Test(arguments: [true, false])
    func theVersionFileMayBeMissing(_ hasVersion: Bool) throws {
        var place = Place()
        if hasVersion { place.add("version", "Directory Transport Version: 1.1\n") }
        place.add("manifest.json", manifest())
        flat(&place, config)
        flat(&place, tar)
        for store in [try place.open(), try place.openDirectory()] {
            #expect(store.source.format == .dockerDirectory)
            #expect(store.images[0].manifestDigest == SHA256.digest(Array(manifest().utf8)))
            #expect(try store.images[0].layers[0].bytes == tar)
        }
    }

    @Test func contentsDecideAgainstTheMediaType() throws {
        var place = Place()
        place.add("manifest.json", manifest())
        flat(&place, config)
        flat(&place, tar)
        let layer = try place.openDirectory().images[0].layers[0]
        #expect(layer.mediaType?.hasSuffix("tar.gzip") == true)
        #expect(layer.compression == .none)
    }

    @Test func aMissingLayerIsAWarning() throws {
        var place = Place()
        place.add("manifest.json", manifest())
        flat(&place, config)
        let image = try place.openDirectory().images[0]
        #expect(image.layers[0].missing == "is not in the directory")
        #expect(image.layers[0].blobSize == Int64(tar.count))
    }

    @Test func withoutConfigurationThereIsNoImage() {
        var place = Place()
        place.add("manifest.json", manifest())
        flat(&place, tar)
        #expect(failure { try place.openDirectory() }?.message.contains("configuration sha256:") == true)
    }

    @Test func anIndexMayBeInside() throws {
        var place = Place()
        let inner = Array(manifest().utf8)
        flat(&place, inner, suffix: ".manifest.json")
        flat(&place, config)
        flat(&place, tar)
        let platform = #","platform":{"os":"linux","architecture":"amd64"}"#
        let other = #"{"digest":"\#(SHA256.digest([1]))","platform":{"os":"linux","architecture":"s390x"}}"#
        place.add("manifest.json", Place.index([descriptor(inner, MediaType.dockerManifest, fields: platform), other]))
        let store = try place.openDirectory()
        #expect(store.images.map(\.platform.description) == ["linux/amd64"])
        #expect(store.others.map { $0.platform?.description } == ["linux/s390x"])
    }

    @Test func schema1IsTurnedRoundAndItsEmptyStepsLeftOut() throws {
        var place = Place()
        let upper = Layer { File("g", "y") }.tar
        flat(&place, tar)
        flat(&place, upper)
        let compatibility = [
            #"{\"id\":\"cc\",\"parent\":\"bb\",\"os\":\"linux\",\"architecture\":\"arm\",\"config\":{\"User\":\"u\"},\"container_config\":{\"Cmd\":[\"three\"]}}"#,
            #"{\"id\":\"bb\",\"throwaway\":true,\"container_config\":{\"Cmd\":[\"two\"]}}"#,
            #"{\"id\":\"aa\",\"container_config\":{\"Cmd\":[\"one\"]}}"#,
        ]
        let sums = [upper, tar, tar].map { "{\"blobSum\":\"\(SHA256.digest($0))\"}" }
        let history = compatibility.map { "{\"v1Compatibility\":\"\($0)\"}" }
        place.add(
            "manifest.json",
            """
            {"schemaVersion":1,"name":"library/old","tag":"1","architecture":"arm",
             "fsLayers":[\(sums.joined(separator: ","))],"history":[\(history.joined(separator: ","))]}
            """)
        let image = try place.openDirectory().images[0]
        #expect(image.id == "cc")
        #expect(image.references == ["library/old:1"])
        #expect(image.platform.description == "linux/arm")
        #expect(image.config.config.user == "u")
        #expect(try image.layers.map { try $0.bytes } == [tar, upper])
        #expect(image.layers.map { $0.history?.createdBy } == ["one", "three"])
        #expect(image.config.history.map(\.emptyLayer) == [false, true, false])
        #expect(image.warnings.isEmpty)
    }

    @Test func schema1WithoutHistoryIsDamaged() {
        var place = Place()
        place.add("manifest.json", #"{"schemaVersion":1,"fsLayers":[{"blobSum":"sha256:x"}],"history":[]}"#)
        #expect(failure { try place.openDirectory() }?.message.contains("has no history") == true)
    }

    @Test(arguments: ["{", "{}", #"{"config":{}}"#])
    func aDamagedManifestIsSaidSo(_ text: String) {
        var place = Place()
        place.add("manifest.json", text)
        #expect(failure { try place.openDirectory() }?.kind == .damaged)
    }
}
