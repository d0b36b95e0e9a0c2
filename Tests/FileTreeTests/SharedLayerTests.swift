import Archive
import Testing

@testable import FileTree

@Suite("Layers that several images have")
struct SharedLayerTests {
    private let lower = [
        directory("d"), file("d/a", 3), hardLink("d/b", to: "d/a"), symlink("l", to: "d"), file("x", 7),
    ]
    private let upper = [file("d/c", 5), whiteout("x"), hardLink("e", to: "d/a"), opaque("o")]

    @Test("a layer that is taken over shows what it showed where it was read")
    func takenOver() throws {
        let first = stack(lower, upper)
        var second = LayerStack(layerCount: 3)
        second.insert(LayerTree(entries: [file("z/new", 9)]), at: 1)
        // Out of order, as layers come.
        second.insert(ReadLayer(stack: first, layer: 2), at: 3)
        second.insert(ReadLayer(stack: first, layer: 1), at: 2)
        let whole = stack([file("z/new", 9)], lower, upper)
        #expect(second.finalPaths == whole.finalPaths)
        #expect(second.waste().wastedBytes == whole.waste().wastedBytes && whole.waste().wastedBytes == 7)
        #expect(second.totals(of: 2) == first.totals(of: 1))
        let link = try #require(second.path("e"))
        let entry = try #require(second.view(of: 1...3).entry(of: link))
        #expect(second.contents(of: entry).map { second.entry($0).size } == 3, "a hard link into a lower layer")
    }

    @Test("a layer that was not read, and a place beyond the stack: nothing happens")
    func nothingToTake() {
        var taker = stack(lower)
        taker.insert(ReadLayer(stack: LayerStack(layerCount: 1), layer: 1), at: 1)
        taker.insert(ReadLayer(stack: stack(upper), layer: 1), at: 2)
        #expect(taker.finalPaths == stack(lower).finalPaths)
    }

    @Test("some layers only: the others hold nothing, and numbers stay")
    func some() {
        let whole = stack(lower, upper, [file("top", 1)])
        let part = whole.keeping(2...2)
        #expect(part.layerCount == 2 && part.layersNotLoaded.isEmpty)
        #expect(part.finalPaths == stack([], upper).finalPaths)
        #expect(whole.keeping(1...3).finalPaths == whole.finalPaths)
        #expect(whole.keeping(1...1).finalPaths == stack(lower).finalPaths)
    }

    @Test("the same entries in another order are the same; another entry, mode or mark is not")
    func sameEntries() {
        func same(_ one: [TarEntry], _ other: [TarEntry]) -> Bool {
            stack(one).hasSameEntries(1, as: ReadLayer(stack: stack([], other), layer: 2))
        }
        #expect(same(lower, [lower[4], lower[3], lower[1], lower[2], lower[0]]))
        #expect(same(upper, upper.reversed()))
        #expect(
            same([file("a", 3), hardLink("b", to: "a")], [file("b", 3), hardLink("a", to: "b")]),
            "which name has the contents is a matter of order")
        #expect(!same(lower, Array(lower.dropLast()) + [file("y", 7)]))
        #expect(!same(lower, Array(lower.dropLast()) + [file("x", 7, mode: 0o600)]))
        #expect(!same(lower, Array(lower.dropLast()) + [file("x", 7, modified: 1)]))
        #expect(!same([opaque("o")], [whiteout("o")]))
    }
}
