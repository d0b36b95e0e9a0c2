import Testing

@testable import FileTree

@Suite("Wasted bytes")
struct WasteTests {
    @Test("One layer wastes nothing")
    func oneLayer() {
        let waste = stack([file("a", 5), file("b/c", 6)]).waste()
        #expect(waste.layerBytes == 11 && waste.visibleBytes == 11 && waste.wastedBytes == 0)
        #expect(waste.copies.isEmpty)
    }

    @Test("Each way to hide contents, each counted once")
    func causes() {
        let stack = stack(
            [file("over", 1), file("gone", 2), file("dir/x", 4), file("opq/x", 8), file("down/x", 16), file("up", 32)],
            [file("over", 100), whiteout("gone"), whiteout("dir"), opaque("opq"), file("down", 200), directory("up")],
            [whiteout("dir/x"), file("opq/x", 400), whiteout("down")])
        #expect(
            stack.waste().lines(in: stack) == [
                "down: 2 -> 3 whiteout 200", "up: 1 -> 2 replaced 32", "down/x: 1 -> 2 replaced 16",
                "opq/x: 1 -> 2 opaque 8", "dir/x: 1 -> 2 whiteout 4", "gone: 1 -> 2 whiteout 2",
                "over: 1 -> 2 overwritten 1",
            ])
        #expect(stack.waste().wastedBytesByLayer == [63, 200, 0])
        #expect(stack.waste().visibleBytes == 500)
    }

    @Test("A file written three times wastes two copies, also where only its mode changed")
    func threeTimes() {
        let stack = stack([file("a", 10)], [file("a", 10, mode: 0o755)], [file("a", 10)])
        let waste = stack.waste()
        #expect(waste.wastedBytes == 20)
        #expect(waste.lines(in: stack) == ["a: 1 -> 2 overwritten 10", "a: 2 -> 3 overwritten 10"])
    }

    @Test("A file made after its directory was removed is visible")
    func madeAgain() {
        let stack = stack([file("d/a", 3)], [whiteout("d"), file("d/a", 4)])
        #expect(stack.waste().lines(in: stack) == ["d/a: 1 -> 2 overwritten 3"])
        #expect(stack.waste().visibleBytes == 4)
    }

    @Test("Directories over directories hide nothing")
    func directories() {
        #expect(stack([file("d/a", 3)], [directory("d"), file("d/b", 1)], [file("d/c/e")]).waste().wastedBytes == 0)
    }
}
