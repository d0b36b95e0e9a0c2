import Explorer
import ImageStore
import TestSupport
import Testing

@testable import strata

/// Names of files and images as they are typed into a line of the explorer.
@Suite("Typed paths")
struct TypedPathTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        let image = Image(reference: "app:1") { Layer { File("a", "a") } }
        for name in ["app-1.tar", "app-2.tar", ".app-3.tar"] {
            try image.write(as: .dockerArchive, to: directory.path(name))
        }
        try directory.write("no image", to: "app.txt")
        try directory.write("PK\u{3}\u{4} a zip", to: "app.zip")
        try directory.write("{}", to: "app-layout/oci-layout")
        try directory.write("x", to: "apps/x")
    }

    private func completions(_ text: String, _ completion: Effect.Completion) -> [String] {
        TypedPath.completions(of: directory.path(text), to: completion).map {
            String($0.dropFirst(directory.path.count + 1))
        }
    }

    @Test("are completed to directories, or to what may be an image, too")
    func completed() {
        #expect(completions("ap", .directories) == ["app-layout/", "apps/"])
        #expect(completions("ap", .images) == ["app-1.tar", "app-2.tar", "app-layout/", "apps/"])
        #expect(completions("app-1", .directories).isEmpty)
        #expect(completions("none/a", .images).isEmpty)
    }

    @Test("that begin with a dot show what is hidden")
    func hidden() {
        #expect(completions("", .images) == ["app-1.tar", "app-2.tar", "app-layout/", "apps/"])
        #expect(completions(".", .images) == [".app-3.tar"])
    }

    @Test("have ~ for the home directory, by itself or above others only")
    func home() {
        #expect(TypedPath.completions(of: "~", to: .images) == ["~/"])
        #expect(!TypedPath.expanded("~/x").hasPrefix("~"))
        #expect(TypedPath.expanded("~x") == "~x" && TypedPath.expanded("x/~") == "x/~")
    }

    @Test("are offered from beside the open image, without it")
    func offered() throws {
        let offered = NearbyImages.offered(beside: .path(directory.path("app-1.tar")))
        #expect(offered.map(\.path) == [directory.path("app-2.tar"), directory.path("app-layout")])
        #expect(offered.map { $0.size != nil } == [true, false])
        let fromLayout = NearbyImages.offered(beside: .path(directory.path("app-layout/")))
        #expect(fromLayout.map(\.path) == ["app-1.tar", "app-2.tar"].map(directory.path))
        #expect(NearbyImages.offered(beside: .path(directory.path("none/app.tar"))).isEmpty)
    }
}
