import OCI
import Testing

@Suite("An index lists manifests")
struct IndexTests {
    @Test func keepsOrderAnnotationsAndPlatforms() throws {
        let index = try decode(
            Index.self,
            """
            {"schemaVersion": 2, "mediaType": "\(MediaType.index)", "annotations": {"a": "b"}, "manifests": [
              {"mediaType": "\(MediaType.manifest)", "digest": "\(digest("1"))", "size": 3,
               "platform": {"os": "linux", "architecture": "arm", "variant": "v7"},
               "annotations": {"org.opencontainers.image.ref.name": "v1"}},
              {"mediaType": "\(MediaType.index)", "digest": "\(digest("2"))", "size": 4, "artifactType": "x/y"}]}
            """)
        #expect(index.mediaType == MediaType.index)
        #expect(index.annotations == ["a": "b"])
        #expect(index.manifests.map(\.digest) == [digest("1"), digest("2")])
        #expect(index.manifests[0].platform?.description == "linux/arm/v7")
        #expect(index.manifests[0].annotations["org.opencontainers.image.ref.name"] == "v1")
        #expect(index.manifests[1].artifactType == "x/y")
    }

    @Test func leavesOutWhatIsNoDescriptor() throws {
        let text = #"{"manifests": [null, 5, {"size": 1}, {"digest": "sha256:x"}]}"#
        #expect(try decode(Index.self, text).manifests.map(\.digest) == ["sha256:x"])
    }

    @Test func nullIsAnEmptyList() throws {
        #expect(try decode(Index.self, #"{"manifests": null}"#).manifests.isEmpty)
    }

    @Test(arguments: ["{}", #"{"manifests": {}}"#, "[]"])
    func anythingElseIsNoIndex(_ text: String) {
        #expect(throws: JSONDocumentError.self) { try decode(Index.self, text) }
    }

    @Test func aDescriptorNeedsOnlyADigest() throws {
        let descriptor = try decode(
            Descriptor.self, #"{"digest": "d", "size": "big", "urls": 3, "annotations": [], "mediaType": 1}"#)
        #expect(descriptor == Descriptor(mediaType: "", digest: "d", size: 0))
        #expect(throws: JSONDocumentError.malformed("lacks “digest”")) { try decode(Descriptor.self, "{}") }
    }
}
