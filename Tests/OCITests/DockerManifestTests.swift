import OCI
import Testing

@Suite("Docker's manifest.json lists images by members")
struct DockerManifestTests {
    private func list(_ text: String) throws -> [DockerManifest] {
        try DockerManifest.list(from: Array(text.utf8))
    }

    @Test func readsWhatDockerWrites() throws {
        let text = #"[{"Config":"c.json","RepoTags":["a:1","b:2"],"Layers":["1/layer.tar","2/layer.tar"]}]"#
        #expect(
            try list(text)
                == [
                    DockerManifest(config: "c.json", repoTags: ["a:1", "b:2"], layers: ["1/layer.tar", "2/layer.tar"])
                ])
    }

    @Test func readsWhatJibWritesInLowerCase() throws {
        let text = #"[{"config":"config.json","repoTags":["j:1"],"layers":["x.tar.gz"]}]"#
        #expect(try list(text) == [DockerManifest(config: "config.json", repoTags: ["j:1"], layers: ["x.tar.gz"])])
    }

    @Test(arguments: [#""RepoTags":null"#, #""RepoTags":[]"#, #""RepoTags":"text""#, #""Other":1"#])
    func namesMayBeMissing(_ tags: String) throws {
        #expect(try list("[{\"Config\":\"c\",\(tags),\"Layers\":null}]") == [DockerManifest(config: "c", layers: [])])
    }

    @Test func keepsTheSourcesOfLayers() throws {
        let text = """
            [{"Config":"c","Layers":["l"],"LayerSources":
              {"\(digest("1"))":{"mediaType":"m","size":5,"digest":"\(digest("2"))"},"bad":null}}]
            """
        let sources = try #require(try list(text).first).layerSources
        #expect(sources == [digest("1"): Descriptor(mediaType: "m", digest: digest("2"), size: 5)])
    }

    @Test func leavesOutEntriesWithoutConfiguration() throws {
        #expect(try list(#"[{"Layers":[]},null,{"Config":"c"}]"#).map(\.config) == ["c"])
        #expect(throws: JSONDocumentError.malformed("names no configuration (“Config”)")) {
            try list(#"[{"Layers":[]}]"#)
        }
    }

    @Test func anEmptyListIsNoError() throws {
        #expect(try list("[]").isEmpty)
    }

    @Test func anObjectIsNoList() {
        #expect(throws: JSONDocumentError.self) { try list(#"{"config": {}}"#) }
    }
}
