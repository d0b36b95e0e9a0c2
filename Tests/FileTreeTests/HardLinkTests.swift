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

    @Test("A link may stand before its target in the tar, and its target is the last entry of that path")
    func order() throws {
        let stack = stack([hardLink("b", to: "/a"), file("a", 10), file("a", 3)])
        let link = try #require(stack.path("b").flatMap { stack.view(of: 1...1).entry(of: $0) })
        let contents = try #require(stack.contents(of: link))
        #expect(stack.entry(contents).size == 3)
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
