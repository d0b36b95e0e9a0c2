import Archive
import Testing

@testable import FileTree

@Suite("Layers on layers")
struct LayerStackTests {
    @Test("A path is at or below itself, its directories and the root, and no other")
    func atOrBelow() throws {
        let stack = stack([file("a/b/c"), file("a/bc"), file("d")])
        func path(_ text: String) throws -> PathID { try #require(stack.find(Array(text.utf8))) }
        let inner = try path("a/b/c")
        for top in [inner, try path("a/b"), try path("a"), .root] {
            #expect(stack.path(inner, isAtOrBelow: top) && stack.path(inner, isAtOrBelow: [top]))
        }
        for other in [try path("a/bc"), try path("d")] {
            #expect(!stack.path(inner, isAtOrBelow: other) && !stack.path(other, isAtOrBelow: inner))
            #expect(!stack.path(inner, isAtOrBelow: [other]) && stack.path(inner, isAtOrBelow: [other, .root]))
        }
        #expect(!stack.path(.root, isAtOrBelow: inner) && !stack.path(inner, isAtOrBelow: []))
    }

    @Test("A whiteout removes the file below it")
    func whiteoutOfFile() {
        #expect(stack([file("a"), file("b")], [whiteout("a")]).finalPaths == ["b"])
    }

    @Test("A whiteout removes a whole directory")
    func whiteoutOfDirectory() {
        #expect(stack([file("d/e/f"), file("d/g"), file("h")], [whiteout("d")]).finalPaths == ["h"])
    }

    @Test("A whiteout spares the layer's own entries, before and after it")
    func whiteoutAndOwn() {
        let lower = [file("d/old"), file("f", 1)]
        #expect(
            stack(lower, [whiteout("d"), file("d/new"), whiteout("f"), file("f", 2)]).finalPaths == [
                "d/", "d/new", "f",
            ])
        #expect(
            stack(lower, [file("d/new"), whiteout("d"), file("f", 2), whiteout("f")]).finalPaths == [
                "d/", "d/new", "f",
            ])
    }

    @Test("A whiteout of nothing is legal")
    func whiteoutOfNothing() {
        let stack = stack([file("a")], [whiteout("nothing"), whiteout("a/nothing")], [whiteout("b/c")])
        #expect(stack.view(of: 1...1).present == ["a"])
        #expect(stack.view(of: 1...3).present == ["a/", "b/"])
    }

    @Test("A whiteout does not act on the layers above it")
    func whiteoutAndAbove() {
        #expect(stack([file("a")], [whiteout("a")], [file("a", 5)]).finalPaths == ["a"])
    }

    @Test("An opaque whiteout hides the lower contents in any order", arguments: [true, false])
    func opaqueDirectory(first: Bool) {
        let own = [directory("d", mode: 0o700), file("d/new")]
        let upper = first ? [opaque("d")] + own : own + [opaque("d")]
        let stack = stack([file("d/old"), file("d/sub/old"), file("e")], upper)
        #expect(stack.finalPaths == ["d/", "d/new", "e"])
    }

    @Test("An opaque whiteout keeps the directory itself")
    func opaqueKeepsDirectory() throws {
        let stack = stack([directory("d", mode: 0o700), file("d/old")], [opaque("d")])
        #expect(stack.finalPaths == ["d/"])
        let entry = try #require(stack.path("d").flatMap { stack.view(of: 1...2).entry(of: $0) })
        #expect(stack.entry(entry).mode == 0o700)
    }

    @Test("An opaque root empties the image")
    func opaqueRoot() {
        #expect(stack([file("a/b"), file("c")], [opaque(""), file("d")]).finalPaths == ["d"])
    }

    @Test("Bookkeeping of aufs is not there")
    func bookkeeping() {
        #expect(
            stack([file("a")], [file(".wh..wh.aufs"), directory(".wh..wh.orph"), file("d/.wh..wh.plnk/x")])
                .finalPaths == ["a"])
    }

    @Test("A file over a directory hides the subtree, for good")
    func fileOverDirectory() {
        let lower = [directory("d"), file("d/e/f")]
        #expect(stack(lower, [file("d")]).finalPaths == ["d"])
        #expect(stack(lower, [symlink("d", to: "x")], [directory("d")]).finalPaths == ["d/"])
    }

    @Test("A directory over a file hides the file")
    func directoryOverFile() {
        let stack = stack([file("d", 5)], [directory("d")])
        #expect(stack.finalPaths == ["d/"])
        #expect(stack.view(of: 1...2).size(of: .root) == 0)
    }

    @Test("An implied directory over a file hides it too")
    func impliedDirectoryOverFile() {
        let stack = stack([file("d", 5)], [file("d/x", 2)])
        #expect(stack.finalPaths == ["d/", "d/x"])
        #expect(stack.view(of: 1...2).size(of: .root) == 2)
    }

    @Test("A directory over a directory keeps the children and takes the new metadata")
    func directoryOverDirectory() throws {
        let stack = stack([directory("d"), file("d/a")], [directory("d", mode: 0o700), file("d/b")])
        #expect(stack.finalPaths == ["d/", "d/a", "d/b"])
        let entry = try #require(stack.path("d").flatMap { stack.view(of: 1...2).entry(of: $0) })
        #expect(entry.layer == 2)
        #expect(stack.entry(entry).mode == 0o700)
    }

    @Test("A directory that was removed and made again by implication has no entry of before")
    func impliedAfterWhiteout() throws {
        let stack = stack([directory("d", mode: 0o700)], [whiteout("d")], [file("d/x")])
        let path = try #require(stack.path("d"))
        #expect(stack.view(of: 1...3).entry(of: path) == nil)
        #expect(stack.view(of: 1...3).kind(of: path) == .directory)
    }

    @Test("Layers may come in any order, and are missed until they come")
    func anyOrder() {
        let layers = [[file("a/b", 1), file("c", 2)], [whiteout("c"), file("a/d", 4)], [file("c/e", 8)]]
        var other = LayerStack(layerCount: 3)
        for index in [3, 1, 2] {
            #expect(!other.isLoaded(index))
            #expect(other.totals(of: index) == nil)
            other.insert(LayerTree(entries: layers[index - 1]), at: index)
            #expect(other.isLoaded(index))
        }
        #expect(other.finalPaths == stack(of: layers).finalPaths)
        for path in other.allPaths {
            let parent = other.parent(of: path)
            #expect(parent.map { $0 < path } == true)
        }
    }

    @Test("What is not in the stack is nothing, and no crash")
    func outside() {
        var stack = stack([file("a")])
        stack.insert(LayerTree(entries: [file("b")]), at: 2)
        stack.insert(LayerTree(entries: [file("b")]), at: 0)
        let nowhere = PathID(number: 99)
        let view = stack.view(of: 1...1)
        #expect(stack.pathCount == 2)
        #expect(stack.totals(of: 0) == nil && stack.totals(of: 7) == nil)
        #expect(stack.name(of: nowhere).isEmpty && stack.children(of: nowhere).isEmpty)
        #expect(!view.isVisible(nowhere) && view.size(of: nowhere) == 0 && view.entry(of: nowhere) == nil)
        #expect(stack.entry(EntryReference(layer: 9, index: 9)).kind == .directory)
        #expect(stack.history(of: nowhere).isEmpty)
        #expect(stack.view(of: 5...9).present == ["a"])
        #expect(stack.view(of: 0...0).present == [])
    }

    @Test("An empty stack has an empty tree")
    func empty() {
        let stack = LayerStack(layerCount: 0)
        #expect(stack.view(of: 1...1).size(of: .root) == 0)
        #expect(stack.waste().copies.isEmpty)
        #expect(stack.finalPaths.isEmpty)
    }

    @Test("Paths are found by any spelling")
    func find() {
        let stack = stack([file("usr/bin/env")])
        #expect(stack.path("/usr/./bin//env/") == stack.path("usr/bin/env"))
        #expect(stack.path("usr/lib") == nil)
        #expect(stack.path("../usr") == nil)
        #expect(stack.path("") == .root)
    }
}
