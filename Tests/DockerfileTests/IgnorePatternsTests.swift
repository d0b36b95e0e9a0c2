import Dockerfile
import Testing

/// `.dockerignore`, as the Dockerfile reference has it.
struct IgnorePatternsTests {
    @Test(arguments: [
        ("*.log", "a.log", true), ("*.log", "dir/a.log", false), ("**/*.log", "a/b/c.log", true),
        ("**/*.log", "c.log", true),
        ("node_modules", "node_modules/a/b", true), ("/src/", "./src/x", true), ("src/?.c", "src/a.c", true),
        ("src/?.c", "src/ab.c", false), ("[a-c]x", "bx", true), ("[^a-c]x", "bx", false), ("a\\*", "a*", true),
        ("a\\*", "ab", false), ("**", "any/thing", true), ("a/**/z", "a/z", true), ("a/**/z", "a/b/c/z/d", true),
        ("# a", "# a", false), ("", "a", false), ("[", "[", false), ("*a*b*c", "xaxbxc", true),
        ("*a*b*c", "xaxbx", false),
    ])
    func patterns(pattern: String, path: String, isIgnored: Bool) {
        #expect(IgnorePatterns(parsing: pattern).ignores(path) == isIgnored)
    }

    @Test func theLastPatternThatMatchesDecides() {
        let patterns = IgnorePatterns(parsing: "*\n!src\nsrc/*.tmp\n! src/keep.tmp\r\n")
        #expect(patterns.ignores("README"))
        #expect(!patterns.ignores("src/a.c"))
        #expect(patterns.ignores("src/a.tmp"))
        #expect(!patterns.ignores("src/keep.tmp"))
        #expect(!patterns.ignores("."))
    }

    @Test func hostilePatternsEnd() {
        let pattern = String(repeating: "*a", count: 2000)
        #expect(!IgnorePatterns(parsing: pattern).ignores(String(repeating: "a", count: 1999)))
        #expect(IgnorePatterns(parsing: String(repeating: "**/", count: 2000) + "x").ignores("a/b/x"))
    }
}
