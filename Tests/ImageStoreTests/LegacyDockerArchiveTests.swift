import ImageStore
import TestSupport
import Testing

@Suite("Docker archives without manifest.json")
struct LegacyDockerArchiveTests {
    private let layer = Layer { File("f", "x") }.tar

    private func place(_ parents: KeyValuePairs<String, String?>, repositories: String?) -> Place {
        var place = Place()
        for (identifier, parent) in parents {
            let field = parent.map { ",\"parent\":\"\($0)\"" } ?? ""
            place.add(
                "\(identifier)/json",
                "{\"id\":\"\(identifier)\",\"os\":\"linux\",\"architecture\":\"amd64\",\"container_config\":{\"Cmd\":[\"make\",\"\(identifier)\"]}\(field)}"
            )
            place.add("\(identifier)/layer.tar", layer)
        }
        if let repositories { place.add("repositories", repositories) }
        return place
    }

    @Test func theChainOfParentsIsTheImage() throws {
        let store = try place(
            ["cc": "bb", "aa": nil, "bb": "aa"], repositories: #"{"app":{"1":"cc","latest":"cc"}}"#
        ).open()
        let image = try #require(store.images.first)
        #expect(store.images.count == 1)
        #expect(image.id == "cc")
        #expect(image.references == ["app:1", "app:latest"])
        #expect(image.layers.map { $0.history?.createdBy } == ["make aa", "make bb", "make cc"])
        #expect(image.platform.description == "linux/amd64")
        #expect(image.warnings.isEmpty)
    }

    @Test func severalImagesShareLayers() throws {
        let store = try place(
            ["aa": nil, "bb": "aa", "cc": "aa"], repositories: #"{"b":{"1":"bb"},"c":{"1":"cc"}}"#
        ).open()
        #expect(store.images.map(\.references) == [["b:1"], ["c:1"]])
        #expect(store.images.map(\.layers.count) == [2, 2])
    }

    @Test func withoutRepositoriesEveryTopIsAnImage() throws {
        let store = try place(["aa": nil, "bb": "aa", "cc": "aa"], repositories: nil).open()
        #expect(store.images.map(\.id) == ["bb", "cc"])
        #expect(store.warnings.contains { $0.contains("no names") })
    }

    @Test func aLoopOfParentsEnds() throws {
        let store = try place(["aa": "bb", "bb": "aa"], repositories: #"{"x":{"1":"aa"}}"#).open()
        #expect(store.images[0].layers.count == 2)
        #expect(store.images[0].warnings.contains { $0.contains("run in a circle") })
    }

    @Test func anImageThatIsItsOwnParentEnds() throws {
        let store = try place(["aa": "aa"], repositories: #"{"x":{"1":"aa"}}"#).open()
        #expect(store.images[0].layers.count == 1)
    }

    @Test(arguments: ["../../etc", "/etc", "aa/..", "AA", "a b"])
    func aParentThatIsNoIdIsNotFollowed(_ parent: String) throws {
        let store = try place(["aa": parent], repositories: #"{"x":{"1":"aa"}}"#).open()
        #expect(store.images[0].layers.count == 1)
        #expect(store.images[0].warnings.contains { $0.contains("is no id") })
    }

    @Test func aParentThatIsNotThereIsAWarning() throws {
        let store = try place(["bb": "aa"], repositories: #"{"x":{"1":"bb"}}"#).open()
        #expect(store.images[0].layers.count == 1)
        #expect(store.images[0].warnings.contains { $0.contains("aa is not in the archive") })
    }

    @Test func aNameForNothingIsNotedBesideTheImages() throws {
        let store = try place(
            ["aa": nil], repositories: #"{"x":{"1":"aa","2":"dd","3":"../aa"}}"#
        ).open()
        #expect(store.images.map(\.references) == [["x:1"]])
        #expect(store.others.map(\.references) == [["x:2"], ["x:3"]])
    }

    @Test(arguments: ["[]", "{", #"{"x":"y"}"#])
    func damagedRepositoriesAreSaidSo(_ text: String) {
        let error = failure { try place(["aa": nil], repositories: text).open() }
        #expect(error?.message.contains("repositories") == true)
    }
}
