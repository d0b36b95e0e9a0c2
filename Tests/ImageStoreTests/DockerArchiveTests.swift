import ImageStore
import TestSupport
import Testing

@Suite("Docker archives of many makers")
struct DockerArchiveTests {
    private let layer = Layer { File("f", "x") }.tar
    private func config(_ diffIDs: Int = 1, history: String = #"[{"created_by":"RUN x"}]"#) -> String {
        let digest = "\"\(SHA256.digest(layer))\""
        let list = Array(repeating: digest, count: diffIDs).joined(separator: ",")
        return
            "{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"diff_ids\":[\(list)]},\"history\":\(history)}"
    }

    private func manifest(_ layers: [String], config: String = "c.json", tags: String = #"["a:1"]"#) -> String {
        let list = layers.map { "\"\($0)\"" }.joined(separator: ",")
        return "[{\"Config\":\"\(config)\",\"RepoTags\":\(tags),\"Layers\":[\(list)]}]"
    }

    private func place(_ layers: [String], build: (inout Place) -> Void) -> Place {
        var place = Place()
        place.add("c.json", config(layers.count, history: "[]"))
        build(&place)
        place.add("manifest.json", manifest(layers))
        return place
    }

    @Test func sharedLayersAreSymbolicLinks() throws {
        let place = place(["aa/layer.tar", "bb/layer.tar"]) {
            $0.add("aa/layer.tar", layer)
            $0.add("bb/layer.tar", linkTo: "../aa/layer.tar")
        }
        #expect(try place.open().images[0].layers.map { try $0.bytes } == [layer, layer])
    }

    @Test func orHardLinks() throws {
        let place = place(["aa/layer.tar", "bb/layer.tar"]) {
            $0.add("aa/layer.tar", layer)
            $0.add("bb/layer.tar", hardLinkTo: "aa/layer.tar")
        }
        #expect(try place.open().images[0].layers.map { try $0.bytes } == [layer, layer])
    }

    @Test func entriesMayBeginWithADot() throws {
        var place = Place(prefix: "./")
        place.add("c.json", config())
        place.add("aa/layer.tar", layer)
        place.add("manifest.json", manifest(["aa/layer.tar"]))
        #expect(try place.open().images[0].layers[0].bytes == layer)
    }

    @Test func oneLayerMayBeListedTwice() throws {
        let place = place(["l.tar.gz", "l.tar.gz"]) { $0.add("l.tar.gz", layer) }
        #expect(try place.open().images[0].layers.map { try $0.bytes } == [layer, layer])
    }

    @Test func aMemberThatComesTwiceIsTheLastOne() throws {
        let place = place(["l.tar"]) {
            $0.add("l.tar", "old")
            $0.add("l.tar", layer)
        }
        #expect(try place.open().images[0].layers[0].bytes == layer)
    }

    @Test(arguments: ["/etc/passwd", "../../../../etc/passwd", "../l.tar"])
    func aLinkThatLeadsOutsideIsNotFollowed(_ target: String) throws {
        for isDirectory in [false, true] {
            let place = place(["l.tar"]) { $0.add("l.tar", linkTo: target) }
            let image = try (isDirectory ? place.openDirectory() : place.open()).images[0]
            #expect(image.layers[0].window == nil)
            #expect(image.layers[0].missing?.contains("is not followed") == true)
            #expect(image.warnings.contains { $0.hasPrefix("layer 1 (l.tar)") })
        }
    }

    @Test func layersThatLeadInACircleAreMissing() throws {
        let place = place(["a", "b"]) {
            $0.add("a", linkTo: "b")
            $0.add("b", linkTo: "a")
        }
        #expect(
            try place.open().images[0].layers.map { $0.missing }
                == Array(repeating: "is a link that leads in a circle", count: 2))
    }

    @Test func aLayerOfNoKnownKindIsMissing() throws {
        let place = place(["l.tar"]) { $0.add("l.tar", "not a tar") }
        let layer = try place.open().images[0].layers[0]
        #expect(layer.window == nil)
        #expect(layer.blobSize == 9)
        #expect(layer.missing?.contains("neither a tar nor compressed") == true)
    }

    @Test(arguments: [0, 512, 1024])
    func anEmptyLayerIsALayer(_ count: Int) throws {
        let place = place(["l.tar"]) { $0.add("l.tar", [UInt8](repeating: 0, count: count)) }
        let layer = try place.open().images[0].layers[0]
        #expect(layer.missing == nil)
        #expect(layer.window?.length == Int64(count))
    }

    @Test(arguments: [
        ("sha256:HEX", "HEX.tar.gz"), ("HEX.json", "HEX.tar"), ("blobs/sha256/HEX", "blobs/sha256/HEX"),
    ])
    func digestsAreInNames(_ configName: String, _ layerName: String) throws {
        var place = Place()
        let configPath = configName.replacing("HEX", with: SHA256.hex(Array(config().utf8)))
        let layerPath = layerName.replacing("HEX", with: SHA256.hex(layer))
        place.add(configPath, config())
        if layerPath != configPath { place.add(layerPath, layer) }
        place.add("manifest.json", manifest([layerPath], config: configPath))
        let image = try place.open().images[0]
        #expect(image.id == SHA256.digest(Array(config().utf8)))
        #expect(image.layers[0].digest == SHA256.digest(layer))
        #expect(image.warnings.isEmpty)
    }

    @Test func aConfigurationOfAnotherDigestIsAWarning() throws {
        var place = Place()
        let name = String(repeating: "0", count: 64) + ".json"
        place.add(name, config())
        place.add("l.tar", layer)
        place.add("manifest.json", manifest(["l.tar"], config: name))
        let image = try place.open().images[0]
        #expect(image.id == SHA256.digest(Array(config().utf8)))
        #expect(image.warnings.contains { $0.hasPrefix("the configuration is not the one that its name promises") })
    }

    @Test func jibWritesKeysInLowerCase() throws {
        var place = Place()
        place.add("config.json", config())
        place.add("l.tar.gz", layer)
        place.add("manifest.json", #"[{"config":"config.json","repoTags":["jib:1"],"layers":["l.tar.gz"]}]"#)
        let image = try place.open().images[0]
        #expect(image.references == ["jib:1"])
        #expect(image.layers.count == 1)
    }

    @Test func severalImagesAndNames() throws {
        var place = Place()
        place.add("c.json", config())
        place.add("d.json", config(history: "[]"))
        place.add("l.tar", layer)
        place.add(
            "manifest.json",
            """
            [{"Config":"c.json","RepoTags":["a:1","a:2"],"Layers":["l.tar"]},
             {"Config":"gone.json","RepoTags":["b:1"],"Layers":[]},
             {"Config":"d.json","RepoTags":null,"Layers":["l.tar"]},
             {"Config":"c.json","RepoTags":["a:3"],"Layers":["l.tar"]}]
            """)
        let store = try place.open()
        #expect(store.images.map(\.references) == [["a:1", "a:2", "a:3"], []])
        #expect(store.others.map(\.kind) == [.absent])
        #expect(store.others[0].references == ["b:1"])
    }

    @Test func withoutAnyConfigurationThereIsNoImage() {
        var place = Place()
        place.add("l.tar", layer)
        place.add("manifest.json", manifest(["l.tar"]))
        let error = failure { try place.open() }
        #expect(error?.kind == .damaged)
        #expect(error?.message.contains("configuration c.json is not in the archive") == true)
    }

    @Test(arguments: ["", "[{", "[{\"Layers\":[]}]", "7"])
    func aDamagedManifestIsSaidSo(_ text: String) {
        var place = Place()
        place.add("manifest.json", text)
        let error = failure { try place.open() }
        #expect(error?.kind == .damaged)
        #expect(error?.message.contains("manifest.json") == true)
    }

    @Test(arguments: [
        ("[]", 1, "has no history"), (#"[{"created_by":"a"},{"created_by":"b"}]"#, 1, "has 2 steps"),
        (#"[{"created_by":"a","empty_layer":true}]"#, 1, "has 0 steps"),
        (#"[{"created_by":"a"}]"#, 0, "lists 0 diffIDs for 1 layers"),
        (#"[{"created_by":"a"}]"#, 3, "lists 3 diffIDs for 1 layers"),
    ])
    func whatDoesNotFitIsAWarning(_ history: String, _ diffIDs: Int, _ words: String) throws {
        var place = Place()
        place.add("c.json", config(diffIDs, history: history))
        place.add("l.tar", layer)
        place.add("manifest.json", manifest(["l.tar"]))
        let image = try place.open().images[0]
        #expect(image.layers.count == 1)
        #expect(image.warnings.contains { $0.contains(words) })
        #expect((image.layers[0].diffID == nil) == (diffIDs == 0))
    }

    @Test func historyIsMatchedFromTheBase() throws {
        let history = #"[{"created_by":"base"},{"created_by":"ENV","empty_layer":true}]"#
        var place = Place()
        place.add("c.json", config(2, history: history))
        place.add("l.tar", layer)
        place.add("manifest.json", manifest(["l.tar", "l.tar"]))
        #expect(try place.open().images[0].layers.map { $0.history?.createdBy } == ["base", nil])
    }
}
