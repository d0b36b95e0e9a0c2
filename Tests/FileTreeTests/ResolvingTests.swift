import Archive
import Testing

@testable import FileTree

@Suite("Names that lead through symbolic links")
struct ResolvingTests {
    private let view = stack(
        [
            file("usr/bin/sh"), file("usr/lib/libc.so.6"), symlink("bin", to: "usr/bin"),
            symlink("lib", to: "/usr/lib"), symlink("usr/bin/bash", to: "sh"), symlink("usr/bin/up", to: "../lib"),
            symlink("out", to: "../../../../etc"), file("etc/passwd"), symlink("dead", to: "nowhere/at/all"),
            symlink("round", to: "around"), symlink("around", to: "/round"), symlink("self", to: "self/a"),
            symlink("here", to: "."), symlink("root", to: "/"), symlink("empty", to: ""),
        ]
    ).view(of: 1...1)

    private func resolve(_ name: String, from directory: String = "", followsLast: Bool = true) -> String? {
        guard let start = view.stack.path(directory) else { return nil }
        return view.resolve(Array(name.utf8), from: start, followsLast: followsLast).map { "/" + view.stack.text($0) }
    }

    @Test(
        "Links lead on, wherever they stand",
        arguments: [
            ("/bin/sh", "/usr/bin/sh"), ("bin/sh", "/usr/bin/sh"), ("/bin/bash", "/usr/bin/sh"),
            ("/lib/libc.so.6", "/usr/lib/libc.so.6"), ("/bin/up/libc.so.6", "/usr/lib/libc.so.6"),
            ("/here/here/./here//bin/", "/usr/bin"), ("/root/root/etc/passwd", "/etc/passwd"), ("", "/"), ("/", "/"),
        ])
    func follows(name: String, expected: String) {
        #expect(resolve(name) == expected)
    }

    @Test("Two dots go up from where a link leads, and never above the root")
    func twoDots() {
        #expect(resolve("/bin/..") == "/usr")
        #expect(resolve("/bin/../lib/libc.so.6") == "/usr/lib/libc.so.6")
        #expect(resolve("/lib/../../../bin/sh") == "/usr/bin/sh")
        #expect(resolve("/out/passwd") == "/etc/passwd")
        #expect(resolve("..") == "/" && resolve("/../..") == "/")
    }

    @Test("A name without a slash before it begins in a directory; a link in it with one begins at the root")
    func fromDirectory() {
        #expect(resolve("sh", from: "usr/bin") == "/usr/bin/sh")
        #expect(resolve("../lib/libc.so.6", from: "usr/bin") == "/usr/lib/libc.so.6")
        #expect(resolve("/etc/passwd", from: "usr/bin") == "/etc/passwd")
        #expect(resolve("etc/passwd", from: "usr/bin") == nil)
        #expect(resolve(".", from: "usr/bin") == "/usr/bin")
        #expect(resolve("sh", from: "etc/passwd") == nil)
    }

    @Test("The last link stays where that is wanted, those before it are followed")
    func last() {
        #expect(resolve("/bin", followsLast: false) == "/bin")
        #expect(resolve("/bin/", followsLast: false) == "/bin")
        #expect(resolve("/bin/bash", followsLast: false) == "/usr/bin/bash")
        #expect(resolve("/dead", followsLast: false) == "/dead")
    }

    @Test(
        "What leads nowhere",
        arguments: [
            "/nothing", "/dead", "/dead/..", "/round", "/around/x", "/self", "/empty", "/etc/passwd/x",
            "/etc/passwd/.", "/etc/passwd/..", "/bin/nothing/..",
        ])
    func nowhere(name: String) {
        #expect(resolve(name) == nil)
    }

    @Test("Forty links are a way, one more is a circle")
    func limit() {
        func chain(_ count: Int) -> PathID? {
            let links = (1...count).map { symlink("l\($0)", to: $0 == count ? "end" : "l\($0 + 1)") }
            return stack(links + [file("end")]).view(of: 1...1).resolve(Array("l1".utf8))
        }
        #expect(chain(TreeView.maximumLinks) != nil)
        #expect(chain(TreeView.maximumLinks + 1) == nil)
    }

    @Test("Links that double their length end at the limit too")
    func doubling() {
        let target = Array(repeating: "a", count: 30_000).joined(separator: "/")
        let view = stack([symlink("a", to: target)]).view(of: 1...1)
        #expect(view.resolve(Array("a".utf8)) == nil)
    }

    @Test("All links of the way are told, in order")
    func passing() {
        var links: [String] = []
        _ = view.resolve(Array("/bin/up/libc.so.6".utf8)) { links.append(view.stack.text($0)) }
        #expect(links == ["bin", "usr/bin/up"])
    }

    @Test("Names are bytes, not text")
    func bytes() {
        let name: [UInt8] = [0xff, 0xfe]
        let link = TarEntry(path: Array("link".utf8), kind: .symbolicLink, linkTarget: name)
        let view = stack([TarEntry(path: name, kind: .regularFile), link]).view(of: 1...1)
        #expect(view.resolve(Array("link".utf8)) == view.stack.find(name))
        #expect(view.resolve([0xff]) == nil)
    }

    @Test("What the view's layers removed is there only where it is asked for; what a link replaced is not")
    func removed() throws {
        let layers: [[TarEntry]] = [
            [file("etc/shadow"), file("lib/a.so"), symlink("old", to: "etc")],
            [whiteout("etc/shadow"), symlink("lib", to: "usr/lib"), file("usr/lib/b.so")],
        ]
        let view = stack(of: layers).view(of: 2...2)
        let shadow = try #require(view.stack.path("etc/shadow"))
        #expect(view.resolve(Array("old/shadow".utf8)) == nil)
        #expect(view.resolve(Array("old/shadow".utf8), includesRemoved: true) == shadow)
        #expect(view.resolve(Array("lib/a.so".utf8)) == nil)
        #expect(view.resolve(Array("lib/b.so".utf8)) == view.stack.path("usr/lib/b.so"))
    }
}
