import Archive
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// The scanner among the observers of a layer.
@Suite struct SecretScannerTests {
    private func inspect(_ layer: Layer, _ inspection: ContentInspection = ContentInspection()) throws
        -> InspectedContents
    {
        let directory = try TemporaryDirectory()
        let path = try directory.write(layer.tar, to: "layer.tar")
        let reader = try TarReader(FileWindow(opening: path))
        let observer = inspection.observer(ofLayer: 1)
        while let entry = try reader.next() {
            var isWanted = observer.begin(entry, ordinal: reader.ordinal)
            let isWhole = try reader.readPieces { piece in
                isWanted = isWanted && observer.receive(piece)
                return isWanted
            }
            if isWhole, isWanted { observer.end() }
        }
        observer.finish()
        return inspection.results
    }

    @Test func secretsKeepTheirPlaceAndAreRedacted() throws {
        var fake = FakeSecret(31)
        let token = fake.checked("gh" + "p_")
        let contents = try inspect(
            Layer {
                File("etc/hosts", "127.0.0.1 localhost\n")
                File("app/.env", "A=1\nTOKEN=\(token)\nAGAIN=\(token)\n")
            })
        let match = try #require(contents.secrets?.matches.first)
        #expect(contents.secrets?.matches.count == 1)
        #expect(match.path == Array("app/.env".utf8))
        #expect((match.layer, match.ordinal, match.line) == (1, 1, 2))
        #expect(match.shown == "ghp_… (40 characters)")
    }

    @Test func eachFileIsJudgedByItsOwnDirectory() throws {
        var fake = FakeSecret(34)
        let paths = ["app/docs/a", "app/docs/b", "app/c", "app/node_modules/d", "app/docs/e", "f"]
        let contents = try inspect(
            Layer { for path in paths { File(path, "x \(fake.checked("gh" + "p_"))") } })
        #expect(
            contents.secrets?.matches.map(\.confidence) == [.low, .low, .high, .high, .low, .high])
    }

    @Test func theUserMaySeeThem() throws {
        var fake = FakeSecret(32)
        let token = fake.checked("gh" + "p_")
        let contents = try inspect(Layer { File("a", token) }, ContentInspection(showsSecrets: true))
        #expect(contents.secrets?.matches.map(\.shown) == [token])
    }

    @Test func packageIndicesArePassedOverVisibly() throws {
        var fake = FakeSecret(33)
        let contents = try inspect(
            Layer {
                File("var/lib/apt/lists/deb_Packages", "x \(fake.checked("gh" + "p_"))")
                File("var/lib/dpkg/status", "Package: x\n")
            })
        #expect(contents.secrets?.matches.isEmpty == true)
        #expect(contents.secrets?.skippedIndices.files == 2)
        // Others that want the file still get it.
        #expect(contents.facts([UInt8].self).count == 1)
    }

    /// Each of the archives is small; together they would unpack to a thousand times the layer.
    @Test("The archives of a layer unpack to no more than in proportion to their bytes, and what is left out is said")
    func archivesOfOneLayer() throws {
        var fake = FakeSecret(36)
        let token = "T=" + fake.checked("gh" + "p_") + "\n"
        let bomb = try Compressor.compress([UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20), .gzip)
        let modest = try Compressor.compress(Array(token.utf8), .gzip)
        let contents = try inspect(
            Layer {
                for number in 1...20 { File("\(number).gz", bytes: bomb) }
                File("own.gz", bytes: modest)
            })
        let skipped = try #require(contents.secrets?.skippedArchives.files)
        #expect((8..<20).contains(skipped))
        // Its own part is not used up by those before it.
        #expect(contents.secrets?.matches.map(\.path) == [Array("own.gz".utf8)])
    }

    @Test func aSearchThatIsNotWantedIsNotMade() throws {
        var fake = FakeSecret(34)
        let contents = try inspect(
            Layer { File("a", fake.checked("gh" + "p_")) }, ContentInspection(scansSecrets: false))
        #expect(contents.secrets?.matches == nil)
    }

    @Test func documentationAndInstalledCodeWeighLess() throws {
        var fake = FakeSecret(35)
        let key = "AI" + "za" + fake.characters(35)
        let contents = try inspect(
            Layer {
                File("app/config.py", "K='\(key)'")
                File("usr/lib/python3/dist-packages/x/y.py", "K='\(key)'")
                File("app/docs/guide.md", "K='\(key)'")
            })
        #expect(contents.secrets?.matches.map(\.confidence) == [.high, .medium, .low])
    }

    @Test func librariesCarryKeysToTestThemselves() throws {
        var fake = FakeSecret(36)
        let key = fake.pem("EC PRIVATE KEY", lines: 3)
        let contents = try inspect(
            Layer {
                File("usr/lib/libcrypto.so", bytes: [0x7f, 0x45, 0x4c, 0x46, 0] + Array(key.utf8) + [0])
                File("app/run", bytes: [0x7f, 0x45, 0x4c, 0x46, 0] + Array(key.utf8) + [0])
                File(
                    "usr/lib/classes",
                    bytes: [0, 1] + Array("secretkey Lsun/security/Provider0Impl/AbstractSpec1x".utf8))
            })
        #expect(contents.secrets?.matches.map(\.confidence) == [.low, .high])
    }
}
