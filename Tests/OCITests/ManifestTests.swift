import OCI
import Testing

@Suite("A manifest names a configuration and layers")
struct ManifestTests {
    private func manifest(
        config: String, layers: [String] = [], extra: String = ""
    ) throws -> Manifest {
        let listed = layers.map { "{\"mediaType\": \"\($0)\", \"digest\": \"\(digest("2"))\", \"size\": 1}" }
        return try decode(
            Manifest.self,
            """
            {\(extra)"config": {"mediaType": "\(config)", "digest": "\(digest("1"))", "size": 2},
             "layers": [\(listed.joined(separator: ","))]}
            """)
    }

    @Test func readsAllOfIt() throws {
        let read = try manifest(
            config: MediaType.config, layers: ["application/vnd.oci.image.layer.v1.tar+gzip"],
            extra: """
                "mediaType": "m", "artifactType": "a", "annotations": {"k": "v"},
                "subject": {"digest": "\(digest("9"))"},
                """)
        #expect(read.mediaType == "m")
        #expect(read.artifactType == "a")
        #expect(read.annotations == ["k": "v"])
        #expect(read.subject?.digest == digest("9"))
        #expect(read.config.digest == digest("1"))
        #expect(read.layers.map(\.digest) == [digest("2")])
    }

    @Test func aLayerThatIsNoDescriptorKeepsItsPlace() throws {
        let text = #"{"config": {"digest": "c"}, "layers": [{"digest": "a"}, null, {"digest": "b"}]}"#
        #expect(try decode(Manifest.self, text).layers.map(\.digest) == ["a", "", "b"])
    }

    @Test(arguments: [#"{"config": {"digest": "c"}}"#, #"{"config": {"digest": "c"}, "layers": null}"#])
    func layersMayBeMissing(_ text: String) throws {
        #expect(try decode(Manifest.self, text).layers.isEmpty)
    }

    @Test func aConfigurationMayNot() {
        #expect(throws: JSONDocumentError.malformed("lacks “config”")) {
            try decode(Manifest.self, #"{"layers": []}"#)
        }
    }

    @Test(arguments: [
        ("application/vnd.oci.image.config.v1+json", ["application/vnd.oci.image.layer.v1.tar+zstd"], false),
        (
            "application/vnd.docker.container.image.v1+json", ["application/vnd.docker.image.rootfs.diff.tar.gzip"],
            false
        ),
        ("", ["application/vnd.oci.image.layer.v1.tar"], false),
        ("", [""], false),
        ("", [], false),
        ("application/vnd.oci.image.config.v1+json", [], false),
        ("application/vnd.oci.image.config.v1+json", ["application/x-tar"], false),
        ("application/vnd.oci.empty.v1+json", ["text/plain"], true),
        ("application/vnd.cncf.helm.config.v1+json", ["application/vnd.cncf.helm.chart.content.v1.tar+gzip"], true),
        ("application/vnd.oci.image.config.v1+json", ["application/vnd.dev.cosign.simplesigning.v1+json"], true),
        ("application/vnd.oci.image.config.v1+json", ["application/vnd.in-toto+json"], true),
    ])
    func tellsArtifactsFromImages(_ config: String, _ layers: [String], _ isArtifact: Bool) throws {
        #expect(try manifest(config: config, layers: layers).isArtifact == isArtifact)
    }

    @Test(arguments: [
        ("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", true),
        ("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", true),
        ("application/vnd.oci.image.layer.v1.tar", false),
    ])
    func knowsForeignLayers(_ type: String, _ isForeign: Bool) {
        #expect(MediaType.isForeignLayer(type) == isForeign)
        #expect(MediaType.isLayer(type))
    }
}
