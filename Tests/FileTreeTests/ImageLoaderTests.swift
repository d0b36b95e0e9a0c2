import Archive
import FileTree
import ImageStore
import Synchronization
import TestSupport
import Testing

@Suite("Loading the layers of an image")
struct ImageLoaderTests {
    private func open(
        _ image: TestSupport.Image, as format: TestSupport.ImageArchive.Format = .dockerArchive,
        layers: Compression = .none, _ directory: TemporaryDirectory
    ) throws -> StoredImage {
        let path = directory.path("image")
        try image.write(as: format, layerCompression: layers, to: path)
        return try ImageStore.open(.path(path)).image(reference: nil, platform: nil)
    }

    private var sample: TestSupport.Image {
        Image {
            Layer {
                File("etc/motd", "hello")
                File("bin/tool", String(repeating: "x", count: 100_000))
                HardLink("bin/alias", to: "bin/tool")
            }
            Layer {
                Whiteout("etc/motd")
                File("new", "")
            }
        }
    }

    @Test("gives the same tree whatever compresses them", arguments: Compression.allCases)
    func compressions(compression: Compression) throws {
        let directory = try TemporaryDirectory()
        let image = try open(sample, as: .ociArchive, layers: compression, directory)
        let loaded = ImageLoader.load(image, hashContents: false)
        #expect(loaded.warnings.isEmpty && loaded.incomplete.isEmpty)
        #expect(loaded.stack.totals(of: 1)?.size == 100_005)
        #expect(loaded.stack.waste().wastedBytes == 5)
    }

    @Test("tells of each layer once")
    func events() throws {
        let directory = try TemporaryDirectory()
        let image = try open(sample, directory)
        let loaded = Mutex<[Int]>([])
        _ = ImageLoader.load(image, hashContents: true) { event in
            if case .loaded(let layer, _) = event { loaded.withLock { $0.append(layer) } }
        }
        #expect(loaded.withLock { $0.sorted() } == [1, 2])
    }

    @Test("hashes contents when asked, and only then")
    func hashes() throws {
        let directory = try TemporaryDirectory()
        let image = try open(sample, directory)
        for hashContents in [false, true] {
            let stack = ImageLoader.load(image, hashContents: hashContents).stack
            let path = try #require(stack.find(Array("bin/tool".utf8)))
            let reference = try #require(stack.view(of: 1...2).entry(of: path))
            #expect((stack.entry(reference).contentHash != nil) == hashContents)
        }
    }

    @Test("keeps what could be read of a damaged layer, and says so")
    func damaged() throws {
        let directory = try TemporaryDirectory()
        try sample.write(as: .ociLayout, to: directory.path("image"))
        let blobs = directory.path("image/blobs/sha256")
        let layer = try #require(
            try Shell.run("find", [blobs, "-size", "+90k"]).text.split(separator: "\n").first.map(String.init))
        _ = try Shell.run("truncate", ["-s", "50000", layer])
        let image = try ImageStore.open(.path(directory.path("image"))).image(reference: nil, platform: nil)
        let loaded = ImageLoader.load(image, hashContents: false)
        #expect(loaded.incomplete == [1])
        #expect(loaded.warnings == ["layer 1: the tar ends in the middle of “bin/tool”"])
        #expect(loaded.stack.find(Array("etc/motd".utf8)) != nil)
    }

    @Test("stops when the user gives up")
    func cancelled() throws {
        let directory = try TemporaryDirectory()
        let image = try open(sample, directory)
        let loaded = ImageLoader.load(image, hashContents: false, isCancelled: { true })
        #expect(!loaded.stack.isLoaded(1) && !loaded.stack.isLoaded(2))
    }
}

@Suite("Contents of entries")
struct ContentReaderTests {
    private let image = Image {
        Layer {
            File("a", "first")
            File("big", String(repeating: "0123456789", count: 60_000))
        }
        Layer {
            HardLink("link", to: "a")
            File("b", "second")
        }
        Layer { Whiteout("b") }
    }

    private func reader(_ compression: Compression) throws -> (ContentReader, LayerStack) {
        let directory = try TemporaryDirectory()
        let path = directory.path("image.tar")
        try image.write(as: .ociArchive, layerCompression: compression, to: path)
        let stored = try ImageStore.open(.path(path)).image(reference: nil, platform: nil)
        let stack = ImageLoader.load(stored, hashContents: false).stack
        return (ContentReader(image: stored, stack: stack), stack)
    }

    private func reference(_ path: String, after layer: Int, in stack: LayerStack) throws -> EntryReference {
        let path = try #require(stack.find(Array(path.utf8)))
        return try #require(stack.view(of: 1...layer).entry(of: path))
    }

    @Test(
        "are read from plain and compressed layers, deleted files and links to lower layers included",
        arguments: [Compression.none, .gzip, .zstd])
    func contents(compression: Compression) throws {
        let (reader, stack) = try reader(compression)
        let deleted = try reference("b", after: 2, in: stack)
        #expect(try reader.bytes(of: deleted, limit: 100) == Array("second".utf8))
        let link = try reference("link", after: 3, in: stack)
        #expect(try reader.bytes(of: link, limit: 100) == Array("first".utf8))
        let big = try reference("big", after: 3, in: stack)
        #expect(try reader.bytes(of: big, limit: 1 << 20).count == 600_000)
        #expect(try reader.bytes(of: big, limit: 12) == Array("012345678901".utf8))
    }

    @Test("of several entries come in one pass, each piece with its entry")
    func several() throws {
        let (reader, stack) = try reader(.gzip)
        let wanted = [try reference("a", after: 3, in: stack), try reference("big", after: 3, in: stack)]
        var counts: [EntryReference: Int] = [:]
        try reader.read(wanted) { entry, bytes in counts[entry, default: 0] += bytes.count }
        #expect(counts == [wanted[0]: 5, wanted[1]: 600_000])
    }
}
