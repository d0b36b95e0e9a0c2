import Testing

@testable import FileTree

@Suite("Filters of paths")
struct PathFilterTests {
    private static let stack = FileTreeTests.stack(
        [
            file("bin/su", 50, mode: 0o4755), file("etc/passwd", 1), directory("tmp", mode: 0o1777),
            file("usr/lib/test/deep/a.py", 2000), file("usr/lib/b.PY", 30_000_000), symlink("usr/lib/c.py", to: "b.py"),
            file("srv/my file", 7, userID: 1000),
        ],
        [whiteout("etc/passwd"), file("app/main.py", 5_000_000), file("bin/su", 50, mode: 0o755)])

    private func found(
        _ text: String, in view: TreeView? = nil, _ context: PathFilter.Context = PathFilter.Context()
    ) throws -> [String] {
        let view = view ?? Self.stack.view(of: 1...2)
        let paths = try PathFilter(text).paths(in: view, context)
        return Self.stack.allPaths.filter { paths.contains($0) && view.isVisible($0) }.map(Self.stack.text).sorted()
    }

    @Test(
        "Terms",
        arguments: [
            ("main", ["app/main.py"]), ("PASS", []),
            ("lib/te", ["usr/lib/test", "usr/lib/test/deep", "usr/lib/test/deep/a.py"]),
            ("*.py", ["app/main.py", "usr/lib/b.PY", "usr/lib/c.py", "usr/lib/test/deep/a.py"]),
            ("?.py", ["usr/lib/b.PY", "usr/lib/c.py", "usr/lib/test/deep/a.py"]),
            ("[!ab].py", ["usr/lib/c.py"]), ("[a-b].py", ["usr/lib/b.PY", "usr/lib/test/deep/a.py"]),
            ("**/test/**", ["usr/lib/test/deep", "usr/lib/test/deep/a.py"]),
            ("/usr/*/*.py", ["usr/lib/b.PY", "usr/lib/c.py"]),
            ("lib/**/*.py", ["usr/lib/b.PY", "usr/lib/c.py", "usr/lib/test/deep/a.py"]),
            ("/lib/*", []), ("lib/?.py", ["usr/lib/b.PY", "usr/lib/c.py"]),
            ("/b\\.py$/", ["usr/lib/b.PY"]), ("/^/(app|srv)/", ["app", "app/main.py", "srv", "srv/my file"]),
            (">5MB", ["usr/lib/b.PY"]), (">=5MB", ["app/main.py", "usr/lib/b.PY"]), ("> 5MB", ["usr/lib/b.PY"]),
            ("<2k *.py", ["usr/lib/c.py"]), ("<=2k a.py", ["usr/lib/test/deep/a.py"]),
            ("kind:dir >5MB", ["usr", "usr/lib"]), ("layer:2", ["app/main.py", "bin/su"]),
            ("layer:1-2 main", ["app/main.py"]), ("kind:link", ["usr/lib/c.py"]), ("owner:1000", ["srv/my file"]),
            ("owner:1000:1", []), ("mode:sticky", ["tmp"]), ("mode:world-writable", ["tmp"]), ("mode:suid", []),
            ("mode:exec", ["bin/su"]), ("mode:0755 su", ["bin/su"]), ("\"my file\"", ["srv/my file"]),
        ])
    func terms(text: String, expected: [String]) throws {
        #expect(try found(text) == expected)
    }

    @Test(
        "Joined and negated",
        arguments: [
            ("*.py !test", ["app/main.py", "usr/lib/b.PY", "usr/lib/c.py"]),
            ("*.py -test not kind:link", ["app/main.py", "usr/lib/b.PY"]), ("main | su", ["app/main.py", "bin/su"]),
            ("main or su and layer:2", ["app/main.py", "bin/su"]), ("(main|su) !layer:2", []),
            ("*.py (>5MB or <3k) !(kind:link)", ["usr/lib/b.PY", "usr/lib/test/deep/a.py"]),
            ("(/main/)", ["app/main.py"]),
        ])
    func joined(text: String, expected: [String]) throws {
        #expect(try found(text) == expected)
    }

    @Test("Without what lies below what is left out")
    func negatedDirectory() throws {
        #expect(try found("!usr !app !bin").allSatisfy { !$0.hasPrefix("usr") && !$0.hasPrefix("app") })
    }

    @Test(
        "Changes",
        arguments: [
            ("change:+", ["app", "app/main.py"]), ("change:-", ["etc/passwd"]), ("change:m", ["bin/su"]),
            ("change:~", []),
        ])
    func changes(text: String, expected: [String]) throws {
        #expect(try found(text, in: Self.stack.view(of: 2...2)) == expected)
    }

    @Test("What only the context knows")
    func context() throws {
        let view = Self.stack.view(of: 1...2)
        let main = try #require(Self.stack.find(Array("app/main.py".utf8)))
        var context = PathFilter.Context()
        context.stages = ["builder": [1], "final": [2]]
        context.marks = ["secret": [EntrySet([view.entry(of: main)].compactMap(\.self))], "waste": []]
        context.packages = ["libc6": [main]]
        #expect(try found("stage:final", in: view, context) == ["app/main.py", "bin/su"])
        #expect(try found("mark:secret", in: view, context) == ["app/main.py"])
        #expect(try found("package:LIBC6", in: view, context) == ["app/main.py"])
        #expect(try found("package:\"libc6\"", in: view, context) == ["app/main.py"])
        try PathFilter("stage:Builder mark:waste").check(against: context)
        for (text, words) in [
            ("stage:biulder", "there is no stage “biulder”, did you mean builder?"),
            ("mark:other", "there is no mark “other”: secret, waste"),
            ("rule:x", "rule:x cannot be told, the image is not analysed yet"),
        ] {
            #expect(throws: PathFilter.Fault(words)) { try PathFilter(text).check(against: context) }
        }
    }

    @Test(
        "Faults point at what is wrong",
        arguments: [
            ("", "the filter is unfinished: a term is to follow"),
            ("a |", "the filter is unfinished: a term is to follow"),
            ("!", "the filter is unfinished: a term is to follow"), ("(a", "a ( is not closed by )"),
            ("a)", "a ) has no ( before it"), ("| a", "or and | stand between two terms"),
            ("\"a", "a quote is not closed"),
            (">x", ">x needs a size, such as >10MB or >4k"),
            ("kind:", "kind: is unfinished or wrong: kind:file|dir|link|hardlink|device|pipe|socket"),
            ("kind:lnik", "kind:lnik is unfinished or wrong: kind:file|dir|link|hardlink|device|pipe|socket"),
            ("layer:0", "layer:0 is unfinished or wrong: layer:9 or layer:3-5"),
            ("layer:5-3", "layer:5-3 is unfinished or wrong: layer:9 or layer:3-5"),
            (
                "mdoe:suid",
                "there is no term mdoe:, did you mean mode:? A name with a colon stands in quotes: \"mdoe:suid\""
            ),
        ])
    func faults(text: String, words: String) {
        #expect(throws: PathFilter.Fault(words)) { try PathFilter(text) }
    }

    @Test("A filter that nests or repeats without end is refused, and so is an expression that is none")
    func bounds() {
        for text in [
            String(repeating: "(", count: 2000), String(repeating: "!", count: 400) + "a",
            String(repeating: "a ", count: 1000), String(repeating: "x", count: 5000), "/(/",
            String(repeating: "a/*/", count: 40),
        ] {
            #expect(throws: PathFilter.Fault.self) { try PathFilter(text) }
        }
    }

    @Test(arguments: [("mod", true), ("a pack", true), ("mode:", false), ("lib", false), ("la ", false), ("", false)])
    func hints(text: String, isHelpful: Bool) {
        #expect((PathFilter.hint(after: text) != nil) == isHelpful)
    }
}

@Suite("Words that were mistyped")
struct SpellingTests {
    @Test(
        arguments: [
            ("inspct", "inspect"), ("isnpect", "inspect"), ("lss", "ls"), ("chekc", "check"), ("xyz", nil), ("", nil),
        ] as [(String, String?)])
    func nearest(word: String, expected: String?) {
        #expect(Spelling.nearest(to: word, among: ["inspect", "check", "ls", "extract"]) == expected)
    }

    @Test(
        arguments: [
            ("numpy", "numpi", 1), ("numpy", "nupmy", 1), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3),
            ("same", "same", 0),
        ])
    func distances(word: String, other: String, expected: Int) {
        #expect(Spelling.distance(word, other) == expected)
    }
}
