import ImageStore
import OCI
import TestSupport
import Testing

@testable import ImageStore

@Suite("Which image the user means")
struct SelectionTests {
    private func store(_ images: [(names: [String], platform: String)]) throws -> ImageStore {
        let archive = ImageArchive(
            images.enumerated().map { place, image in
                Image { Layer { File("f", "\(place)") }.createdBy("\(place)") }
                    .platform(image.platform).changed { $0.references = image.names }
            })
        let directory = try TemporaryDirectory()
        try archive.write(as: .dockerArchive, to: directory.path("i"))
        return try ImageStore.open(.path(directory.path("i")))
    }

    private func pick(_ store: ImageStore, _ reference: String?, _ platform: String? = nil) throws -> String? {
        try store.image(reference: reference, platform: platform.flatMap { Platform($0) }).layers[0].history?.createdBy
    }

    @Test func withoutAnyWishItIsTheFirst() throws {
        #expect(try pick(store([(["b:1"], "linux/s390x"), (["a:1"], "linux/s390x")]), nil) == "0")
    }

    @Test func thisMachinesPlatformIsPreferredAmongTheSameName() throws {
        let current = Platform.current.description
        let images = [(["a:1"], "linux/s390x"), (["b:1"], current), (["a:1"], current)]
        #expect(try pick(store(images), nil) == "2")
        #expect(try pick(store(images), "a:1") == "2")
        #expect(try pick(store([([], "linux/s390x"), ([], current)]), nil) == "1")
    }

    @Test func aPlatformIsPickedAmongTheSameName() throws {
        let store = try store([(["a:1"], "linux/amd64"), (["a:1"], "linux/arm/v7"), (["b:1"], "linux/s390x")])
        #expect(try pick(store, nil, "linux/arm") == "1")
        #expect(try pick(store, "b:1", "linux/s390x") == "2")
        let error = try failure { () throws -> ImageStore in
            _ = try pick(store, "a:1", "linux/s390x")
            return store
        }.unwrapped
        #expect(error.kind == .unknownPlatform)
        #expect(error.message.hasSuffix("has no image for linux/s390x; there is linux/amd64, linux/arm/v7"))
    }

    @Test(arguments: [
        ("app:1", "0"), ("docker.io/library/app:1", "0"), ("library/app:1", "0"), ("app", "1"), ("app:latest", "1"),
        ("team/app:2", "2"), ("example.com:5000/team/app:2", "2"), ("3", "3"), ("other", "3"), ("localhost/x:9", "4"),
        ("x:9", "4"), ("docker.io/team/other:3", "3"), ("team/other:3", "3"),
    ])
    func aReferenceFitsInSeveralWays(_ reference: String, _ expected: String) throws {
        let names = [
            ["app:1"], ["docker.io/library/app:latest"], ["example.com:5000/team/app:2"], ["docker.io/team/other:3"],
            ["localhost/x:9"],
        ]
        let store = try store(names.map { ($0, "linux/amd64") })
        if reference == "other" {
            #expect(throws: ImageStoreError.self) { try pick(store, reference) }
        } else {
            #expect(try pick(store, reference) == expected)
        }
    }

    @Test func theStrictestFitWins() throws {
        let store = try store([
            (["example.com/app:1"], "linux/amd64"), (["docker.io/library/app:1"], "linux/amd64"),
            (["app:1"], "linux/amd64"),
        ])
        #expect(try pick(store, "app:1") == "2")
        #expect(try pick(store, "docker.io/app:1") == "1")
        #expect(try pick(store, "example.com/app:1") == "0")
    }

    @Test func anIdMayBeCut() throws {
        let store = try store([(["a:1"], "linux/amd64"), ([], "linux/amd64")])
        let id = store.images[1].id
        for wanted in [id, String(id.dropFirst(7)), String(id.dropFirst(7).prefix(12)), String(id.prefix(19))] {
            #expect(try pick(store, wanted) == "1")
        }
        #expect(throws: ImageStoreError.self) { try pick(store, String(id.dropFirst(7).prefix(3))) }
    }

    @Test func anUnknownReferenceListsWhatThereIs() throws {
        let store = try store([(["a:1"], "linux/amd64"), ([], "linux/amd64")])
        let error = try failure { () throws -> ImageStore in
            _ = try pick(store, "nope")
            return store
        }.unwrapped
        #expect(error.kind == .unknownReference)
        let short = store.images[1].id.dropFirst(7).prefix(12)
        #expect(error.message == "“\(store.source.path)” has no image “nope”; there is a:1, \(short)")
    }

    @Test(arguments: [
        ("docker.io/library/a", "a:latest"), ("docker.io/b/a:1", "b/a:1"), ("host:5000/a", "host:5000/a:latest"),
        ("a@sha256:0", "a@sha256:0"), ("index.docker.io/library/a:2", "a:2"),
    ])
    func familiarNames(_ name: String, _ familiar: String) {
        #expect(ReferenceRule.familiar(name) == familiar)
    }
}

extension Optional {
    /// The value, or a failure of the test.
    fileprivate var unwrapped: Wrapped {
        get throws { try #require(self) }
    }
}
