import Testing

@testable import ImageStore

@Suite("Paths inside an archive never lead out of it")
struct MemberPathTests {
    @Test(arguments: [
        ("a/b", "a/b"), ("./a//b/", "a/b"), ("/a", "a"), (".", ""), ("", ""), ("a/./b", "a/b"), ("..a/b..", "..a/b.."),
    ])
    func normalForms(_ path: String, _ normal: String) {
        #expect(MemberPath.normalized(path) == normal)
    }

    @Test(arguments: ["..", "../a", "a/../b", "a/.."])
    func parentDirectoriesHaveNone(_ path: String) {
        #expect(MemberPath.normalized(path) == nil)
    }

    private func resolve(_ path: String, links: [String: String] = [:], hard: [String: String] = [:])
        -> MemberPath.Resolution
    {
        MemberPath.resolve(path) { name in
            if let target = links[name] { return .symbolicLink(target) }
            if let target = hard[name] { return .hardLink(target) }
            return .file
        }
    }

    @Test func symbolicLinksAreRelativeToTheirDirectory() {
        #expect(resolve("b/layer.tar", links: ["b/layer.tar": "../a/layer.tar"]) == .path("a/layer.tar"))
        #expect(resolve("x/y", links: ["x": "z"]) == .path("z/y"))
        #expect(resolve("a/./../b") == .path("b"))
    }

    @Test func hardLinksAreRelativeToTheArchive() {
        #expect(resolve("b/layer.tar", hard: ["b/layer.tar": "./a/layer.tar"]) == .path("a/layer.tar"))
    }

    @Test func linksMayFollowLinks() {
        #expect(resolve("1", links: ["1": "d/2", "d/2": "../3"], hard: ["3": "4"]) == .path("4"))
    }

    @Test(arguments: ["/etc/passwd", "../x", "../../etc/passwd", "a/../../x"])
    func outsideIsOutside(_ target: String) {
        #expect(resolve(target) == .outside)
        #expect(resolve("link", links: ["link": target]) == .outside)
    }

    @Test func circlesEnd() {
        #expect(resolve("a", links: ["a": "b", "b": "a"]) == .loop)
        #expect(resolve("a", links: ["a": "a"]) == .loop)
        #expect(resolve("a", hard: ["a": "a"]) == .loop)
        #expect(resolve("a/x", links: ["a": "a/a"]) == .loop)
    }

    @Test func longChainsAndPathsEnd() {
        let chain = Dictionary(uniqueKeysWithValues: (0..<100).map { ("\($0)", "\($0 + 1)") })
        #expect(resolve("70", links: chain) == .path("100"))
        #expect(resolve("0", links: chain) == .loop)
        #expect(resolve(String(repeating: "a/", count: 10_000)) == .loop)
    }
}
