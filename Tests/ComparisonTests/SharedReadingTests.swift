import FileTree
import ImageAnalysis
import Synchronization
import TestSupport
import Testing

@Suite("Layers that two images share are read once")
struct SharedReadingTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func written(_ name: String, _ layers: [Layer]) throws -> String {
        let path = directory.path(name)
        try image(of: layers, named: "\(name):1").write(as: .ociArchive, layerCompression: .gzip, to: path)
        return path
    }

    /// Opens an image, and tells which of its layers were read.
    private func open(_ path: String, alreadyRead: [AnalyzedImage] = []) throws -> (analysis: Analysis, read: Set<Int>)
    {
        var request = Analysis.Request()
        (request.isToBeCompared, request.alreadyRead) = (true, alreadyRead)
        let read = Mutex<Set<Int>>([])
        let analysis = try Analysis(
            opening: path, request,
            onEvent: { event in
                guard case .loaded(let layer, _) = event else { return }
                read.withLock { _ = $0.insert(layer) }
            })
        return (analysis, read.withLock { $0 })
    }

    private static let lower = built {
        File("lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\nF:lib\nR:ld.so\n")
        File("lib/ld.so", size: 600); HardLink("lib/again", to: "lib/ld.so")
        File("root/.netrc", "machine example.org login me password Vq83hs0LmZ2kTd\n")
    }

    @Test("the second image says the same as if it were read alone, under its own numbers")
    func same() throws {
        let one = try written("one", [Self.lower, built { File("app/one", "1") }])
        let two = try written("two", [built { File("first", "f") }, Self.lower, built { File("app/two", "2") }])
        let first = try open(one)
        #expect(first.read == [1, 2])
        let second = try open(two, alreadyRead: [first.analysis.image])
        #expect(second.read == [1, 3])
        let alone = try open(two).analysis
        #expect(second.analysis.image.packages.packages == alone.image.packages.packages)
        #expect(second.analysis.findings().findings == alone.findings().findings)
        #expect(alone.findings().findings.contains { $0.rule.category == .secret && $0.layer == 2 })
        #expect(second.analysis.image.waste == alone.image.waste)
        #expect(second.analysis.warnings == alone.warnings)
        #expect(second.analysis.image.stack.layersNotLoaded.isEmpty)
    }

    @Test("a layer that could not be read whole is read again")
    func damaged() throws {
        let path = try written("half", [Self.lower.changed { $0.blob = Array("no tar at all".utf8) }])
        let first = try open(path)
        let second = try open(path, alreadyRead: [first.analysis.image])
        #expect(!first.analysis.image.stack.layersNotLoaded.isEmpty)
        #expect(!second.analysis.image.stack.layersNotLoaded.isEmpty)
    }

    @Test("a layer that is twice in an image is taken twice")
    func twice() throws {
        let one = try open(try written("one", [Self.lower]))
        let path = try written("two", [Self.lower, built { File("a", "a") }, Self.lower])
        let second = try open(path, alreadyRead: [one.analysis.image])
        #expect(second.read == [2])
        #expect(second.analysis.image.waste == (try open(path)).analysis.image.waste)
    }
}
