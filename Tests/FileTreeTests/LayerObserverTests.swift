import Archive
import Synchronization
import TestSupport
import Testing

@testable import FileTree
@testable import ImageStore

@Suite("An observer of a layer's contents")
struct LayerObserverTests {
    /// Writes down what it is told, and wants the contents of some files only.
    private final class Journal: ContentObserver {
        let lines = Mutex<[String]>([])
        let wanted: @Sendable (String) -> Bool
        let limit: Int

        init(limit: Int = .max, wanted: @escaping @Sendable (String) -> Bool = { _ in true }) {
            self.limit = limit
            self.wanted = wanted
        }

        func observer(ofLayer layer: Int) -> any LayerObserver { Page(layer, self) }

        private final class Page: LayerObserver {
            let layer: Int
            let journal: Journal
            var path = ""
            var contents: [UInt8] = []

            init(_ layer: Int, _ journal: Journal) {
                self.layer = layer
                self.journal = journal
            }

            func begin(_ entry: TarEntry, ordinal: Int) -> Bool {
                path = String(decoding: entry.path, as: UTF8.self)
                contents = []
                write("\(ordinal) \(path)")
                return journal.wanted(path)
            }

            func receive(_ piece: RawSpan) -> Bool {
                piece.withUnsafeBytes { contents.append(contentsOf: $0) }
                return contents.count <= journal.limit
            }

            func end() { write("\(path) holds \(contents.count) bytes, \(ContentHasher.hash(contents))") }

            func finish() { write("finished") }

            private func write(_ line: String) { journal.lines.withLock { $0.append("\(layer): \(line)") } }
        }
    }

    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func load(_ image: Image, _ journal: Journal, hashContents: Bool = true) throws -> LayerStack {
        let path = directory.path("image.tar")
        try image.write(as: .dockerArchive, to: path)
        let stored = try ImageStore.open(ImageName(path)).image(reference: nil, platform: nil)
        return ImageLoader.load(stored, hashContents: hashContents, observer: journal).stack
    }

    private let image = Image {
        Layer {
            Directory("etc")
            File("etc/passwd", "root")
            File("etc/group", "")
            Symlink("etc/link", to: "passwd")
            File("data", String(repeating: "x", count: 300_000))
        }
    }

    @Test("sees each entry in the order of the tar, and the contents of the files that it wants")
    func order() throws {
        let journal = Journal { $0 != "data" }
        _ = try load(image, journal)
        #expect(
            journal.lines.withLock { $0 } == [
                "1: 0 etc/", "1: 1 etc/passwd",
                "1: etc/passwd holds 4 bytes, \(ContentHasher.hash(Array("root".utf8)))",
                "1: 2 etc/group", "1: etc/group holds 0 bytes, \(ContentHasher.hash([]))", "1: 3 etc/link", "1: 4 data",
                "1: finished",
            ])
    }

    @Test(
        "changes nothing about the hashes, whether it wants contents, gives up, or is not there",
        arguments: [true, false])
    func hashes(hashContents: Bool) throws {
        let plain = try load(image, Journal { _ in false }, hashContents: hashContents)
        let all = try load(image, Journal(), hashContents: hashContents)
        let some = try load(image, Journal(limit: 2), hashContents: hashContents)
        func hash(_ stack: LayerStack, _ path: String) -> UInt64? {
            stack.entries(of: 1).first { stack.path(of: $0).map(stack.path(of:)) == Array(path.utf8) }
                .flatMap { stack.entry($0).contentHash }
        }
        for path in ["etc/passwd", "etc/group", "data"] {
            #expect(hash(plain, path) == hash(all, path))
            #expect(hash(plain, path) == hash(some, path))
            #expect((hash(all, path) != nil) == hashContents)
        }
    }

    @Test("is told no end of a file that it gave up")
    func giveUp() throws {
        let journal = Journal(limit: 100)
        _ = try load(image, journal)
        #expect(!journal.lines.withLock { $0 }.contains { $0.contains("data holds") })
    }

    @Test("is told of the end of a layer that breaks off")
    func truncation() throws {
        let path = directory.path("image.tar")
        try image.write(as: .dockerArchive, layerCompression: .gzip, to: path)
        let whole = try ImageStore.open(ImageName(path)).image(reference: nil, platform: nil).layers[0]
        let window = try #require(whole.window)
        let start = try window.bytes(at: 0, count: Int(window.length) - 20)
        let broken = LayerBlob(
            index: 1, digest: nil, diffID: nil, mediaType: nil, blobSize: Int64(start.count), compression: .gzip,
            window: try FileWindow(opening: try directory.write(start, to: "cut.gz")), missing: nil, history: nil)
        let journal = Journal()
        #expect(throws: ArchiveError.self) {
            try LayerTree(reading: broken, hashContents: false, observer: journal.observer(ofLayer: 1))
        }
        #expect(journal.lines.withLock { $0 }.last == "1: finished")
    }
}

extension ContentHasher {
    fileprivate static func hash(_ bytes: [UInt8]) -> UInt64 {
        var hasher = ContentHasher()
        bytes.withUnsafeBytes { hasher.update($0) }
        return hasher.finish()
    }
}
