import Archive
import FileTree
import TerminalUI
import Testing

@testable import Explorer

@Suite("Hostile images")
struct HostileTests {
    @Test("a path of twenty thousand directories is one row, unfolds and is found")
    func deep() {
        let path = Array(repeating: "d", count: 20_000).joined(separator: "/") + "/end"
        var journey = Journey(80, 24, layers: [.init(entries: [Fixture.file(path, 1)])])
        journey.press("Tab = G")
        #expect(journey.state.derived.rows.count == 2)
        #expect(journey.cursorLine.contains("end"))
        journey.press("- /")
        journey.type("end")
        #expect(journey.cursorLine.contains("end"))
    }

    @Test("where rows lie very deep, a number says how deep")
    func deepRows() {
        let directories = (1...300).map { Array(repeating: "d", count: $0).joined(separator: "/") }
        let files = directories.map { Fixture.file($0 + "/x", 1) }
        var journey = Journey(80, 24, layers: [.init(entries: files)])
        journey.press("Tab =")
        #expect(journey.state.derived.rows.count == 600)
        journey.press("/")
        journey.type(directories[299] + "/x")
        journey.press("Enter")
        #expect(journey.cursorLine.contains("(300)"))
    }

    @Test("sizes that are too large to add up do not overflow")
    func hugeSizes() {
        let files = ["a/x", "a/y", "b"].map { Fixture.file($0, .max) }
        var journey = Journey(120, 40, layers: [.init(entries: files), .init(entries: files)])
        journey.press("Tab = c s S v")
        #expect(journey.screen.contains("9.2 EB"))
    }

    @Test(
        "names cannot move the cursor, hide or reorder",
        arguments: ["\u{1b}[2J", "\u{7}", "\u{202e}gpj.exe", "a\nb", "\u{9b}31m", "\u{200b}"])
    func names(name: String) {
        var journey = Journey(80, 24, layers: [.init(entries: [Fixture.file(name, 1)])])
        journey.press("Tab")
        let scalars = journey.screen.unicodeScalars.filter { $0 != "\n" }
        #expect(!scalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) })
        #expect(!scalars.contains("\u{202e}") && !scalars.contains("\u{200b}"))
        #expect(journey.screen.contains("\\"))
    }

    @Test("names that are no UTF-8 and names of wide characters keep the columns straight")
    func wide() {
        let entries = [
            TarEntry(path: [0xff, 0xfe, 0x61], kind: .regularFile, size: 1), Fixture.file("日本語のファイル名.txt", 1),
            Fixture.file(String(repeating: "長", count: 200), 1),
        ]
        var journey = Journey(80, 24, layers: [.init(entries: entries)])
        journey.press("Tab")
        #expect(journey.screen.contains("\\xff\\xfea"))
        for line in journey.lines where line.hasPrefix("┃") && (line.contains("日") || line.contains("長")) {
            #expect(TextWidth.of(line) == 80)
        }
    }

    @Test("instructions, labels and references are escaped wherever they show")
    func metadata() {
        var state = State(name: "x\u{1b}c", size: Size(width: 120, height: 40))
        var image = Fixture.image
        image.title = "t\u{1b}[5m"
        image.references = ["r\u{1b}[5m"]
        image.config.config.labels = ["l\u{1b}": "\u{1b}v"]
        image.config.config.environment = ["E=\u{1b}"]
        image.layers[2].instruction = "RUN \u{1b}[5m\u{7}"
        image.layers[2].comment = "\u{1b}c"
        _ = reduce(&state, .imageReady(image))
        for command in [Command.show(.image), .close, .view] {
            _ = reduce(&state, .command(command))
            var canvas = Canvas(size: state.size)
            render(state, into: &canvas)
            let text = canvas.lines.joined()
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
            #expect(!text.contains("\u{fffd}"))
        }
    }

    @Test("a link among directories that lead in circles ends")
    func circles() {
        let entries = [Fixture.link("a", to: "b"), Fixture.link("b", to: "a"), Fixture.link("c", to: "../../../c")]
        var journey = Journey(80, 24, layers: [.init(entries: entries)])
        journey.press("Tab Enter Enter Enter G Enter")
        #expect(journey.selected == "c")
    }
}
