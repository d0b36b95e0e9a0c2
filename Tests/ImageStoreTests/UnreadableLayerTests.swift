import ImageStore
import OCI
import TestSupport
import Testing

@Suite("Layers that are no tar, and blobs that come again")
struct UnreadableLayerTests {
    private func image(_ blobs: [(bytes: [UInt8], mediaType: String)]) throws -> StoredImage {
        var place = Place()
        let layers = blobs.map { place.addBlob($0.bytes, $0.mediaType) }
        let config = place.addBlob(Array(#"{"os":"linux","architecture":"amd64"}"#.utf8), MediaType.config)
        let manifest = "{\"config\":\(config),\"layers\":[\(layers.joined(separator: ","))]}"
        place.addIndex([place.addBlob(Array(manifest.utf8), MediaType.manifest)])
        return try #require(try place.open().images.first)
    }

    @Test(
        "Formats that are known are named, with their media type",
        arguments: [
            ("application/vnd.oci.image.layer.v1.tar+gzip+encrypted", "is encrypted"),
            ("application/vnd.oci.image.layer.nydus.blob.v1", "nydus image"),
            ("application/vnd.oci.image.layer.v1.tar.overlaybd", "overlaybd block device"),
            ("application/vnd.example.what.v1.tar", "is neither a tar nor compressed"),
        ])
    func named(mediaType: String, words: String) throws {
        let missing = try #require(try image([(Array(repeating: 0x93, count: 2000), mediaType)]).layers.first?.missing)
        #expect(missing.contains(words) && missing.hasSuffix(", of the media type \(mediaType)"))
    }

    @Test("A blob that several layers have is stored once")
    func sameBlob() throws {
        let type = "application/vnd.oci.image.layer.v1.tar"
        let (one, other) = (Layer { File("a", "1") }.tar, Layer { File("b", size: 3000) }.tar)
        let image = try image([(one, type), (other, type), (one, type)])
        #expect(image.layers.map(\.sameAs) == [nil, nil, 1])
        #expect(image.blobBytes == Int64(one.count + other.count))
    }

    @Test("No blob comes more often than engines stack layers, but for empty ones")
    func repeats() throws {
        let type = "application/vnd.oci.image.layer.v1.tar"
        let full = try image(Array(repeating: (Layer { File("a", "1") }.tar, type), count: 129))
        #expect(full.layers.count { $0.window == nil } == 2)
        let empty = try image(Array(repeating: (Layer {}.tar, type), count: 129))
        #expect(empty.layers.allSatisfy { $0.window != nil })
    }
}
