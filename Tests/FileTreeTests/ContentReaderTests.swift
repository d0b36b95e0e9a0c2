import Archive
import ImageStore
import TestSupport
import Testing

@testable import FileTree

@Suite("Contents of entries")
struct ContentReaderTests {
    private let directory: TemporaryDirectory
    private let image: StoredImage
    private let stack: LayerStack
    private let reader: ContentReader

    init() throws {
        directory = try TemporaryDirectory()
        let built = Image {
            Layer {
                File("a", "first a")
                File("twice", "old")
                Symlink("link", to: "a")
                HardLink("hard", to: "a")
                File("empty", "")
                File("twice", "new")
                HardLink("nowhere", to: "missing")
            }
            Layer {
                HardLink("below", to: "a")
                File("a", "second a")
                File("big", size: 1_000_000, filledWith: 0x62)
            }
            Layer {
                HardLink("hidden", to: "twice")
                Whiteout("a")
            }
        }
        let path = directory.path("image.tar")
        try built.write(as: .ociArchive, layerCompression: .gzip, to: path)
        image = try ImageStore.open(ImageName(path)).image(reference: nil, platform: nil)
        stack = ImageLoader.load(image, hashContents: false).stack
        reader = ContentReader(image: image, stack: stack)
    }

    private func reference(_ path: String, after layer: Int = 3) throws -> EntryReference {
        let path = try #require(stack.path(path))
        return try #require(stack.view(of: layer...layer).entry(of: path))
    }

    private func text(_ path: String, after layer: Int = 3, limit: Int64? = nil) throws -> String {
        String(decoding: try reader.bytes(of: try reference(path, after: layer), limit: limit), as: UTF8.self)
    }

    @Test("Reading ends where nobody waits for it any more, also on the way to the contents")
    func cancelled() throws {
        let reader = ContentReader(image: image, stack: stack, isCancelled: { true })
        let error = #expect(throws: ArchiveError.self) { try reader.bytes(of: reference("big")) }
        #expect(error?.kind == .cancelled)
    }

    @Test("A file of any layer, also a removed one")
    func file() throws {
        #expect(try text("a", after: 1) == "first a")
        #expect(try text("a", after: 2) == "second a")
        #expect(try text("a", after: 3) == "second a")
        #expect(try text("empty") == "")
    }

    @Test("Of two entries of one path the last")
    func twice() throws {
        #expect(try text("twice") == "new")
    }

    @Test("Hard links are followed in their layer, and below where it had no such path by then")
    func hardLinks() throws {
        #expect(try text("hard") == "first a")
        #expect(try text("below") == "first a")
        #expect(try text("hidden") == "new")
    }

    @Test("No more than the limit is read")
    func limit() throws {
        #expect(try text("big", limit: 3) == "bbb")
        #expect(try text("big", limit: 0) == "")
        #expect(try text("big", limit: -1) == "")
        #expect(try reader.bytes(of: try reference("big")).count == 1_000_000)
    }

    @Test("What has no contents says so")
    func noContents() throws {
        #expect(throws: ContentReader.Failure(message: "\"link\" is not a regular file, so it has no contents")) {
            try text("link")
        }
        #expect(
            throws: ContentReader.Failure(
                message: "\"nowhere\" is a hard link to \"missing\", which is not in the image")
        ) {
            try text("nowhere")
        }
    }

    @Test("Several entries in one pass over each layer, base first")
    func several() throws {
        let asked = try ["big", "twice", "hard", "empty"].map { try reference($0) }
        var contents: [EntryReference: Int] = [:]
        var order: [EntryReference] = []
        try reader.read(asked) { entry, bytes in
            if contents[entry] == nil { order.append(entry) }
            contents[entry, default: 0] += bytes.count
        }
        #expect(asked.map { contents[$0] } == [1_000_000, 3, 7, 0])
        #expect(order.map(\.layer) == [1, 1, 1, 2])
    }

    @Test("What the receiver throws ends the reading")
    func stop() throws {
        struct Enough: Error {}
        var pieces = 0
        #expect(throws: Enough.self) {
            try reader.read(try reference("big")) { _ in
                pieces += 1
                throw Enough()
            }
        }
        #expect(pieces == 1)
    }
}
