import Archive
import Testing

@testable import FileTree

@Suite("What a range of layers changed")
struct ChangeTests {
    @Test("The first layer adds everything, implied directories too")
    func first() {
        #expect(stack([file("a/b")]).view(of: 1...1).changes == ["added a", "added a/b"])
    }

    @Test("Each path of a removed subtree is removed, and still has the entry of before")
    func removedSubtree() throws {
        let stack = stack([directory("d"), file("d/e/f", 5), file("d/g", 2)], [whiteout("d")])
        let view = stack.view(of: 2...2)
        #expect(view.changes == ["removed d", "removed d/e", "removed d/e/f", "removed d/g"])
        let path = try #require(stack.path("d/e/f"))
        #expect(!view.isPresent(path) && view.isVisible(path))
        #expect(view.entry(of: path)?.layer == 1)
        #expect(view.kind(of: path) == .regularFile)
        #expect(view.size(of: path) == 5 && view.size("d") == 7)
        #expect(view.size(of: .root) == 0 && view.fileCount(of: .root) == 0)
        #expect(view.changedCount(of: .root) == 4)
    }

    @Test("What came and went inside the range is not shown")
    func cameAndWent() {
        let stack = stack([file("a")], [file("b")], [whiteout("b")])
        #expect(stack.view(of: 2...3).changes == [])
        #expect(stack.path("b").map { stack.view(of: 2...3).isVisible($0) } == false)
    }

    @Test("Without hashes a file is modified when its size or time differ")
    func withoutHashes() {
        let stack = stack(
            [file("size", 1), file("time", 1), file("mode", 1), file("owner", 1), file("same", 1)],
            [
                file("size", 2), file("time", 1, modified: 9), file("mode", 1, mode: 0o755),
                file("owner", 1, userID: 7), file("same", 1),
            ])
        #expect(stack.view(of: 2...2).changes == ["metadata mode", "metadata owner", "modified size", "modified time"])
    }

    @Test("With hashes the contents decide")
    func withHashes() {
        var stack = LayerStack(layerCount: 2)
        let lower = [file("touched"), file("edited"), file("same"), file("unknown")]
        let upper = [file("touched", modified: 5), file("edited"), file("same"), file("unknown", modified: 5)]
        stack.insert(LayerTree(entries: lower, hashes: [0: 1, 1: 2, 2: 3, 3: 4]), at: 1)
        stack.insert(LayerTree(entries: upper, hashes: [0: 1, 1: 9, 2: 3]), at: 2)
        #expect(stack.view(of: 2...2).changes == ["metadata touched", "modified edited", "modified unknown"])
    }

    @Test("Kinds, link targets and devices are contents")
    func kinds() {
        var device = TarEntry(path: Array("dev".utf8), kind: .blockDevice)
        device.deviceMinor = 1
        var other = device
        other.deviceMinor = 2
        let stack = stack(
            [symlink("l", to: "a"), symlink("m", to: "a"), file("f"), device],
            [symlink("l", to: "b"), symlink("m", to: "a"), symlink("f", to: "x"), other])
        #expect(stack.view(of: 2...2).changes == ["modified dev", "modified f", "modified l"])
    }

    @Test("A directory changes by its own metadata alone")
    func directories() {
        let stack = stack(
            [directory("same"), directory("mode"), directory("time"), directory("implied", mode: 0o700)],
            [
                directory("same"), directory("mode", mode: 0o700), directory("time", modified: 4), file("implied/x"),
                file("same/x"),
            ])
        #expect(
            stack.view(of: 2...2).changes == [
                "added implied/x", "added same/x", "metadata mode", "metadata time",
            ])
    }

    @Test("An entry for an implied directory is a change only when it is not the usual")
    func impliedThenExplicit() {
        let stack = stack([file("a/x"), file("b/x")], [directory("a", modified: 5), directory("b", mode: 0o700)])
        #expect(stack.view(of: 2...2).changes == ["metadata b"])
    }

    @Test("A file replaced by a directory is modified; what it hid is removed")
    func replaced() {
        let stack = stack([file("a", 4), file("d/x", 4)], [directory("a"), file("d", 1)])
        #expect(stack.view(of: 2...2).changes == ["modified a", "modified d", "removed d/x"])
    }

    @Test("Removed and made again in one layer is compared, not removed")
    func removedAndMade() {
        let stack = stack(
            [file("a", 4), file("d/x"), file("d/y")], [whiteout("a"), file("a", 4), opaque("d"), file("d/x")])
        #expect(stack.view(of: 2...2).changes == ["removed d/y"])
    }

    @Test("A hard link that takes the place of its own contents changes nothing but metadata")
    func hardLinkInPlace() {
        let stack = stack([file("a", 4), file("b", 4, modified: 1)], [file("b", 9), hardLink("a", to: "b")])
        #expect(stack.view(of: 2...2).changes == ["modified a", "modified b"])
    }

    @Test("Counts leave out directories")
    func counts() {
        let stack = stack(
            [file("a"), file("b"), file("d/x"), file("d/y")],
            [file("a", 9), file("b", mode: 0o700), whiteout("d"), file("n/e/w")])
        let counts = stack.changeCounts(of: 2)
        #expect(counts.added == 1 && counts.modified == 2 && counts.removed == 2)
        let first = stack.changeCounts(of: 1)
        #expect(first.added == 4 && first.modified == 0 && first.removed == 0)
    }

    @Test("Sizes and counts of directories are those of their subtrees")
    func aggregates() throws {
        let view = stack([file("a/b/c", 1), file("a/b/d", 2), file("a/e", 4), directory("a/f"), file("g", 8)])
            .view(of: 1...1)
        let a = try #require(view.stack.path("a"))
        let g = try #require(view.stack.path("g"))
        #expect(view.size(of: a) == 7 && view.fileCount(of: a) == 3 && view.directoryCount(of: a) == 2)
        #expect(view.size(of: .root) == 15 && view.fileCount(of: .root) == 4 && view.directoryCount(of: .root) == 3)
        #expect(view.size(of: g) == 8 && view.fileCount(of: g) == 1 && view.directoryCount(of: g) == 0)
        #expect(view.changedCount(of: a) == 6)
    }
}
