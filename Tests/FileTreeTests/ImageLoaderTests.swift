import Archive
import ImageStore
import Synchronization
import TestSupport
import Testing

@testable import FileTree

@Suite("Loading an image")
struct ImageLoaderTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Events in the order in which they came.
    private final class Log: Sendable {
        let events = Mutex<[String]>([])

        func take(_ event: ImageLoader.Event) {
            switch event {
            case .progress: break
            case .loaded(let layer, let tree):
                let state = tree.fault == nil ? "loaded" : "partly loaded"
                events.withLock { $0.append("\(state) \(layer)") }
            case .failed(let layer, let why): events.withLock { $0.append("failed \(layer): \(why)") }
            }
        }

        var sorted: [String] { events.withLock { $0.sorted() } }
    }

    private func open(_ image: Image, layerCompression: Compression = .none) throws -> StoredImage {
        let path = directory.path("image.tar")
        try image.write(as: .dockerArchive, layerCompression: layerCompression, to: path)
        return try ImageStore.open(ImageName(path)).image(reference: nil, platform: nil)
    }

    private let twoLayers = Image {
        Layer {
            Directory("etc")
            File("etc/passwd", "root")
            File("gone", "12345")
            HardLink("etc/shadow", to: "etc/passwd")
        }
        Layer {
            Whiteout("gone")
            File("etc/passwd", "root, user")
        }
    }

    @Test("Layers of any compression become a stack", arguments: Compression.allCases)
    func compressions(compression: Compression) throws {
        let log = Log()
        let loaded = ImageLoader.load(
            try open(twoLayers, layerCompression: compression), hashContents: false, onEvent: { log.take($0) })
        #expect(loaded.warnings == [])
        #expect(log.sorted == ["loaded 1", "loaded 2"])
        #expect(loaded.stack.finalPaths == ["etc/", "etc/passwd", "etc/shadow"])
        #expect(loaded.stack.waste().visibleBytes == 14)
        #expect(loaded.stack.waste().wastedBytes == 5)
        #expect(loaded.stack.entries(of: 1).allSatisfy { loaded.stack.entry($0).contentHash == nil })
    }

    @Test("Equal contents have equal hashes, and only regular files have any")
    func hashes() throws {
        let image = Image {
            Layer {
                File("a", "same")
                File("b", "same")
                File("c", "other")
                File("empty", "")
                Symlink("l", to: "a")
                Directory("d")
            }
        }
        let stack = ImageLoader.load(try open(image), hashContents: true).stack
        func hash(_ path: String) -> UInt64? {
            stack.path(path).flatMap { stack.view(of: 1...1).entry(of: $0) }.flatMap { stack.entry($0).contentHash }
        }
        #expect(hash("a") != nil && hash("a") == hash("b") && hash("a") != hash("c"))
        #expect(hash("empty") == 0x2D06_8005_38D3_94C2)
        #expect(hash("l") == nil && hash("d") == nil)
    }

    @Test("A rewrite with another time is metadata once contents are hashed")
    func hashedChanges() throws {
        let image = Image {
            Layer { File("a", "text").modified(1) }
            Layer { File("a", "text").modified(2) }
        }
        let stored = try open(image)
        #expect(ImageLoader.load(stored, hashContents: false).stack.view(of: 2...2).changes == ["modified a"])
        #expect(ImageLoader.load(stored, hashContents: true).stack.view(of: 2...2).changes == ["metadata a"])
    }

    @Test(
        "A layer that ends too early is kept as far as it goes, and does not count as loaded", arguments: [true, false])
    func truncated(hashContents: Bool) throws {
        var image = twoLayers
        let broken = Layer(
            tar: Array(
                Layer {
                    File("a", "1"); File("b", size: 5000)
                }.tar.prefix(2500)))
        image.parts.append(.layer(broken))
        let log = Log()
        let loaded = ImageLoader.load(try open(image), hashContents: hashContents, onEvent: { log.take($0) })
        let sentence = "layer 3 is only known in part: the tar ends in the middle of “b”"
        #expect(loaded.warnings == [sentence])
        #expect(log.sorted == ["failed 3: \(sentence)", "loaded 1", "loaded 2", "partly loaded 3"])
        #expect(loaded.stack.isLoaded(2) && !loaded.stack.isLoaded(3))
        #expect(loaded.stack.fault(of: 3) == sentence && loaded.stack.fault(of: 2) == nil)
        #expect(loaded.stack.finalPaths.contains("a"))
    }

    @Test("A layer that is no tar is missing, and the rest is there")
    func notATar() throws {
        var image = twoLayers
        image.parts.append(.layer(Layer(tar: Array(String(repeating: "not a tar. ", count: 300).utf8))))
        let loaded = ImageLoader.load(try open(image, layerCompression: .gzip), hashContents: true)
        #expect(loaded.warnings == ["layer 3 cannot be read: this is not a tar"])
        #expect(!loaded.stack.isLoaded(3) && loaded.stack.totals(of: 3) == nil)
        #expect(loaded.stack.view(of: 1...3).present == ["etc/", "etc/passwd", "etc/shadow"])
    }

    @Test("A layer that is not in the archive fails, with no second warning after the image's own")
    func missing() throws {
        var image = twoLayers
        image.parts.append(.layer(Layer { File("new", "1") }.changed { $0.isMissing = true }))
        let stored = try open(image)
        let log = Log()
        let loaded = ImageLoader.load(stored, hashContents: false, onEvent: { log.take($0) })
        #expect(stored.warnings.filter { $0.hasPrefix("layer 3 ") }.count == 1)
        #expect(loaded.warnings == [])
        #expect(log.sorted.first?.hasPrefix("failed 3: layer 3 ") == true)
        #expect(!loaded.stack.isLoaded(3))
    }

    @Test("Warnings name their layer")
    func warnings() throws {
        let image = Image {
            Layer { File("a", "1") }
            Layer { File("../b", "1") }
        }
        #expect(
            ImageLoader.load(try open(image), hashContents: false).warnings == [
                "layer 2: \"../b\" climbs out of the image with \"..\" and was left out"
            ])
    }

    @Test("Who gives up gets what is finished, without warnings")
    func cancelled() throws {
        let loaded = ImageLoader.load(try open(twoLayers), hashContents: true, isCancelled: { true })
        #expect(loaded.warnings == [])
        #expect(!loaded.stack.isLoaded(1) && !loaded.stack.isLoaded(2))
        let stored = try open(twoLayers)
        #expect(throws: ArchiveError.self) {
            try LayerTree(reading: stored.layers[0], hashContents: true, isCancelled: { true })
        }
    }

    @Test("Progress ends with all bytes of the blob")
    func progress() throws {
        let stored = try open(twoLayers, layerCompression: .gzip)
        var seen: [Int64] = []
        let tree = try LayerTree(reading: stored.layers[0], hashContents: true, progress: { seen.append($0) })
        #expect(seen.last == stored.layers[0].blobSize)
        #expect(tree.totals.files == 3)
    }

    @Test("An image without layers is an empty stack")
    func noLayers() throws {
        let loaded = ImageLoader.load(try open(Image {}), hashContents: true)
        #expect(loaded.stack.layerCount == 0 && loaded.warnings == [])
    }
}
