import Testing

@testable import FileTree

@Suite("Rows of the tree")
struct RowsTests {
    private let view = stack(
        [file("bin/sh", 5), file("etc/passwd", 1), file("usr/bin/env", 9), file("usr/lib/a.so", 2), file("README", 3)],
        [whiteout("etc/passwd"), file("usr/lib/b.so", 1)]
    ).view(of: 2...2)

    private func lines(_ rows: [TreeRow]) -> [String] {
        rows.map {
            String(repeating: " ", count: $0.depth) + String(decoding: view.stack.name(of: $0.path), as: UTF8.self)
        }
    }

    @Test("Folded, by name, by size, by count, and turned round")
    func sorted() {
        let folded = Unfolding()
        #expect(lines(view.rows(unfolded: folded, sort: TreeSort(.name))) == ["README", "bin", "etc", "usr"])
        #expect(lines(view.rows(unfolded: folded, sort: TreeSort(.size))) == ["usr", "bin", "README", "etc"])
        #expect(lines(view.rows(unfolded: folded, sort: TreeSort(.count))) == ["usr", "README", "bin", "etc"])
        #expect(
            lines(view.rows(unfolded: folded, sort: TreeSort(.name, reversed: true))) == [
                "usr", "etc", "bin", "README",
            ])
    }

    @Test("Everything unfolded, removed paths included")
    func unfolded() {
        let expected = [
            "README", "bin", " sh", "etc", " passwd", "usr", " bin", "  env", " lib", "  a.so", "  b.so",
        ]
        #expect(lines(view.rows(unfolded: Unfolding(all: true), sort: TreeSort(.name))) == expected)
        #expect(lines(view.rows(unfolded: Unfolding(view.stack.allPaths), sort: TreeSort(.name))) == expected)
    }

    @Test(
        "One order of all gives the same rows as sorting what is unfolded", arguments: TreeSort.Key.allCases,
        [true, false])
    func sameOrder(key: TreeSort.Key, reversed: Bool) throws {
        let sort = TreeSort(key, reversed: reversed)
        var unfolded = Unfolding()
        unfolded.set(try #require(view.stack.path("usr")), unfolded: true)
        unfolded.set(try #require(view.stack.path("usr/lib")), unfolded: true)
        #expect(view.rows(unfolded: unfolded, order: view.order(by: sort)) == view.rows(unfolded: unfolded, sort: sort))
    }

    @Test("Unfolding all but one, and back")
    func unfolding() throws {
        let usr = try #require(view.stack.path("usr"))
        var unfolding = Unfolding(all: true)
        unfolding.set(usr, unfolded: false)
        #expect(!unfolding.contains(usr) && unfolding.contains(.root))
        #expect(!lines(view.rows(unfolded: unfolding, sort: TreeSort(.name))).contains(" lib"))
        unfolding.set(usr, unfolded: true)
        #expect(unfolding == Unfolding(all: true))
    }

    @Test("A filter keeps the directories that lead to what it finds")
    func filter() {
        let found = view.withAncestors(view.stack.paths(withNameContaining: Array(".SO".utf8)))
        #expect(
            lines(view.rows(unfolded: Unfolding(all: true), sort: TreeSort(.name), including: found)) == [
                "usr", " lib", "  a.so", "  b.so",
            ])
        let big = view.paths { view.size(of: $0) == 5 }
        #expect(
            lines(view.rows(unfolded: Unfolding(all: true), sort: TreeSort(.name), including: big)) == ["bin", " sh"])
        #expect(
            lines(view.rows(unfolded: Unfolding(all: true), sort: TreeSort(.name), including: view.changedPaths())) == [
                "etc", " passwd", "usr", " lib", "  b.so",
            ])
    }

    @Test(
        "Text in the whole path",
        arguments: [
            ("bin", ["bin", "bin/sh", "usr/bin", "usr/bin/env"]), ("r/BIN", ["usr/bin", "usr/bin/env"]),
            ("/usr/b", ["usr/bin", "usr/bin/env"]), ("sr/lib/a", ["usr/lib/a.so"]), ("/sh", ["bin/sh"]),
            ("bin/", ["bin/sh", "usr/bin/env"]), ("usr//bin", []), ("nothing", []), ("usr/x/env", []),
        ])
    func wholePath(text: String, expected: [String]) {
        let found = view.stack.paths(containing: Array(text.utf8))
        #expect(view.stack.allPaths.filter(found.contains).map(view.stack.text).sorted() == expected)
    }

    @Test("Empty text finds all")
    func emptyText() {
        #expect(view.stack.paths(containing: []).count == view.stack.pathCount)
        #expect(view.stack.paths(withNameContaining: []).count == view.stack.pathCount)
    }

    @Test("Children in order, hidden ones left out")
    func children() {
        let later = stack([file("a", 1), file("b", 2), file("c", 2)], [whiteout("a")], [file("d", 9)]).view(of: 3...3)
        let names = later.children(of: .root, sortedBy: .size).map(later.stack.text)
        #expect(names == ["d", "b", "c"])
    }
}
