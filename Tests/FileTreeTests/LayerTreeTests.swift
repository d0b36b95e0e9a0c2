import Archive
import Testing

@testable import FileTree

@Suite("One layer")
struct LayerTreeTests {
    @Test("./a, /a, a/, //a and a/. are one path", arguments: ["./a", "/a", "a/", "//a", "a/.", "./././a", "x/../a"])
    func spellings(spelling: String) {
        let stack = stack([directory("a", mode: 0o700), directory(spelling, mode: 0o711)])
        #expect(stack.finalPaths == ["a/"])
        #expect(stack.totals(of: 1)?.directories == 1)
    }

    @Test("The root by any name is no path of its own", arguments: ["", ".", "./", "/", "a/.."])
    func root(spelling: String) {
        let tree = LayerTree(entries: [directory(spelling, mode: 0o700)])
        #expect(tree.pathCount == 1)
        #expect(tree.totals.directories == 0)
        #expect(tree.warnings.isEmpty)
    }

    @Test("A root that is a file is left out with a warning")
    func rootAsFile() {
        let tree = LayerTree(entries: [file("./", 5)])
        #expect(tree.totals.size == 0)
        #expect(tree.warnings == ["\"./\" is the root and no directory, and was left out"])
    }

    @Test("A path that climbs out is reported, not followed", arguments: ["../a", "a/../../b", "/..", "a/../.."])
    func climbing(path: String) {
        let tree = LayerTree(entries: [file(path), file("good")])
        #expect(tree.totals.files == 1)
        #expect(tree.pathCount == 2)
        #expect(tree.warnings.count == 1)
        #expect(tree.warnings.first?.contains("climbs out") == true)
    }

    @Test("Two dots inside the tree take a component back and leave no directory behind")
    func twoDotsInside() {
        #expect(stack([file("a/../b")]).finalPaths == ["b"])
        #expect(stack([file("a..b/..c")]).finalPaths == ["a..b/", "a..b/..c"])
    }

    @Test("Missing parents are made")
    func missingParents() {
        let stack = stack([file("a/b/c", 7)])
        #expect(stack.finalPaths == ["a/", "a/b/", "a/b/c"])
        #expect(stack.totals(of: 1)?.directories == 0)
        #expect(stack.path("a").flatMap { stack.view(of: 1...1).entry(of: $0) } == nil)
    }

    @Test("Of two entries of one path the last counts")
    func lastWins() throws {
        let stack = stack([file("a", 10), file("b", 1), file("./a", 3, mode: 0o755)])
        #expect(stack.totals(of: 1)?.size == 14)
        #expect(stack.totals(of: 1)?.files == 2)
        #expect(stack.waste().lines(in: stack) == ["a: 1 -> 1 superseded 10"])
        #expect(stack.supersededPaths(of: 1).map(\.entries) == [1])
        let path = try #require(stack.path("a"))
        let reference = try #require(stack.view(of: 1...1).entry(of: path))
        #expect(stack.entry(reference).size == 3)
        #expect(stack.entry(reference).mode == 0o755)
        #expect(stack.entry(reference).ordinal == 2)
    }

    @Test("A file that replaces a directory of the same layer drops what lay in it")
    func fileReplacesDirectory() {
        let stack = stack([directory("a"), file("a/b", 5), file("a/c/d", 5), file("a", 2)])
        #expect(stack.finalPaths == ["a"])
        #expect(stack.totals(of: 1)?.size == 12)
        #expect(stack.totals(of: 1)?.directories == 0)
        #expect(stack.waste().wastedBytes == 10)
    }

    // GNU tar: "Cannot open: Not a directory", and goes on; bsdtar the same; umoci and containers/storage stop.
    @Test("What comes below a file of the same layer is an error of its entry")
    func belowFile() {
        let tree = LayerTree(entries: [file("a", 2), file("a/b", 5), directory("a/c"), whiteout("a/d")])
        #expect(tree.totals.size == 2 && tree.totals.files == 1)
        #expect(tree.warnings.count == 3)
        #expect(tree.warnings.first == "\"a/b\" was left out: it lies below \"a\", which is no directory")
        let again = stack([file("a/x/old", 1), file("a", 2), directory("a"), file("a/x/new", 5)])
        #expect(again.finalPaths == ["a/", "a/x/", "a/x/new"])
        #expect(again.totals(of: 1)?.size == 8)
    }

    @Test("Files, directories, whiteouts and bytes are counted apart")
    func totals() {
        let tree = LayerTree(entries: [
            directory("d"), file("d/f", 100), hardLink("d/h", to: "d/f"), symlink("d/s", to: "f"), whiteout("d/w"),
            opaque("d"), file(".wh..wh.aufs", 9), directory(".wh..wh.plnk"), file(".wh..wh.plnk/12.3", 9),
        ])
        #expect(tree.totals.files == 3)
        #expect(tree.totals.directories == 1)
        #expect(tree.totals.whiteouts == 2)
        #expect(tree.totals.size == 100)
    }

    @Test("A whiteout without a name is refused", arguments: [".wh.", "a/.wh..", "a/.wh..."])
    func namelessWhiteout(path: String) {
        let tree = LayerTree(entries: [file(path)])
        #expect(tree.totals.whiteouts == 0)
        #expect(tree.warnings.count == 1)
    }

    @Test("Sizes that do not add up to a number saturate")
    func hugeSizes() {
        let tree = LayerTree(entries: [file("a", .max), file("b", .max), file("c", -5)])
        #expect(tree.totals.size == .max)
        let stack = stack([file("a", .max), file("b", .max)], [file("b", .max)])
        #expect(stack.view(of: 1...2).size(of: .root) == .max)
        #expect(stack.waste().layerBytes == .max)
    }

    @Test("Names too long are left out, and warnings end")
    func bounds() {
        let long = String(repeating: "x", count: 65_537)
        #expect(LayerTree(entries: [file(long)]).warnings.count == 1)
        let tree = LayerTree(entries: (0..<500).map { file("../\($0)") })
        #expect(tree.warnings.count == 101)
        #expect(tree.warnings.last == "400 more faults like these")
    }

    @Test("A warning shows no control characters")
    func printableWarning() {
        let tree = LayerTree(entries: [file("../\u{1b}[31m\u{202e}x")])
        #expect(tree.warnings.first?.contains("\u{1b}") == false)
        #expect(tree.warnings.first?.contains("\u{202e}") == false)
    }

    @Test("Everything the tar says about an entry comes back")
    func facts() throws {
        var device = TarEntry(path: Array("dev/null".utf8), kind: .characterDevice, mode: 0o666)
        device.deviceMajor = .max
        device.deviceMinor = 3
        var tool = TarEntry(path: Array("ping".utf8), kind: .regularFile, mode: 0o104755, userID: 2_147_483_646)
        tool.groupID = 42
        tool.modified = -5
        tool.size = 9
        tool.extendedAttributes = [ExtendedAttribute(name: "security.capability", value: [1])]
        var stack = LayerStack(layerCount: 1)
        stack.insert(LayerTree(entries: [device, tool, symlink("l", to: "a\u{1b}")], hashes: [1: 77]), at: 1)
        let entries = stack.entries(of: 1).map(stack.entry)
        #expect(entries.map(\.kind) == [.characterDevice, .regularFile, .symbolicLink])
        #expect(entries[0].deviceMajor == .max && entries[0].deviceMinor == 3 && entries[0].size == 0)
        #expect(entries[1].mode == 0o4755 && entries[1].userID == 2_147_483_646 && entries[1].groupID == 42)
        #expect(entries[1].modified == -5 && entries[1].size == 9 && entries[1].hasCapabilities)
        #expect(entries[1].contentHash == 77 && entries[0].contentHash == nil)
        #expect(entries[2].linkTarget == Array("a\u{1b}".utf8) && entries[2].ordinal == 2)
    }

    @Test("Names are bytes")
    func invalidUTF8() throws {
        let stack = stack([TarEntry(path: [0xFF, 0x2F, 0xC0, 0x0A], kind: .regularFile)])
        let path = try #require(stack.find([0xFF, 0x2F, 0xC0, 0x0A]))
        #expect(stack.name(of: path) == [0xC0, 0x0A])
        #expect(stack.path(of: path) == [0xFF, 0x2F, 0xC0, 0x0A])
    }
}
