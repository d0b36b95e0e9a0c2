import Archive
import ImageStore
import TestSupport
import Testing

@Suite("What every tool saves opens as the same image")
struct FormatTests {
    private static let image = Image(reference: "team/app:1.0") {
        Layer { File("base", "one") }.createdBy("ADD base")
        Step("ENV A=1")
        Layer { File("app", "two") }.createdBy("COPY app")
    }

    private func open(
        _ format: ImageArchive.Format, layers: Compression = .none, outer: Compression = .none
    ) throws -> ImageStore {
        let directory = try TemporaryDirectory()
        try Self.image.write(
            as: format, layerCompression: layers, outerCompression: outer, to: directory.path("image"))
        return try ImageStore.open(.path(directory.path("image")))
    }

    @Test(arguments: ImageArchive.Format.allCases)
    func layersHistoryAndContents(_ format: ImageArchive.Format) throws {
        let store = try open(format)
        let image = try #require(store.images.first)
        #expect(store.images.count == 1)
        #expect(image.layers.map(\.index) == [1, 2])
        #expect(image.layers.map { $0.history?.createdBy } == ["ADD base", "COPY app"])
        #expect(try image.layers.map { try $0.bytes } == Self.image.layers.map(\.tar))
        #expect(image.layers.map(\.blobSize) == Self.image.layers.map { Int64($0.tar.count) })
        #expect(image.platform.description == "linux/amd64")
        #expect(image.layers.allSatisfy { $0.missing == nil })
    }

    @Test(arguments: ImageArchive.Format.allCases.filter { $0 != .dockerArchiveV1 })
    func theIdIsTheDigestOfTheConfiguration(_ format: ImageArchive.Format) throws {
        let image = try #require(try open(format).images.first)
        #expect(try image.id == Self.image.id)
        #expect(try image.configBytes == Self.image.encodedConfig)
        #expect(image.layers.map(\.diffID) == Self.image.layers.map(\.diffID))
        #expect(image.warnings.isEmpty)
    }

    @Test(arguments: [
        (ImageArchive.Format.dockerArchive, ImageFormat.dockerArchive), (.dockerArchiveLegacy, .dockerArchive),
        (.dockerArchiveV1, .dockerArchive), (.docker25, .dockerArchive), (.ociArchive, .ociArchive),
        (.ociLayout, .ociLayout), (.dockerDirectory, .dockerDirectory),
    ])
    func theFormatIsTold(_ written: ImageArchive.Format, _ told: ImageFormat) throws {
        #expect(try open(written).source.format == told)
    }

    @Test(arguments: ImageArchive.Format.allCases.filter { $0 != .dockerDirectory })
    func theNameIsKnown(_ format: ImageArchive.Format) throws {
        #expect(try open(format).image(reference: "team/app:1.0", platform: nil).layers.count == 2)
    }

    @Test(arguments: Compression.allCases)
    func layersMayBeCompressed(_ compression: Compression) throws {
        for format in [ImageArchive.Format.dockerArchive, .ociArchive, .dockerDirectory] {
            let layers = try #require(try open(format, layers: compression).images.first).layers
            #expect(layers.map(\.compression) == [compression, compression])
            #expect(layers.allSatisfy { $0.window != nil })
        }
    }

    @Test(arguments: Compression.allCases)
    func theWholeArchiveMayBeCompressed(_ compression: Compression) throws {
        for format in ImageArchive.Format.allCases where !format.isDirectory {
            let store = try open(format, outer: compression)
            #expect(store.source.compression == compression)
            #expect(try store.images.first?.layers.map { try $0.bytes } == Self.image.layers.map(\.tar))
        }
    }

    @Test(arguments: [ImageArchive.Format.ociArchive, .ociLayout, .docker25])
    func manifestsHaveDigests(_ format: ImageArchive.Format) throws {
        let directory = try TemporaryDirectory()
        try Self.image.write(as: format, to: directory.path("image"))
        let store = try ImageStore.open(.path(directory.path("image")))
        let digest = try #require(store.images.first?.manifestDigest)
        let blob = try #require(store.blob(digest))
        #expect(SHA256.digest(try blob.bytes(at: 0, count: Int(blob.length))) == digest)
    }

    @Test(arguments: [ImageArchive.Format.ociArchive, .dockerArchive, .dockerDirectory])
    func blobsAreFoundByDigest(_ format: ImageArchive.Format) throws {
        let directory = try TemporaryDirectory()
        try Self.image.write(as: format, to: directory.path("image"))
        let store = try ImageStore.open(.path(directory.path("image")))
        let layer = Self.image.layers[0]
        #expect(store.blob(layer.diffID)?.length == Int64(layer.tar.count))
        #expect(store.blob("sha256:" + String(repeating: "0", count: 64)) == nil)
        #expect(store.blob("sha256:../../index.json") == nil)
    }

    @Test func aTarOfADirectoryIsADockerDirectory() throws {
        let directory = try TemporaryDirectory()
        let bytes = try ImageArchive([Self.image]).bytes(as: .dockerDirectory)
        let store = try ImageStore.open(.path(directory.write(bytes, to: "dir.tar")))
        #expect(store.source.format == .dockerDirectory)
        #expect(store.images.first?.layers.count == 2)
    }

    @Test func theWindowsOutliveTheFilesName() throws {
        let store = try open(.ociArchive)
        #expect(try store.images.first?.layers.first?.bytes == Self.image.layers[0].tar)
    }

    @Test func progressIsHeardWhileDecompressing() throws {
        let directory = try TemporaryDirectory()
        try Self.image.write(as: .ociArchive, outerCompression: .gzip, to: directory.path("image"))
        let heard = Recorder()
        _ = try ImageStore.open(.path(directory.path("image")), progress: { heard.add($0) })
        #expect(heard.values.last?.phase == .decompressing)
        #expect(heard.values.last.map { $0.bytes <= $0.total ?? 0 } == true)
    }

    @Test func openingCanBeCancelled() throws {
        let directory = try TemporaryDirectory()
        try Self.image.write(as: .ociArchive, outerCompression: .gzip, to: directory.path("zipped"))
        try Self.image.write(as: .ociArchive, to: directory.path("plain"))
        for name in ["zipped", "plain"] {
            let error = failure { try ImageStore.open(.path(directory.path(name)), isCancelled: { true }) }
            #expect(error?.kind == .cancelled)
        }
    }
}
