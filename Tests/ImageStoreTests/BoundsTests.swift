import OCI
import TestSupport
import Testing

@testable import ImageStore

/// What an archive claims in its documents costs no more than its bytes: lists are bounded, or refused in a sentence.
@Suite("Documents that list much")
struct BoundsTests {
    private let layer = Layer { File("f", "x") }.tar

    private func archive(_ entries: [String], config: String) -> Place {
        var place = Place()
        place.add("c.json", config)
        place.add("l.tar", layer)
        place.add("manifest.json", "[\(entries.joined(separator: ","))]")
        return place
    }

    private func entry(layers: [String], tag: String = "a:1") -> String {
        let list = layers.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"Config":"c.json","RepoTags":["\#(tag)"],"Layers":[\#(list)]}"#
    }

    private func config(diffIDs: Int = 1, history: [String] = []) -> String {
        let list = Array(repeating: "\"\(SHA256.digest(layer))\"", count: diffIDs).joined(separator: ",")
        return #"{"rootfs":{"diff_ids":[\#(list)]},"history":[\#(history.joined(separator: ","))]}"#
    }

    @Test func anImageOfMoreLayersThanAnyIsRefused() {
        let names = (0...10_000).map { "\($0)/layer.tar" }
        let error = failure { try archive([entry(layers: names)], config: config()).open() }
        #expect(error?.message.contains("an image lists 10001 layers, more than 10000") == true)
    }

    @Test func theSameHoldsForManifests() {
        var place = Place()
        let blob = place.addBlob(layer, "application/vnd.oci.image.layer.v1.tar")
        let config = place.addBlob(Array(config().utf8), MediaType.config)
        let layers = Array(repeating: blob, count: 10_001).joined(separator: ",")
        place.addIndex([place.addBlob(Array("{\"config\":\(config),\"layers\":[\(layers)]}".utf8), MediaType.manifest)])
        #expect(failure { try place.open() }?.message.contains("an image lists 10001 layers") == true)
    }

    @Test func manyNamesOfOneImageAreOneImage() throws {
        let entries = (0..<20_050).map { entry(layers: ["l.tar"], tag: "t\($0):b") }
        let store = try archive(entries, config: config()).open()
        #expect(store.images.count == 1)
        #expect(store.images[0].references.count == 20_000)
        #expect(store.warnings == ["only 20000 of the 20050 images of manifest.json are looked at"])
    }

    @Test func aDocumentIsReadOnceForEachOfItsNames() throws {
        var place = Place()
        let text = Array("{\"schemaVersion\":2}".utf8)
        let unnamed = place.addBlob(text, MediaType.manifest)
        let other = place.addBlob(text, MediaType.manifest, fields: named("n"), isAbsent: true)
        place.addIndex([place.addImage(["a"])] + Array(repeating: unnamed, count: 19_000) + [other])
        let store = try place.open()
        #expect(store.images.count == 1)
        #expect(store.others.map(\.references) == [[], ["n"]])
    }

    @Test func allDocumentsTogetherAreBounded() throws {
        var budget = DocumentBudget()
        for _ in 0..<511 { try budget.take(1 << 20) }
        try budget.take(-5)
        try budget.take((1 << 20) - 1)
        for length in [1, Int64.max, 0] {
            let fault = #expect(throws: Fault.self) { try budget.take(length) }
            #expect(fault?.words == "is not read: the documents before it come to 512 MiB")
        }
    }

    @Test func aHistoryIsReadUpToABound() throws {
        let steps = Array(repeating: #"{"created_by":"RUN x","empty_layer":true}"#, count: 100_010)
        let image = try archive([entry(layers: ["l.tar"])], config: config(history: steps)).open().images[0]
        #expect(image.config.history.count == 100_000)
        #expect(image.warnings.contains("the history has 100010 steps, of which the first 100000 are looked at"))
    }

    @Test func aStepsTextIsReadUpToABound() throws {
        let long = String(repeating: "ä", count: 1 << 20)
        let steps = [#"{"created_by":"RUN \#(long)"}"#, #"{"created_by":"RUN y","empty_layer":true}"#]
        let image = try archive([entry(layers: ["l.tar"])], config: config(history: steps)).open().images[0]
        #expect(image.config.history[0].createdBy?.utf8.count == 1 << 20)
        #expect(image.config.history[1].createdBy == "RUN y")
        #expect(image.warnings.contains("the text of 1 history steps is longer than 1048576 bytes and was cut"))
    }
}
