import Archive
import ImageStore
import TestSupport
import Testing

@Suite("Digests are verified on demand")
struct VerificationTests {
    private let image = Image(reference: "a:1") {
        Layer { File("f", size: 300_000) }.createdBy("one")
        Layer { File("g", "y") }.createdBy("two")
    }

    private func open(_ image: Image, _ format: ImageArchive.Format, _ compression: Compression) throws -> StoredImage {
        let directory = try TemporaryDirectory()
        try image.write(as: format, layerCompression: compression, to: directory.path("i"))
        return try #require(try ImageStore.open(.path(directory.path("i"))).images.first)
    }

    @Test(arguments: [Compression.none, .gzip, .zstd])
    func aGoodImageAgrees(_ compression: Compression) throws {
        #expect(try open(image, .ociArchive, compression).verify().isEmpty)
        #expect(try open(image, .dockerArchive, compression).verify().isEmpty)
    }

    @Test func aDiffIDThatLiesIsFound() throws {
        let lying = image.changed { $0.configBytes = Array(#"{"rootfs":{"diff_ids":["sha256:x","\#(zeros)"]}}"#.utf8) }
        let mismatches = try open(lying, .ociArchive, .gzip).verify()
        #expect(mismatches.map(\.actual) == [nil, image.layers[1].diffID])
        #expect(mismatches[0].description == "layer 1, uncompressed, cannot be verified against sha256:x")
        #expect(mismatches[1].description.hasPrefix("layer 2, uncompressed, should have the digest \(zeros), but has"))
    }

    @Test func aBlobThatWasChangedIsFound() throws {
        var place = Place()
        let tar = Layer { File("f", "x") }.tar
        let config = place.addBlob(Array("{}".utf8), "")
        place.add("blobs/sha256/" + zeros.dropFirst(7), tar)
        let manifest = "{\"config\":\(config),\"layers\":[{\"digest\":\"\(zeros)\"}]}"
        place.addIndex([place.addBlob(Array(manifest.utf8), "")])
        let mismatches = try place.open().images[0].verify()
        #expect(mismatches.map(\.expected) == [zeros])
        #expect(mismatches.map(\.actual) == [SHA256.digest(tar)])
        #expect(mismatches[0].blob == "layer 1, as stored,")
    }

    @Test func aMissingLayerHasNothingToCompare() throws {
        let missing = Image { Layer { File("f") }.changed { $0.isMissing = true } }
        let stored = try open(missing, .ociArchive, .none)
        #expect(stored.layers[0].missing != nil)
        #expect(try stored.verify().isEmpty)
    }

    @Test func itCanBeCancelled() throws {
        let stored = try open(image, .ociArchive, .gzip)
        #expect(throws: ArchiveError.self) { try stored.verify(isCancelled: { true }) }
    }

    private let zeros = "sha256:" + String(repeating: "0", count: 64)
}
