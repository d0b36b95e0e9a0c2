import TerminalUI
import Testing

@testable import Explorer

@Suite("Filter and search")
struct FindingTests {
    private func filtered(_ text: String) -> Journey {
        var journey = Journey()
        journey.press("f")
        journey.type(text)
        return journey
    }

    @Test("a filter works while it is typed and shows matches with what lies above")
    func filter() {
        var journey = filtered("lib")
        #expect(journey.paths == ["usr/lib", "usr/lib/libc.so", "usr/lib/libc.so.6"])
        journey.press("Enter")
        #expect(journey.screen.contains("filter: lib"))
        #expect(journey.status.contains("Esc shows all files again"))
        journey.press("Esc")
        #expect(journey.paths == ["app", "bin", "etc", "usr/lib"])
    }

    @Test("case does not matter; ! hides what matches with all below it")
    func negated() {
        #expect(filtered("LIBC.SO.6").paths == ["usr/lib", "usr/lib/libc.so.6"])
        var journey = filtered("!app")
        #expect(journey.paths == ["bin", "etc", "usr/lib"])
        journey.press("Enter Tab Tab =")
        #expect(!journey.paths.contains { $0.hasPrefix("app") })
    }

    @Test("with a slash the path is looked at")
    func path() {
        #expect(filtered("etc/pass").paths == ["etc", "etc/passwd"])
        #expect(filtered("/etc/").paths.first == "etc")
    }

    @Test("a directory that fits shows what is in it, and folds; directories in it stay folded")
    func below() {
        var journey = filtered("app")
        journey.press("Enter")
        #expect(journey.paths == ["app", "app/\u{1b}[31mred", "app/data.bin", "app/run"])
        journey.press("Space")
        #expect(journey.paths == ["app"])
        #expect(filtered("us").paths == ["usr/lib", "usr/lib/libc.so", "usr/lib/libc.so.6"])
        let deep = [Fixture.file("a/b/c/d", 1), Fixture.file("a/b/e", 1), Fixture.file("a/f", 1)]
        var other = Journey(80, 24, layers: [.init(entries: deep)])
        other.press("f")
        other.type("a")
        #expect(other.paths == ["a", "a/b", "a/f"])
    }

    @Test("Esc while typing brings the filter before back")
    func cancel() {
        var journey = filtered("lib")
        journey.press("Enter f")
        journey.type("x")
        #expect(journey.paths.isEmpty)
        #expect(journey.screen.contains("No path matches the filter."))
        journey.press("Esc")
        #expect(journey.paths.first == "usr/lib")
        #expect(journey.state.tree.filter?.text == "lib")
    }

    @Test("a filter leaves the folding as it was")
    func foldingSurvives() {
        var journey = Journey()
        journey.press("Tab Space f")
        journey.type("lib")
        journey.press("Enter Esc")
        #expect(journey.paths.count == 7)
    }

    @Test("search goes to matches in folded directories as it is typed")
    func search() {
        var journey = Journey()
        journey.press("/")
        journey.type("libc")
        #expect(journey.selected == "usr/lib/libc.so")
        #expect(journey.lines[38].hasSuffix("Match 1 of 2."))
        journey.press("Enter n")
        #expect(journey.selected == "usr/lib/libc.so.6")
        journey.press("n")
        #expect(journey.selected == "usr/lib/libc.so")
        #expect(journey.status.hasPrefix("Match 1 of 2, round the end."))
        journey.press("N")
        #expect(journey.status.hasPrefix("Match 2 of 2, round the start."))
    }

    @Test("search follows the order of the screen")
    func searchOrder() {
        var journey = Journey()
        journey.press("Tab s /")
        journey.type("s")
        journey.press("Enter")
        #expect(journey.selected == "usr/lib", "usr stands in its row")
        journey.press("n")
        #expect(journey.selected == "usr/lib/libc.so")
    }

    @Test("Esc goes back to where the search began, and forgets it")
    func cancelSearch() {
        var journey = Journey()
        journey.press("Tab j /")
        journey.type("libc")
        journey.press("Esc")
        #expect(journey.selected == "bin")
        #expect(journey.state.tree.search == nil)
        journey.press("n")
        #expect(journey.status.hasPrefix("There is nothing to look for yet: / starts a search."))
    }

    @Test("Esc goes back to where the search began also when the layers were stacked anew meanwhile")
    func cancelAfterStacking() {
        var journey = Journey()
        journey.press("Tab j /")
        journey.type("lib")
        journey.send(.hashed(stack: Fixture.otherStack, figures: Figures(of: Fixture.otherStack)))
        journey.type("c")
        #expect(journey.selected == "usr/lib/libc.so")
        journey.press("Esc")
        #expect(journey.selected == "bin")
    }

    @Test("what matches nothing says so, its control characters written out")
    func nothing() {
        var journey = Journey()
        journey.press("/")
        journey.send(.event(.paste("no\u{1b}such")))
        journey.press("Enter n")
        #expect(journey.status.contains("Nothing matches"))
        #expect(!journey.screen.contains("\u{1b}"))
    }

    @Test("a search with a slash finds a directory once, not all that lies in it")
    func searchPath() {
        var journey = Journey()
        journey.press("/")
        journey.type("usr/l")
        #expect(journey.selected == "usr/lib")
        #expect(journey.lines[38].hasSuffix("Match 1 of 1."))
    }
}
