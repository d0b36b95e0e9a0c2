import Foundation
import TestSupport
import Testing

/// What people do in the view of files, the real program in a real terminal.
@Suite("Journeys: files", .serialized)
struct ExploreFilesJourneysTests {
    private let shop: Shop

    init() throws { shop = try Shop() }

    @Test("columns are chosen in a menu and kept for the next time; not for those who said theirs in the settings")
    func columns() throws {
        let environment = ["XDG_STATE_HOME": shop.path("state")]
        let first = try shop.open(environment: environment)
        try first.press("2", "|")
        try first.wait(forText: "[ ] wasted")
        try first.press("Space", "j", "j", "j", "Space", "Escape")
        try first.wait(for: "the column of wasted bytes, and none of modes") { screen in
            screen.contains { $0.contains("Wasted") } && !screen.contains { $0.contains("Mode") }
        }
        try first.press("q")
        try first.wait(forText: "exit 0")
        let second = try shop.open(environment: environment, waitingFor: "Wasted")
        #expect(try !second.screen().contains { $0.contains("Mode") })
        try Data("columns: [size]\nview: files\n".utf8).write(to: URL(fileURLWithPath: shop.path("mine.yaml")))
        let third = try shop.open("--config", shop.path("mine.yaml"), environment: environment)
        try third.press("2")
        let screen = try third.wait(forText: "Size↓  Name")
        #expect(!screen.contains { $0.contains("Wasted") })
    }

    @Test("the directory with most wasted bytes comes first when they order, though what wastes is deleted")
    func wasted() throws {
        let terminal = try shop.open()
        try terminal.press("2", "Tab", "s", "s", "s")
        try terminal.wait(forText: "Wasted↓")
        try terminal.press("g")
        let screen = try terminal.wait(forText: "▸ app/")
        let row = try #require(screen.firstIndex { $0.contains("▸ app/") && $0.contains("3.0 MB") })
        #expect(try terminal.cursor().row == row)
    }

    @Test("sizes in powers of 1024 for those who settle that")
    func units() throws {
        try Data("units: binary\n".utf8).write(to: URL(fileURLWithPath: shop.path("mine.yaml")))
        let terminal = try shop.open("--config", shop.path("mine.yaml"))
        try terminal.press("2")
        try terminal.wait(forText: "10.5 MiB")
    }

    @Test("several paths are marked and extracted at once")
    func marked() throws {
        let terminal = try shop.open()
        try terminal.press("2", "Tab", "f")
        try terminal.type("*.py | notes")
        try terminal.press("Enter", "=", "g")
        try terminal.wait(forText: "main.py")
        try terminal.press("/")
        try terminal.type("main.py")
        try terminal.press("Enter", "*", "/")
        try terminal.type("notes")
        try terminal.press("Enter", "*")
        try terminal.wait(forText: "2 marked")
        try terminal.press("x", "C-u")
        try terminal.type(shop.path("out"))
        try terminal.press("Enter")
        try terminal.wait(forText: "2 files, 17 B")
        #expect(try String(contentsOfFile: shop.path("out/app/main.py"), encoding: .utf8) == "print(1)\n")
        #expect(try String(contentsOfFile: shop.path("out/opt/shop/notes"), encoding: .utf8) == "read me\n")
    }

    @Test("what is there is replaced only after C-r")
    func replaced() throws {
        let terminal = try shop.open()
        try terminal.press("2", "/")
        try terminal.type("notes")
        try terminal.press("Enter", "x", "Enter")
        try terminal.wait(forText: "1 file, 8 B")
        try Data("mine".utf8).write(to: URL(fileURLWithPath: shop.path("opt/shop/notes")))
        try terminal.press("x", "Enter")
        try terminal.wait(forText: " not made")
        #expect(try String(contentsOfFile: shop.path("opt/shop/notes"), encoding: .utf8) == "mine")
        try terminal.press("x", "C-r", "Enter")
        try terminal.wait(forText: "1 file, 8 B")
        #expect(try String(contentsOfFile: shop.path("opt/shop/notes"), encoding: .utf8) == "read me\n")
    }

    @Test("the map shows a directory as tiles, Enter goes in, h out, C tells the colours anew, M ends it")
    func map() throws {
        let terminal = try shop.open()
        try terminal.press("2", "Tab", "M")
        try terminal.wait(forText: "letters by layer")
        try terminal.press("h", "h", "C", "C")
        try terminal.wait(for: "the tiles of the root") { screen in
            screen.contains { $0.contains("letters by kind") } && screen.contains { $0.contains("d opt/") }
        }
        #expect(try terminal.screen().joined().contains("▀"))
        try terminal.press("Enter")
        try terminal.wait(forText: "d shop/")
        try terminal.press("M")
        try terminal.wait(forText: "opt/shop/")
    }

    @Test("all files in one list, the largest first, with their sum")
    func list() throws {
        let terminal = try shop.open()
        try terminal.press("2", "L")
        let screen = try terminal.wait(forText: "6 files, 12.6 MB")
        let rows = screen.filter { $0.contains("/opt/shop/server") || $0.contains("/root/.cache/pip/http/a") }
        #expect(rows.first?.contains("server") == true)
    }

    @Test("a range of layers shows what all of them changed")
    func range() throws {
        let terminal = try shop.open()
        try terminal.press("2", "G", "Space", "K", "K")
        let screen = try terminal.wait(forText: "Changes of layers 3-5")
        #expect(screen.contains { $0.contains("opt/shop/") })
        try terminal.press("Escape")
        try terminal.wait(forText: "Changes of layer 3")
    }

    @Test("which layers wrote and removed a path")
    func history() throws {
        let terminal = try shop.open()
        try terminal.press("2", "g", "j", "j", "/")
        try terminal.type("model")
        try terminal.press("Enter", "o")
        let screen = try terminal.wait(forText: "History of /app/model.bin")
        #expect(screen.contains { $0.contains("layer  2  + added") })
        #expect(screen.contains { $0.contains("layer  4  - removed") })
    }

    @Test("what was unfolded is unfolded when the image is opened again")
    func folds() throws {
        let environment = ["XDG_STATE_HOME": shop.path("state")]
        let first = try shop.open(environment: environment)
        try first.press("2", "Tab", "/")
        try first.type("http")
        try first.press("Enter", "Space", "g")
        try first.wait(forText: "http/")
        try first.press("q")
        try first.wait(forText: "exit 0")
        let second = try shop.open(environment: environment)
        try second.wait(forText: "http/")
    }

    @Test("a large screen shows the file at the cursor beside the tree, and V hides it")
    func preview() throws {
        let terminal = try shop.open(width: 200, height: 50)
        try terminal.press("2", "/")
        try terminal.type("notes")
        try terminal.press("Enter")
        try terminal.wait(forText: "1 read me")
        try terminal.press("V")
        try terminal.wait(for: "the tree alone") { !$0.contains { $0.contains("1 read me") } }
    }

    @Test("a click on a column's name orders by it, the border follows the pointer, the wheel moves the cursor")
    func mouse() throws {
        let terminal = try shop.open(width: 120)
        try terminal.press("2")
        let screen = try terminal.wait(forText: "Size↓")
        let y = try #require(screen.firstIndex { $0.contains("Size↓") })
        let x = try #require(screen[y].range(of: "Name"))
        try terminal.click(column: screen[y].distance(from: screen[y].startIndex, to: x.lowerBound), row: y)
        try terminal.wait(forText: "Name↑")
        let border = try #require(screen[5].firstIndex { "│┃".contains($0) && $0 != screen[5].first })
        let column = screen[5].distance(from: screen[5].startIndex, to: border) + 1
        try terminal.send(Array("\u{1b}[<0;\(column);6M\u{1b}[<32;\(column - 10);6M\u{1b}[<0;\(column - 10);6m".utf8))
        try terminal.wait(for: "a narrower list of layers") { screen in
            screen[y].range(of: "Name↑").map { screen[y].distance(from: screen[y].startIndex, to: $0.lowerBound) < 100 }
                ?? false
        }
        try terminal.send(Array("\u{1b}[<65;100;10M".utf8))
        try terminal.wait(for: "the cursor three rows down") { $0[28].hasPrefix("/root") || $0[28].hasPrefix("/usr") }
    }
}
