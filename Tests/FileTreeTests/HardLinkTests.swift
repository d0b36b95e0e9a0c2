import Archive
import Testing

@testable import FileTree

@Suite("Hard links")
struct HardLinkTests {
    @Test("A hard link adds nothing to any size")
    func noSize() {
        let stack = stack([file("a", 10), hardLink("b", to: "a"), hardLink("c", to: "./b")])
        #expect(stack.totals(of: 1)?.size == 10)
        #expect(stack.view(of: 1...1).size(of: .root) == 10)
        #expect(stack.waste().visibleBytes == 10)
    }

    /// The contents that a path of one layer shows: the place of their entry in the tar.
    private func ordinal(_ path: String, _ entries: TarEntry...) throws -> Int? {
        let stack = stack(entries)
        let reference = try #require(stack.path(path).flatMap { stack.view(of: 1...1).entry(of: $0) })
        return stack.contents(of: reference).map { stack.entry($0).ordinal }
    }

    // link(2): the new name is the file, not the old name. GNU tar 1.34, bsdtar 3.6.2 and umoci 0.4.7 all show the first
    // contents at `p`.
    @Test("A link is the file that had the name when it was read, whatever the name becomes")
    func bound() throws {
        #expect(try ordinal("p", file("o", 40), hardLink("p", to: "o"), file("o", 7)) == 0)
        #expect(try ordinal("o", file("o", 40), hardLink("p", to: "o"), file("o", 7)) == 2)
        #expect(try ordinal("q", file("o"), hardLink("p", to: "o"), hardLink("q", to: "p"), file("o"), file("p")) == 0)
        #expect(try ordinal("p", file("o"), file("o"), hardLink("p", to: "o"), symlink("o", to: "x")) == 1)
        #expect(try ordinal("p", file("d/o"), hardLink("p", to: "d/o"), file("d")) == 0)
        let stack = stack([file("o", 40), hardLink("p", to: "o"), hardLink("q", to: "o"), file("o", 7)])
        #expect(stack.totals(of: 1)?.size == 47)
        #expect(stack.view(of: 1...1).size(of: .root) == 47)
        #expect(stack.view(of: 1...1).size("p") == 40)
        #expect(stack.waste().wastedBytes == 0)
    }

    @Test("Contents whose last name goes in their own layer are stored for nobody")
    func lastNameInLayer() {
        let stack = stack([file("o", 40), hardLink("p", to: "o"), file("o", 7), file("p", 2)])
        #expect(stack.waste().lines(in: stack) == ["o: 1 -> 1 superseded 40"])
        #expect(stack.waste().layerBytes == 49)
    }

    // GNU tar and bsdtar report the entry and go on, umoci stops.
    @Test("A link that stands before its target is reported, and leads nowhere")
    func early() throws {
        let stack = stack([hardLink("b", to: "/a"), file("a", 10)])
        let link = try #require(stack.path("b").flatMap { stack.view(of: 1...1).entry(of: $0) })
        #expect(stack.contents(of: link) == nil)
        #expect(
            stack.hardLinkWarnings == [
                "layer 1: \"b\" is a hard link to \"/a\", which is not there when the link is read"
            ])
    }

    @Test("A chain of links is as long as it likes")
    func chain() throws {
        let links = (1..<500).map { hardLink("l\($0)", to: "l\($0 - 1)") }
        let stack = stack([file("l0", 99)] + links)
        let last = try #require(stack.path("l499").flatMap { stack.view(of: 1...1).entry(of: $0) })
        #expect(stack.contents(of: last).map { stack.entry($0).size } == 99)
        #expect(stack.hardLinkWarnings.isEmpty)
    }

    // find -type l shows both as links after GNU tar, bsdtar and umoci.
    @Test("A hard link to a symbolic link is one more of it; to a directory it cannot be")
    func otherKinds() throws {
        let stack = stack([directory("t"), symlink("s", to: "t"), hardLink("hs", to: "s"), file("hs/x", 3)])
        #expect(stack.finalPaths == ["hs", "s", "t/", "t/x"])
        #expect(stack.path("hs").map(stack.view(of: 1...1).kind(of:)) == .symbolicLink)
        let tree = LayerTree(entries: [directory("d"), hardLink("h", to: "d"), hardLink("c", to: "../d")])
        #expect(tree.totals.files == 0)
        #expect(tree.warnings.count == 2)
    }

    // umoci and containers/storage remove the directory, and then there is nothing to link to.
    @Test(
        "A link takes no place of the directory that its target lies in",
        arguments: [file("c/x"), symlink("c/x", to: "y")])
    func ownDirectory(target: TarEntry) {
        let tree = LayerTree(entries: [target, hardLink("c", to: "c/x")])
        #expect(tree.warnings.count == 1 && tree.totals.files == 1)
    }

    @Test("A link to the file itself changes nothing")
    func itself() {
        let stack = stack([file("a", 10), hardLink("a", to: "a"), hardLink("b", to: "a"), hardLink("a", to: "b")])
        #expect(stack.view(of: 1...1).size(of: .root) == 10)
        #expect(stack.waste().wastedBytes == 0)
    }

    @Test("Contents stay visible while any of their names does")
    func originalRemoved() {
        let stack = stack([file("a", 10), hardLink("d/b", to: "a"), hardLink("d/c", to: "a")], [whiteout("a")])
        let view = stack.view(of: 1...2)
        #expect(view.size(of: .root) == 10)
        #expect(view.size("d") == 10)
        #expect([view.size("d/b"), view.size("d/c")].compactMap(\.self).reduce(0, +) == 10)
        #expect(stack.waste().wastedBytes == 0)
        #expect(stack.waste().visibleBytes == 10)
    }

    @Test("Contents are wasted once the last name is gone, by the layer that took it")
    func lastNameRemoved() {
        let stack = stack([file("a", 10), hardLink("b", to: "a")], [whiteout("a")], [file("b", 2)])
        #expect(stack.waste().lines(in: stack) == ["a: 1 -> 3 overwritten 10"])
        #expect(stack.waste().visibleBytes == 2)
    }

    @Test("A target in a lower layer shares its bytes")
    func crossLayer() throws {
        let stack = stack([file("a", 10)], [hardLink("b", to: "a")], [whiteout("a")])
        #expect(stack.waste().layerBytes == 10)
        #expect(stack.waste().visibleBytes == 10)
        #expect(stack.view(of: 1...3).size("b") == 10)
        let link = try #require(stack.path("b").flatMap { stack.view(of: 1...3).entry(of: $0) })
        #expect(stack.contents(of: link) == EntryReference(layer: 1, index: 1))
    }

    @Test("A target that was removed below is not found")
    func removedTarget() throws {
        let stack = stack([file("d/a", 10)], [whiteout("d")], [hardLink("b", to: "d/a")])
        let link = try #require(stack.path("b").flatMap { stack.view(of: 1...3).entry(of: $0) })
        #expect(stack.contents(of: link) == nil)
        #expect(stack.waste().visibleBytes == 0)
    }

    @Test("A lower target is found whatever order the layers came in")
    func anyOrder() throws {
        var stack = LayerStack(layerCount: 2)
        stack.insert(LayerTree(entries: [hardLink("b", to: "a")]), at: 2)
        let link = try #require(stack.entries(of: 2).first)
        #expect(stack.contents(of: link) == nil)
        stack.insert(LayerTree(entries: [file("a", 3)]), at: 1)
        #expect(stack.contents(of: link)?.layer == 1)
    }

    @Test("Links in a circle lead nowhere")
    func circle() throws {
        let stack = stack([hardLink("a", to: "b"), hardLink("b", to: "a"), hardLink("c", to: "c")])
        #expect(stack.entries(of: 1).allSatisfy { stack.contents(of: $0) == nil })
        #expect(stack.view(of: 1...1).size(of: .root) == 0)
    }
}
