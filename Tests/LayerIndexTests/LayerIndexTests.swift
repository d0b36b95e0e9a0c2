import AnalysisSupport
import Archive
import FileTree
import Foundation
import ImageStore
import Reporting
import Synchronization
import TestSupport
import Testing

@testable import ImageAnalysis

/// A reading that counts the layers that need not be read.
private final class Counted: LayerMemory {
    private let reading: IndexedReading
    private let hits = Mutex(0)

    init(_ reading: IndexedReading) { self.reading = reading }

    /// How many layers the index had.
    var known: Int { hits.withLock { $0 } }

    func tree(of blob: LayerBlob, isCancelled: @escaping @Sendable () -> Bool) -> LayerTree? {
        let tree = reading.tree(of: blob, isCancelled: isCancelled)
        if tree != nil { hits.withLock { $0 += 1 } }
        return tree
    }

    func reading(_ blob: LayerBlob) -> LayerBlob { reading.reading(blob) }
    func keep(_ tree: LayerTree, of blob: LayerBlob) { reading.keep(tree, of: blob) }
    func finish(_ stack: LayerStack) { reading.finish(stack) }
}

@Suite("Layers that need not be read again")
struct LayerIndexTests {
    private let scratch: TemporaryDirectory

    init() throws {
        scratch = try TemporaryDirectory()
    }

    private var cache: String { scratch.path("cache") }

    /// An index for which all files of the test are old enough to be told by their times.
    private func index(later seconds: Int64 = 60, analyser: String = "test") throws -> LayerIndex {
        let index = LayerIndex(cache, analyser: analyser) { .init(seconds: WindowIdentity.Time.now.seconds + seconds) }
        return try #require(index)
    }

    private func write(
        _ image: Image, to name: String = "image.tar", _ compression: Compression = .none,
        as form: ImageArchive.Format = .dockerArchive
    ) throws -> String {
        let path = scratch.path(name)
        try image.write(as: form, layerCompression: compression, to: path)
        return path
    }

    /// How many layers of an image the index has, those that it has not being read and kept.
    @discardableResult
    private func known(
        _ path: String, _ index: LayerIndex, hashes: Bool = true, inspects: Bool = true, isToBeCompared: Bool = false
    ) throws -> Int {
        let image = try ImageStore.open(ImageName(path)).image(reference: nil, platform: nil)
        let inspection = inspects ? ContentInspection(isToBeCompared: isToBeCompared) : nil
        let reading = Counted(
            try #require(IndexedReading(index, hashesContents: hashes, inspection: inspection)))
        _ = ImageLoader.load(image, hashContents: hashes, observer: inspection, memory: reading)
        return reading.known
    }

    /// What programs are told of an image: its JSON of inspect, check, advise and sbom.
    private func documents(_ path: String, _ index: LayerIndex?) throws -> [String] {
        var request = Analysis.Request()
        request.index = index
        let analysis = try Analysis(opening: path, request)
        var bare = request
        (bare.hashesContents, bare.scansSecrets) = (false, false)
        let packages = try Analysis(opening: path, bare)
        return [
            analysis.report.json.pretty, analysis.findings().json(hasAllItems: true).pretty,
            AdviceReport(analysis.advice, imageName: "image", transfer: .usual).json.pretty,
            BillOfMaterials(packages.image, toolVersion: "1").cycloneDX(.v1_6).pretty,
            "\(analysis.warnings)",
        ]
    }

    // MARK: - Samples

    private static let token = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"
    private static let hash = "$6$saltsalt$" + String(repeating: "Zx9", count: 28)
    private static let password = "Xk29fLq8vTz1"

    /// Packages, programs, hard links in a layer and into a lower one, whiteouts, opaque directories, secrets wherever they are
    /// kept, sources of an application.
    private static let rich = Image(reference: "app:1") {
        Layer {
            Directory("etc")
            File("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nNAME=Debian\n")
            File("etc/passwd", "root:x:0:0:root:/root:/bin/sh\napp:\(hash):1000:1000::/app:/bin/sh\n")
            File("etc/shadow", "root:\(hash):19000:0:99999:7:::\n")
            DebianPackage.status([.libc, .base, .dash, .ssl])
            DebianPackage.libc.items + DebianPackage.base.items + DebianPackage.dash.items + DebianPackage.ssl.items
            File("var/cache/apt/archives/x.deb", size: 5000)
        }.createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
        Layer {
            File("app/main.py", "import os\nTOKEN = \"\(token)\"\n")
            File("app/entrypoint.sh", "#!/bin/sh\nexport DB_PASSWORD=\(password)\nexec python3 main.py\n", mode: 0o755)
            File("app/package-lock.json", #"{"packages":{"node_modules/a":{"version":"1.0.0"}}}"#)
            File("app/.npmrc", "//registry.npmjs.org/:_authToken=npm_" + String(repeating: "aB3", count: 12) + "\n")
            File("app/twice", "first")
            File("app/twice", "second")
            HardLink("app/same", to: "app/twice")
            HardLink("app/below", to: "etc/os-release")
            Symlink("app/link", to: "../etc")
        }.createdBy("COPY . /app # buildkit", comment: "buildkit.dockerfile.v0")
        Layer {
            Whiteout("app/.npmrc")
            File("var/cache/.wh..wh..opq")
            File("app/__pycache__/main.cpython-311.pyc", size: 100)
            File("usr/bin/ping", bytes: ELFFile(interpreter: "/lib64/ld.so").bytes, mode: 0o755)
                .attribute("security.capability", [1, 0, 0, 2] + [UInt8](repeating: 1, count: 16))
        }.createdBy("RUN /bin/sh -c rm /app/.npmrc # buildkit", comment: "buildkit.dockerfile.v0")
    }.configured { $0.environment = ["API_TOKEN=\(token)", "PATH=/bin"] }

    private static let layers = (1...6).map { number in
        Layer {
            File("layer\(number)/file", "contents \(number)")
            File("layer\(number)/large", size: 10_000 * number)
        }
    }

    private static func image(changing last: String? = nil) -> Image {
        Image(reference: "app:1") {
            for layer in layers.dropLast() { layer }
            last.map { last in Layer { File("last", last) } } ?? layers[5]
        }
    }

    // MARK: - Results

    @Test(
        "What is said of an image is the same without an index, with an empty one and with a full one",
        arguments: [Compression.none, .gzip, .zstd], [ImageArchive.Format.dockerArchive, .ociArchive])
    func same(compression: Compression, form: ImageArchive.Format) throws {
        let path = try write(Self.rich, compression, as: form)
        let expected = try documents(path, nil)
        #expect(try documents(path, index()) == expected)
        #expect(try documents(path, index()) == expected)
        #expect(try known(path, index()) == 3)
    }

    @Test("It is the same with any file of the index damaged or cut at many places")
    func damaged() throws {
        let path = try write(Self.rich, .gzip)
        let expected = try documents(path, nil)
        var random = SeededRandom(seed: 5)
        _ = try documents(path, index())
        for name in try FileManager.default.contentsOfDirectory(atPath: cache).sorted() {
            for round in 0..<3 {
                let url = URL(fileURLWithPath: "\(cache)/\(name)")
                guard var bytes = try? Data(contentsOf: url), !bytes.isEmpty else { continue }
                let place = Int.random(in: 0..<bytes.count, using: &random)
                if round == 2 { bytes = bytes.prefix(place) } else { bytes[place] ^= 0x55 }
                try bytes.write(to: url)
                chmod(url.path, 0o600)
                #expect(try documents(path, index()) == expected, "\(name) at \(place)")
            }
        }
    }

    @Test("A layer that cannot be read to its end is not kept, and is said to be so each time")
    func faults() throws {
        let path = try write(
            Image(reference: "x:1") {
                Layer { File("whole", "1") }
                Layer { File("cut", size: 4000) }.changed { $0.blob = Array($0.tar.prefix(2000)) }
            })
        #expect(try known(path, index()) == 0)
        #expect(try known(path, index()) == 1)
        #expect(try documents(path, index()) == documents(path, nil))
    }

    // MARK: - What an index is found by

    @Test("A file that is what it was is told without reading it; contents or headers alone, each in its own right")
    func identity() throws {
        let path = try write(Self.image())
        #expect(try known(path, index(), hashes: false, inspects: false) == 0)
        #expect(try known(path, index(), hashes: false, inspects: false) == 6)
        #expect(try known(path, index()) == 0)
        #expect(try known(path, index()) == 6)
        #expect(try known(path, index(), hashes: false, inspects: false) == 6)
        #expect(try known(path, index(), isToBeCompared: true) == 0)
        #expect(try known(path, index(analyser: "another"), hashes: false, inspects: false) == 0)
    }

    @Test(
        "Of an image of which only the last layer is new, in a new file, only that is read",
        arguments: [
            Compression.none, .gzip,
        ])
    func newFile(compression: Compression) throws {
        try known(try write(Self.image(), compression), index())
        let other = try write(Self.image(changing: "new"), to: "other.tar", compression)
        #expect(try known(other, index()) == 5)
        #expect(try known(other, index()) == 6)
        #expect(try documents(other, index()) == documents(other, nil))
    }

    @Test("Layers below others than before have the numbers that they have there")
    func renumbered() throws {
        try known(try write(Self.rich), index())
        let moved = Image(reference: "app:2") { [.layer(Self.layers[0])] + Self.rich.parts }
        let path = try write(moved, to: "moved.tar")
        #expect(try known(path, index()) == 3)
        #expect(try documents(path, index()) == documents(path, nil))
    }

    @Test("A digest that an image only claims is not believed")
    func lyingClaim() throws {
        try known(try write(Self.image()), index())
        let honest = Self.layers[5]
        let forged = honest.changed { layer in
            layer.blob =
                Layer {
                    File("layer6/file", "conTents 6")
                    File("layer6/large", size: 60_000)
                }.tar
        }
        let path = try write(
            Image(reference: "app:1") {
                for layer in Self.layers.dropLast() { layer }
                forged
            }, to: "forged.tar")
        #expect(try known(path, index()) == 5)
        #expect(try documents(path, index()) == documents(path, nil))
        // And what was read of the forgery is not taken for the honest one.
        let again = try write(Self.image(), to: "again.tar")
        #expect(try documents(again, index()) == documents(again, nil))
    }

    @Test("A file that was changed just now is not told by its times, since it might change again within them")
    func racy() throws {
        let path = try write(Self.image())
        #expect(try known(path, index(later: 0), hashes: false, inspects: false) == 0)
        #expect(try known(path, index(later: 0), hashes: false, inspects: false) == 0)
        // Where contents were read their hash tells them all the same.
        try known(path, index(later: 0))
        #expect(try known(path, index(later: 0)) == 6)
    }

    @Test("A file of the same name, size and time of change that another took the place of is another")
    func replaced() throws {
        let path = try write(Self.image(changing: "one"))
        try known(path, index())
        let other = try write(Self.image(changing: "two"), to: "other.tar")
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        #expect(try FileManager.default.attributesOfItem(atPath: other)[.size] as? Int == size)
        var status = stat()
        stat(path, &status)
        rename(other, path)
        utimensat(AT_FDCWD, path, [status.st_atim, status.st_mtim], 0)
        #expect(try known(path, index()) == 5)
        #expect(try documents(path, index()) == documents(path, nil))
        // The same written over in place.
        let third = try Data(contentsOf: URL(fileURLWithPath: write(Self.image(changing: "six"), to: "third.tar")))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.write(contentsOf: third)
        try file.close()
        utimensat(AT_FDCWD, path, [status.st_atim, status.st_mtim], 0)
        #expect(try known(path, index()) == 5)
    }

    @Test("A stream has no file, and is told by its layers' hashes")
    func stream() throws {
        let path = try write(Self.image(), .gzip)
        try known(path, index())
        let packed = scratch.path("packed.tar.gz")
        try Data(Compressor.compress(Array(Data(contentsOf: URL(fileURLWithPath: path))), .gzip))
            .write(to: URL(fileURLWithPath: packed))
        #expect(try known(packed, index()) == 6)
    }

    // MARK: - Secrets

    @Test("No secret stands in any file of the index, and files that have some are read anew")
    func secrets() throws {
        let path = try write(Self.rich)
        let expected = try documents(path, nil)
        _ = try documents(path, index())
        let names = try FileManager.default.contentsOfDirectory(atPath: cache)
        for part in ["hashed-tree", "facts-", "secrets"] { #expect(names.contains { $0.contains(".\(part)") }) }
        for name in names {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(cache)/\(name)"))
            for secret in [Self.token, Self.hash, Self.password, String(repeating: "aB3", count: 12)] {
                for part in [secret, String(secret.dropFirst(5))] {
                    #expect(bytes.range(of: Data(part.utf8)) == nil, "\(name) has \(part)")
                }
            }
        }
        #expect(try documents(path, index()) == expected)
    }

    @Test("A search that shows secrets whole, and one for a text, use no index")
    func shownSecrets() throws {
        let shown = ContentInspection(showsSecrets: true)
        #expect(try IndexedReading(index(), hashesContents: true, inspection: shown) == nil)
        let search = try TextSearch("x").observing { _ in }
        let searching = ContentInspection(searches: [search])
        #expect(try IndexedReading(index(), hashesContents: true, inspection: searching) == nil)
        let path = try write(Self.rich)
        var request = Analysis.Request()
        (request.showsSecrets, request.index) = (true, try index())
        _ = try Analysis(opening: path, request)
        #expect(LayerIndex.usage(in: cache)?.files == 0)
    }

    // MARK: - The whole of it

    @Test("It says how many layers it has, and is empty once it was cleared")
    func usage() throws {
        let path = try write(Self.image())
        try known(path, index())
        #expect(LayerIndex.usage(in: cache)?.layers == 6)
        LayerIndex.clear(cache)
        #expect(LayerIndex.usage(in: cache)?.files == 0)
        #expect(try known(path, index()) == 0)
    }

    @Test("Where it can only be read it serves what it has")
    func readOnly() throws {
        let path = try write(Self.image())
        try known(path, index())
        let index = try index()
        chmod(cache, 0o500)
        defer { chmod(cache, 0o700) }
        #expect(try known(path, index) == 6)
        let other = try write(Self.image(changing: "new"), to: "other.tar")
        #expect(try documents(other, index) == documents(other, nil))
    }
}
