import Foundation
import TestSupport
import Testing

/// What people look for at the explorer, the real program in a real terminal.
@Suite("Journeys: searching", .serialized)
struct ExploreSearchJourneysTests {
    private let shop: Shop

    init() throws { shop = try Shop() }

    @Test("a word in the contents of all layers: a deleted file's line, the file at that line, and back again")
    func contents() throws {
        let terminal = try shop.open()
        try terminal.press("C-g")
        try terminal.wait(forText: "Search in contents:")
        try terminal.type("SECRET_ACCESS")
        try terminal.press("Enter")
        let screen = try terminal.wait(forText: "“SECRET_ACCESS”: 1 line in 1 file")
        #expect(screen.contains { $0.contains("/app/.env") && $0.contains("layer 2, deleted in 4") })
        #expect(screen.contains { $0.contains("1  AWS_SECRET_ACCESS_KEY=wJalr") })
        let row = try #require(screen.firstIndex { $0.contains("AWS_SECRET_ACCESS_KEY") })
        #expect(try terminal.styledScreen()[row].contains(/\u{1b}\[[0-9;]*m ?SECRET_ACCESS/))
        try terminal.press("j", "Enter")
        try terminal.wait(forText: "63 B, layer 2")
        try terminal.press("Escape")
        try terminal.wait(forText: "“SECRET_ACCESS”: 1 line in 1 file")
        try terminal.press("Escape")
        try terminal.wait(forText: "What would save most")
    }

    @Test("what no file has, and what is no expression, are said; Enter alone shows the last results again")
    func nothing() throws {
        let terminal = try shop.open(width: 80, height: 24)
        try terminal.press("2", "C-g")
        try terminal.type("no such text")
        try terminal.press("Enter")
        try terminal.wait(forText: "No line of any layer fits.")
        try terminal.press("C-g")
        try terminal.type("(")
        try terminal.press("Enter")
        try terminal.wait(forText: "This cannot be looked for: Missing close parenthesis")
        try terminal.press("C-g")
        try terminal.type("^weights")
        try terminal.press("Enter")
        try terminal.wait(forText: "/app/model.bin")
        try terminal.press("q", "4", "C-g", "Enter")
        try terminal.wait(forText: "“^weights”: 1 line in 1 file")
    }

    @Test("the palette leads to it, and names the command that prints the same, which does")
    func twin() throws {
        let terminal = try shop.open(width: 200)
        try terminal.press(":")
        try terminal.type("contents of all layers")
        try terminal.wait(forText: "strata grep \(shop.archive) PATTERN")
        try terminal.press("Enter")
        try terminal.type("read me")
        try terminal.press("Enter")
        try terminal.wait(forText: "/opt/shop/notes")
        let printed = try Program.run("grep", shop.archive, "read me")
        #expect(printed.text.contains("/opt/shop/notes:1: read me"))
    }

    @Test("a search is stopped with Esc, or is done before; the explorer stays at hand")
    func stopped() throws {
        let terminal = try shop.open()
        try terminal.press("C-g")
        try terminal.type("weights")
        try terminal.press("Enter", "Escape")
        try terminal.wait(for: "the end of the search, or what was there before") { screen in
            screen.contains { $0.contains("stopped at") || $0.contains("What would save most") }
        }
        try terminal.press("2")
        try terminal.wait(for: "the files, or the results still") { screen in
            screen.contains { $0.contains("[Files after layer") || $0.contains("“weights”") }
        }
    }

    @Test("a filter joins its words, ! negates one, and a directory that fits shows what is in it")
    func filters() throws {
        let terminal = try shop.open()
        try terminal.press("2", "f")
        try terminal.type(">1MB !layer:2")
        let screen = try terminal.wait(forText: "server")
        #expect(!screen.contains { $0.contains("▾ app") })
        try terminal.press("Enter")
        try terminal.wait(forText: "filter: >1MB !layer:2")
        try terminal.press("Escape", "f")
        try terminal.type("shop")
        try terminal.wait(forText: "notes")
        try terminal.press("Enter", "Escape")
        try terminal.wait(for: "all files") { screen in screen.contains { $0.contains("usr/lib") } }
    }

    @Test("a filter that is wrong says what would be right, and shows what the words before it leave")
    func wrongFilter() throws {
        let terminal = try shop.open()
        try terminal.press("2", "f")
        try terminal.type("kind:flie")
        try terminal.wait(forText: "kind:file|dir|link")
        try terminal.press("Escape")
        try terminal.wait(forText: "/ search")
    }

    @Test("n goes on to the next name that matches, N back")
    func names() throws {
        let terminal = try shop.open()
        try terminal.press("2", "/")
        try terminal.type("s")
        try terminal.wait(forText: "Match 1 of")
        try terminal.press("Enter", "n")
        try terminal.wait(forText: "Match 2 of")
        try terminal.press("N")
        try terminal.wait(forText: "Match 1 of")
    }

    @Test("a word in a file is found, and is in the middle of the screen")
    func inFile() throws {
        let lines = (1...200).map { $0 == 150 ? "here it is" : "line \($0)" }.joined(separator: "\n")
        let path = shop.path("long.tar")
        try Image(reference: "long:1") { Layer { File("long", lines) } }.write(as: .dockerArchive, to: path)
        let terminal = try Tmux([Program.path, path], width: 80, height: 24)
        try terminal.wait(forText: "nothing to save", seconds: 30)
        try terminal.press("2", "/")
        try terminal.type("long")
        try terminal.press("Enter", "Enter")
        try terminal.wait(forText: "line 10")
        try terminal.press("/")
        try terminal.type("here")
        let screen = try terminal.wait(forText: "here it is")
        #expect((9...13).contains(screen.firstIndex { $0.contains("here it is") } ?? 0))
    }
}
