import Testing

@testable import FileTree

@Suite("Paths that hold a text")
struct SearchTests {
    private let stack = FileTreeTests.stack(
        [file("bin/sh", 5), file("etc/passwd", 1), file("usr/bin/env", 9), file("usr/lib/a.so", 2), file("README", 3)],
        [whiteout("etc/passwd"), file("usr/lib/b.so", 1)])

    private func texts(_ found: PathSet) -> [String] {
        stack.allPaths.filter(found.contains).map(stack.text).sorted()
    }

    @Test(
        "Text in the whole path",
        arguments: [
            ("bin", ["bin", "bin/sh", "usr/bin", "usr/bin/env"]), ("r/BIN", ["usr/bin", "usr/bin/env"]),
            ("/usr/b", ["usr/bin", "usr/bin/env"]), ("sr/lib/a", ["usr/lib/a.so"]), ("/sh", ["bin/sh"]),
            ("bin/", ["bin/sh", "usr/bin/env"]), ("usr//bin", []), ("nothing", []), ("usr/x/env", []),
        ])
    func wholePath(text: String, expected: [String]) {
        #expect(texts(stack.paths(containing: Array(text.utf8))) == expected)
    }

    @Test(
        "Text in the name, in either case, of what lower layers have too",
        arguments: [
            (".SO", ["usr/lib/a.so", "usr/lib/b.so"]), ("bin", ["bin", "usr/bin"]), ("readme", ["README"]),
            ("PASSWD", ["etc/passwd"]), ("usr/bin", []), ("x", []),
        ])
    func name(text: String, expected: [String]) {
        #expect(texts(stack.paths(withNameContaining: Array(text.utf8))) == expected)
    }

    @Test("Empty text finds all")
    func emptyText() {
        #expect(texts(stack.paths(containing: [])).count == stack.pathCount - 1)
        #expect(texts(stack.paths(withNameContaining: [])).count == stack.pathCount - 1)
    }
}
