import OCI
import Testing

@Suite("Documents of the time before manifests")
struct LegacyDocumentTests {
    @Test func aLayersOwnDocumentNamesItsParent() throws {
        let image = try decode(
            LegacyImage.self,
            """
            {"id": "abc", "parent": "def", "created": "2015-01-01T00:00:00Z", "author": "me", "comment": "note",
             "os": "linux", "architecture": "amd64", "config": {"User": "app", "Cmd": ["run"]},
             "container_config": {"Cmd": ["/bin/sh", "-c", "make all"]}}
            """)
        #expect(image.id == "abc")
        #expect(image.parent == "def")
        #expect(!image.throwaway)
        #expect(image.config.platform.description == "linux/amd64")
        #expect(image.config.config.user == "app")
        #expect(
            image.history
                == History(
                    created: "2015-01-01T00:00:00Z", createdBy: "/bin/sh -c make all", author: "me", comment: "note"))
    }

    @Test func anEmptyObjectIsAnImageOfNothing() throws {
        let image = try decode(LegacyImage.self, "{}")
        #expect(image.parent == nil)
        #expect(image.history == History())
        #expect(image.config.diffIDs.isEmpty)
    }

    @Test func schema1ListsLayersNewestFirst() throws {
        let manifest = try decode(
            Schema1Manifest.self,
            """
            {"schemaVersion": 1, "name": "library/app", "tag": "2",
             "fsLayers": [{"blobSum": "\(digest("2"))"}, {"blobSum": "\(digest("1"))"}],
             "history": [{"v1Compatibility": "{\\"throwaway\\": true}"}, null, {"v1Compatibility": "{}"}],
             "signatures": [{}]}
            """)
        #expect(manifest.name == "library/app")
        #expect(manifest.tag == "2")
        #expect(manifest.layerDigests == [digest("2"), digest("1")])
        #expect(manifest.compatibility == [#"{"throwaway": true}"#, "{}"])
        #expect(try decode(LegacyImage.self, manifest.compatibility[0]).throwaway)
    }

    @Test func withoutLayersItIsNoSchema1() {
        #expect(throws: JSONDocumentError.self) { try decode(Schema1Manifest.self, #"{"schemaVersion": 1}"#) }
    }
}
