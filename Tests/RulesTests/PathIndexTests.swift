import AnalysisSupport
import FileTree
import ImageAnalysis
import TestSupport
import Testing

@testable import Rules

/// One walk finds for each rule the files that its patterns match.
@Suite struct PathIndexTests {
    /// The paths that the patterns match in a tree of one layer.
    private func matches(
        _ patterns: PathPattern..., @LayerBuilder in items: () -> [any LayerItem]
    ) throws -> [String] {
        let image = try AnalyzedFixture(items).image
        return PathIndex(of: image.view, rules: [("rule", patterns)]).files(of: "rule")
            .map { image.text(of: $0.path) }.sorted()
    }

    @Test func aSlashInFrontAnchorsInTheRoot() throws {
        let found = try matches("/tmp/**") {
            File("tmp/a/b", "1")
            File("tmp/c", "1")
            File("srv/tmp/d", "1")
            File("tmpx/e", "1")
        }
        #expect(found == ["tmp/a/b", "tmp/c"])
    }

    @Test func withoutASlashItBeginsAnywhere() throws {
        let found = try matches(".git/**", ".cache/pip/**") {
            File(".git/HEAD", "1")
            File("app/.git/objects/1", "1")
            File("app/.github/x", "1")
            File("app/.gitignore", "1")
            File("root/.cache/pip/wheels/1", "1")
            File("root/.cache/x/pip/1", "1")
        }
        #expect(found == [".git/HEAD", "app/.git/objects/1", "root/.cache/pip/wheels/1"])
    }

    @Test func aFileOfADirectorysNameIsNotBelowIt() throws {
        #expect(try matches("/tmp/**") { File("tmp", "1") } == [])
    }

    @Test func aStarStandsForAnyText() throws {
        let found = try matches("lib*.a", "/usr/lib/python3.*/test/**", "*.js.map") {
            File("usr/lib/libc.a", "1")
            File("usr/lib/x.a", "1")
            File("usr/lib/libc.aa", "1")
            File("usr/lib/python3.13/test/a", "1")
            File("usr/lib/python3/test/b", "1")
            File("w/app.js.map", "1")
            File("w/app.js", "1")
        }
        #expect(found == ["usr/lib/libc.a", "usr/lib/python3.13/test/a", "w/app.js.map"])
    }

    @Test func twoStarsStandForAnyDirectories() throws {
        let found = try matches("site-packages/**/tests/**") {
            File("v/site-packages/tests/a", "1")
            File("v/site-packages/n/tests/b", "1")
            File("v/site-packages/n/core/tests/c/d", "1")
            File("v/n/tests/e", "1")
            File("v/site-packages/n/testing/f", "1")
        }
        #expect(found == ["v/site-packages/n/core/tests/c/d", "v/site-packages/n/tests/b", "v/site-packages/tests/a"])
    }

    @Test func patternsThatShareTheirBeginningDoNotHinderOneAnother() throws {
        let image = try AnalyzedFixture {
            File("a/a/b", "1")
            File("a/b", "1")
            File("b", "1")
        }.image
        let index = PathIndex(of: image.view, rules: [("one", ["a/b"]), ("two", ["a/a/b", "/b"]), ("none", ["b/a"])])
        #expect(index.files(of: "one").map { image.text(of: $0.path) }.sorted() == ["a/a/b", "a/b"])
        #expect(index.files(of: "two").map { image.text(of: $0.path) }.sorted() == ["a/a/b", "b"])
        #expect(index.files(of: "none").isEmpty)
    }

    @Test func emptyFilesRemovedFilesAndDirectoriesAreNotListed() throws {
        let image = try AnalyzedFixture(
            Image(reference: "a:1") {
                Layer {
                    Directory("tmp/d")
                    File("tmp/empty")
                    File("tmp/gone", "12")
                    Symlink("tmp/link", to: "x")
                    File("tmp/stays", "123")
                }
                Layer { Whiteout("tmp/gone") }
            }
        ).image
        let index = PathIndex(of: image.view, rules: [("rule", ["/tmp/**"])])
        #expect(index.files(of: "rule").map { image.text(of: $0.path) } == ["tmp/stays"])
        #expect(index.files(of: "rule").map(\.bytes) == [3])
        #expect(index.places(of: "rule").map { image.text(of: $0) } == ["tmp"])
    }

    @Test func contentsThatHaveANameElsewhereAreNotSaved() throws {
        let found = try matches("/store/**") {
            File("store/kept", "12")
            HardLink("app/kept", to: "store/kept")
            File("store/both", "12")
            HardLink("store/other", to: "store/both")
        }
        #expect(found == ["store/both"])
    }

    @Test("as many rules as there are, more than fit into one walk")
    func manyRules() throws {
        let image = try AnalyzedFixture {
            File("a/b", "12")
            HardLink("c", to: "a/b")
        }.image
        let others = (1...70).map { (id: "rule-\($0)", patterns: ["nowhere" as PathPattern]) }
        let index = PathIndex(of: image.view, rules: others + [("last", ["/a/**", "/c"])])
        #expect(index.files(of: "last").map { image.text(of: $0.path) } == ["a/b"])
        #expect(index.files(of: "rule-70").isEmpty)
    }
}
