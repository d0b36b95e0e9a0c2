import ImageStore
import OCI
import TestSupport
import Testing

@Suite("Hostile indexes come to an end")
struct HostileIndexTests {
    @Test func digestsThatArePathsAreRefused() {
        var place = Place()
        place.addIndex([#"{"mediaType":"m","digest":"sha256:../../../../etc/passwd","size":1}"#])
        for open in [{ try place.open() }, { try place.openDirectory() }] {
            let error = failure(open)
            #expect(error?.message.contains("malformed digest") == true)
        }
    }

    @Test func deepNestingEnds() {
        var place = Place()
        var inner = place.addImage(["a"])
        for _ in 0..<20 { inner = place.addBlob(Array(Place.index([inner]).utf8), MediaType.index) }
        place.addIndex([inner])
        #expect(failure { try place.open() }?.message.contains("nests too deeply") == true)
    }

    @Test func indexesThatListOneAnotherManyTimesAreReadOnce() throws {
        var place = Place()
        var inner = [place.addImage(["a"])]
        for level in 0..<7 {
            let text = Place.index(inner) + String(repeating: " ", count: level)
            let index = place.addBlob(Array(text.utf8), MediaType.index)
            inner = Array(repeating: index, count: 20)
        }
        place.addIndex(inner)
        let store = try place.open()
        #expect(store.images.count == 1)
        #expect(store.warnings.isEmpty)
    }

    @Test func descriptorsAreFollowedUpToABound() throws {
        var place = Place()
        let many = (0..<20_010).map { place.addBlob(Array("\($0)".utf8), MediaType.manifest, isAbsent: true) }
        place.addIndex([place.addImage(["a"])] + many)
        let store = try place.open()
        #expect(store.images.count == 1)
        #expect(store.warnings == ["only 20000 manifests of the index are looked at"])
    }

    @Test(arguments: ["", "x", "[]", "{}", #"{"manifests":5}"#])
    func aDamagedIndexIsSaidSo(_ text: String) {
        var place = Place()
        place.add("index.json", text)
        let error = failure { try place.open() }
        #expect(error?.kind == .damaged)
        #expect(error?.message.contains("index.json") == true)
    }

    @Test func anEmptyIndexHoldsNoImage() {
        var place = Place()
        place.addIndex([])
        let error = failure { try place.open() }
        #expect(error?.kind == .notAnImage)
        #expect(error?.message.hasSuffix("holds no image: its index is empty") == true)
    }

    @Test func anEmptyIndexBesideAnImageIsNoted() throws {
        var place = Place()
        let empty = place.addBlob(Array(Place.index([]).utf8), MediaType.index, fields: named("none"))
        place.addIndex([empty, place.addImage(["a"])])
        let store = try place.open()
        #expect(store.images.count == 1)
        #expect(store.others.map(\.references) == [["none"]])
    }

    @Test(arguments: ["", "{", "[]", "{\"config\":5}"])
    func aDamagedManifestIsNotedAndTheOthersOpen(_ text: String) throws {
        var place = Place()
        place.addIndex([place.addBlob(Array(text.utf8), MediaType.manifest), place.addImage(["a"])])
        let store = try place.open()
        #expect(store.images.count == 1)
        #expect(store.others.map(\.kind) == [.unreadable])
    }

    @Test func aDamagedConfigurationIsNotedAndTheOthersOpen() throws {
        var place = Place()
        let config = place.addBlob(Array("{".utf8), MediaType.config)
        let bad = place.addBlob(Array("{\"config\":\(config),\"layers\":[]}".utf8), MediaType.manifest)
        place.addIndex([bad, place.addImage(["a"])])
        let store = try place.open()
        #expect(store.images.count == 1)
        #expect(store.others[0].reason.contains("is not valid JSON"))
    }

    @Test func noByteOfAnArchiveCrashesTheReader() throws {
        let image = Image(reference: "a:1") { Layer { File("f", "x") }.createdBy("RUN x") }
        let directory = try TemporaryDirectory()
        var random = SeededRandom(seed: 7)
        var opened = 0
        for format in ImageArchive.Format.allCases {
            let good = try ImageArchive([image]).bytes(as: format)
            for _ in 0..<60 {
                var bytes = good
                if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
                for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                let path = try directory.write(bytes, to: "mutant")
                do {
                    opened += try ImageStore.open(.path(path)).images.count
                } catch {
                    #expect(error.message.hasPrefix("“\(path)” "))
                }
            }
        }
        #expect(opened > 0)
    }
}
