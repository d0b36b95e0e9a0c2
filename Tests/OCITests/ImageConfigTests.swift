import OCI
import TestSupport
import Testing

@Suite("A configuration is read leniently")
struct ImageConfigTests {
    @Test func readsAllOfIt() throws {
        let config = try decode(
            ImageConfig.self,
            """
            {"created": "2026-01-01T00:00:00Z", "author": "a", "os": "linux", "architecture": "arm64", "variant": "v8",
             "rootfs": {"type": "layers", "diff_ids": ["\(digest("1"))"]},
             "config": {"User": "1000:1000", "Env": ["A=1"], "Entrypoint": ["/e"], "Cmd": ["c"], "WorkingDir": "/w",
               "ExposedPorts": {"8080/tcp": {}, "53/udp": {}}, "Volumes": {"/data": {}}, "Labels": {"l": "v"},
               "StopSignal": "SIGINT", "Shell": ["/bin/bash", "-c"], "OnBuild": ["RUN x"],
               "Healthcheck": {"Test": ["CMD", "t"], "Interval": 30000000000, "Retries": 3}},
             "history": [{"created_by": "RUN a"}, {"created_by": "ENV b", "empty_layer": true}]}
            """)
        #expect(config.platform.description == "linux/arm64/v8")
        #expect(config.diffIDs == [digest("1")])
        #expect(config.history.map(\.emptyLayer) == [false, true])
        #expect(config.history.map(\.createdBy) == ["RUN a", "ENV b"])
        #expect(config.config.user == "1000:1000")
        #expect(config.config.exposedPorts == ["53/udp", "8080/tcp"])
        #expect(config.config.volumes == ["/data"])
        #expect(config.config.entrypoint == ["/e"])
        #expect(config.config.healthcheck?.interval == 30_000_000_000)
        #expect(config.config.onBuild == ["RUN x"])
    }

    @Test func survivesItsOwnEncoding() throws {
        var config = ImageConfig(created: "2026-01-01T00:00:00Z", diffIDs: [digest("1")])
        config.config.environment = ["A=1"]
        config.config.labels = ["a": "b"]
        config.history = [History(createdBy: "RUN x", comment: "c"), History(emptyLayer: true)]
        #expect(try JSONDocument.decode(ImageConfig.self, from: JSONText.encode(config)) == config)
    }

    @Test func wrongTypesCountAsAbsent() throws {
        let config = try decode(
            ImageConfig.self,
            #"{"created": 5, "os": [], "rootfs": "x", "history": {}, "config": {"Env": 1, "User": 0, "Cmd": "a b"}}"#)
        #expect(config.created == nil)
        #expect(config.platform.description == "unknown/unknown")
        #expect(config.diffIDs.isEmpty)
        #expect(config.history.isEmpty)
        #expect(config.config.environment.isEmpty)
        #expect(config.config.command == ["a b"])
    }

    @Test func aHistoryWithNullsAndWrongTypesKeepsItsPlaces() throws {
        let text = #"{"history": [null, {"created_by": 7}, 5, {"created_by": "RUN x", "empty_layer": "no"}]}"#
        let history = try decode(ImageConfig.self, text).history
        #expect(history.map(\.createdBy) == [nil, nil, nil, "RUN x"])
        #expect(history.allSatisfy { !$0.emptyLayer })
    }

    @Test func anEmptyObjectIsAConfiguration() throws {
        #expect(try decode(ImageConfig.self, "{}").config == RuntimeConfig())
        #expect(throws: JSONDocumentError.self) { try decode(ImageConfig.self, "[]") }
    }
}
