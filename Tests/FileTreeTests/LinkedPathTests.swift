import Archive
import Testing

@testable import FileTree

/// Paths that run through a symbolic link which an earlier entry of the same layer made. What real extractors did with
/// each of these layers, when they were tried: umoci 0.4.7 (`raw unpack`) and containers/storage 1.43 (buildah 1.28 on vfs,
/// in a chroot) show what is expected here, where nothing else is said. GNU tar 1.34 does too for links without `..` and
/// a leading slash, which it makes last; bsdtar 3.6.2 refuses to extract through links.
@Suite("Paths through links of their own layer")
struct LinkedPathTests {
    private let usrMerge = [directory("usr"), directory("usr/lib"), symlink("lib", to: "usr/lib")]

    @Test("A file below a link lies where the link leads")
    func through() {
        #expect(stack(usrMerge + [file("lib/one.so")]).finalPaths == ["lib", "usr/", "usr/lib/", "usr/lib/one.so"])
        let absolute = [directory("usr/lib"), symlink("lib", to: "/usr/lib"), file("lib/one.so")]
        #expect(stack(absolute).finalPaths == ["lib", "usr/", "usr/lib/", "usr/lib/one.so"])
        #expect(stack([symlink("a/l", to: "../b"), file("a/l/x")]).finalPaths == ["a/", "a/l", "b/", "b/x"])
        let chain = [directory("c"), symlink("b", to: "c"), symlink("a", to: "b"), file("a/x")]
        #expect(stack(chain).finalPaths == ["a", "b", "c/", "c/x"])
    }

    @Test("A link never leads out of the root", arguments: ["../../../b", "/../b", "/", ".", "b/../.."])
    func neverOut(target: String) {
        let paths = stack([symlink("l", to: target), file("l/x")]).finalPaths
        #expect(paths == (target.hasSuffix("b") ? ["b/", "b/x", "l"] : ["l", "x"]))
    }

    // umoci and containerd make what is missing; GNU tar and containers/storage fail.
    @Test("What a link leads to is made where it is missing, and nothing on a way that goes up again")
    func dangling() {
        let stack = stack([symlink("lib", to: "no/../usr/lib"), file("lib/one.so")])
        #expect(stack.finalPaths == ["lib", "usr/", "usr/lib/", "usr/lib/one.so"])
    }

    // GNU tar (without --keep-directory-symlink), bsdtar, umoci (without --keep-dirlinks) and containers/storage.
    @Test("A directory's entry takes a link's place", arguments: ["lib/", "lib", "./lib/."])
    func directoryOverLink(spelling: String) {
        let stack = stack(usrMerge + [directory(spelling), file("lib/one.so")])
        #expect(stack.finalPaths == ["lib/", "lib/one.so", "usr/", "usr/lib/"])
    }

    @Test("A link that is replaced leads on to where it leads then")
    func replacedLink() {
        let entries = [
            directory("b"), directory("c"), symlink("a", to: "b"), file("a/x"), symlink("a", to: "c"), file("a/x"),
        ]
        #expect(stack(entries).finalPaths == ["a", "b/", "b/x", "c/", "c/x"])
        #expect(
            stack([directory("b"), symlink("a", to: "b"), file("a/x"), file("a")]).finalPaths == ["a", "b/", "b/x"])
        let anew = [symlink("d/l", to: "/b"), file("d/l/x"), file("d"), directory("d"), file("d/l/y")]
        #expect(stack(anew).finalPaths == ["b/", "b/x", "d/", "d/l/", "d/l/y"])
    }

    @Test("Hard links' names and targets, and whiteouts, go through links too")
    func others() throws {
        let links = stack(
            usrMerge + [file("lib/one", 9), hardLink("copy", to: "lib/one"), hardLink("lib/b", to: "copy")])
        #expect(links.finalPaths == ["copy", "lib", "usr/", "usr/lib/", "usr/lib/b", "usr/lib/one"])
        #expect(links.view(of: 1...1).size(of: .root) == 9)
        #expect(links.hardLinkWarnings.isEmpty)
        let lower = [file("usr/lib/old"), file("usr/lib/older"), file("usr/x/y")]
        #expect(stack(lower, usrMerge + [whiteout("lib/old")]).finalPaths.contains("usr/lib/older"))
        #expect(!stack(lower, usrMerge + [whiteout("lib/old")]).finalPaths.contains("usr/lib/old"))
        #expect(!stack(lower, usrMerge + [opaque("lib")]).finalPaths.contains("usr/lib/older"))
    }

    @Test("A hard link through a link of its layer finds the file of a lower one")
    func lowerTarget() throws {
        let stack = stack([file("usr/lib/one", 9)], usrMerge + [hardLink("copy", to: "lib/one")])
        let link = try #require(stack.path("copy").flatMap { stack.view(of: 1...2).entry(of: $0) })
        #expect(stack.contents(of: link)?.layer == 1)
        #expect(stack.waste().visibleBytes == 9)
    }

    @Test("Circles, files and too long ways are errors of the entry")
    func refused() {
        let circle = LayerTree(entries: [symlink("a", to: "b"), symlink("b", to: "a"), file("a/x")])
        #expect(circle.warnings == ["\"a/x\" was left out: its way goes through more than 40 symbolic links"])
        let onFile = LayerTree(entries: [file("p"), symlink("l", to: "p"), file("l/q"), file("good")])
        #expect(onFile.warnings == ["\"l/q\" was left out: it lies below \"p\", which is no directory"])
        #expect(onFile.totals.files == 3)
        let long = String(repeating: "a/", count: 3000)
        #expect(LayerTree(entries: [symlink("l", to: long), file("l/q")]).warnings.count == 1)
        let chain = (0..<40).map { symlink("l\($0)", to: $0 == 39 ? "end" : "l\($0 + 1)") }
        #expect(stack(chain + [file("l0/x")]).finalPaths.contains("end/x"))
    }

    @Test("Ways that are made to be long come to an end")
    func steps() {
        let target = String(repeating: "./", count: 2000)
        let chain = (0..<40).map { symlink("l\($0)", to: target + "l\($0 + 1)") }
        let entries = chain + (0..<2000).flatMap { [file("l0/\($0)"), file("x/\($0)")] }
        let clock = ContinuousClock.now
        let tree = LayerTree(entries: entries)
        #expect(tree.warnings.contains { $0.contains("take too many steps") })
        #expect(ContinuousClock.now - clock < .seconds(60))
    }

    // Between layers overlayfs decides: a mount shows the upper directory. umoci and vfs write through the link.
    @Test("A lower layer's link is hidden by a directory, and that is told")
    func betweenLayers() throws {
        let stack = stack([file("usr/lib/old"), symlink("lib", to: "usr/lib")], [file("lib/one.so")])
        #expect(stack.finalPaths == ["lib/", "lib/one.so", "usr/", "usr/lib/", "usr/lib/old"])
        let found = try #require(stack.directoriesOverLinks().first)
        #expect(found.layer == 2 && found.link.layer == 1 && !found.hasEntry)
        #expect(stack.text(found.target) == "usr/lib")
    }

    @Test("Nothing is told of a link that is removed, leads to a file, or is replaced by a file")
    func nearMisses() {
        let base = [file("usr/lib/old"), symlink("lib", to: "usr/lib"), symlink("f", to: "usr/lib/old")]
        #expect(stack(base, [whiteout("lib"), file("lib/x")]).directoriesOverLinks().isEmpty)
        #expect(stack(base, [file("f/x")]).directoriesOverLinks().isEmpty)
        #expect(stack(base, [file("lib")]).directoriesOverLinks().isEmpty)
        #expect(stack(base, [whiteout("lib")], [file("lib/x")]).directoriesOverLinks().isEmpty)
        #expect(stack(base + [file("lib/x")]).directoriesOverLinks().isEmpty)
        #expect(stack(base, [directory("lib")]).directoriesOverLinks().map(\.hasEntry) == [true])
    }
}
