import Testing

@testable import FileTree

@Suite("What the layers did to a path")
struct HistoryTests {
    private func events(_ path: String, _ stack: LayerStack) -> [String] {
        stack.path(path).map { stack.history(of: $0).map { "\($0.layer) \($0.what)" } } ?? []
    }

    @Test("A file's life")
    func life() {
        let stack = stack(
            [file("d/f", 1)], [file("d/f", 2)], [file("x")], [file("d/f", 2, mode: 0o700)],
            [file("d/f", 2, mode: 0o700)],
            [whiteout("d")], [file("d/f", 3)])
        #expect(
            events("d/f", stack) == ["1 added", "2 modified", "4 metadata", "5 rewritten", "6 removed", "7 added"])
        #expect(events("d", stack) == ["1 added", "6 removed", "7 added"])
    }

    @Test("Opaque marks, and what they remove")
    func opaqueMarks() {
        let stack = stack([directory("d"), file("d/f")], [opaque("d"), file("d/g")], [opaque("d")])
        #expect(events("d", stack) == ["1 added", "2 opaque", "3 opaque"])
        #expect(events("d/f", stack) == ["1 added", "2 removed"])
        #expect(events("d/g", stack) == ["2 added", "3 removed"])
    }

    @Test("A file above takes the path away")
    func replacedAbove() {
        let stack = stack([file("a/b/c")], [file("a")], [file("a/b/c", 2)])
        #expect(events("a/b/c", stack) == ["1 added", "2 removed", "3 added"])
        #expect(events("a", stack) == ["1 added", "2 modified", "3 modified"])
    }

    @Test("An event names the layer's own entry")
    func entries() throws {
        let stack = stack([file("a", 1)], [file("a", 2)], [whiteout("a")])
        let events = stack.history(of: try #require(stack.path("a")))
        #expect(events.map { $0.entry.map { stack.entry($0).size } } == [1, 2, nil])
    }

    @Test("The root is always there")
    func root() {
        let stack = stack([file("a")], [directory("./", mode: 0o700)])
        #expect(stack.history(of: .root).map(\.what) == [.metadata])
    }
}
