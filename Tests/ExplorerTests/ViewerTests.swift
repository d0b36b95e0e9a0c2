import FileTree
import TerminalUI
import Testing

@testable import Explorer

@Suite("The viewer")
struct ViewerTests {
    /// The viewer on `/app/run`, its contents read.
    private func viewer(_ contents: [UInt8], _ width: Int = 80, _ height: Int = 24) -> Journey {
        var journey = Journey(width, height)
        journey.press("Tab Space j j j v")
        journey.send(.contentsRead(request: 1, contents))
        return journey
    }

    @Test("asks for the contents from the layer that has them, and says that it reads")
    func asks() throws {
        var journey = Journey(80, 24)
        journey.press("Tab Space j j j v")
        let entry = try #require(journey.viewer?.entry)
        #expect(entry.layer == 3)
        #expect(journey.effects == [.readContents(request: 1, entry, limit: 1 << 20)])
        #expect(journey.screen.contains("reading…"))
        journey.press("Esc")
        #expect(journey.effects.last == .cancelReading)
    }

    @Test("contents that come for a file left behind are dropped")
    func late() {
        var journey = Journey(80, 24)
        journey.press("Tab Space j j j v Esc v")
        journey.send(.contentsRead(request: 1, [0x61]))
        #expect(journey.viewer?.contents == nil)
        journey.send(.contentsRead(request: 2, [0x61]))
        #expect(journey.viewer?.contents != nil)
    }

    @Test("a removed file is read from the layer that still has it")
    func removed() {
        var journey = Journey(80, 24)
        journey.press("k c Tab G k")
        #expect(journey.selected == "etc/old")
        journey.press("v")
        #expect(journey.viewer?.entry.layer == 1)
    }

    @Test("text has line numbers, tabs stand on columns of eight, control characters are written out")
    func text() {
        let lines = viewer(Array("one\n\ttwo \u{1b}[1m\r\nthree".utf8)).lines
        #expect(lines[1].hasPrefix("┃1 one"))
        #expect(lines[2].hasPrefix("┃2         two \\x1b[1m "))
        #expect(lines[3].hasPrefix("┃3 three"))
    }

    @Test("what is no text comes in hexadecimal, x changes over")
    func hex() {
        var journey = viewer([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])
        #expect(journey.lines[1].contains("00000000  7f 45 4c 46 00 01 02"))
        #expect(journey.screen.contains("no text: shown in hexadecimal"))
        journey.press("x")
        #expect(journey.lines[1].contains("ELF"))
    }

    @Test("a file that is longer than what was read says so")
    func cut() {
        #expect(viewer(Array("start".utf8)).screen.contains("the first 5 B only: e opens all of it"))
    }

    @Test("w wraps and keeps the place, # hides the numbers")
    func wrap() {
        let long = String(repeating: "word ", count: 40)
        var journey = viewer(Array("\(long)\nend".utf8), 60, 20)
        #expect(journey.lines[2].contains("2 end"))
        journey.press("w")
        #expect(!journey.lines[2].contains("2 end"))
        #expect(journey.screen.contains("2 end"))
        journey.press("#")
        #expect(journey.lines[1].hasPrefix("┃word"))
    }

    @Test("l and h scroll sideways")
    func sideways() {
        var journey = viewer(Array("0123456789abcdef".utf8))
        journey.press("l")
        #expect(journey.lines[1].hasPrefix("┃1 89abcdef"))
        journey.press("h h")
        #expect(journey.lines[1].hasPrefix("┃1 0123"))
    }

    @Test("search brings the next line that matches to the middle as it is typed, and n goes on")
    func search() {
        let text = (1...100).map { $0 % 30 == 0 ? "line \($0) found" : "line \($0)" }.joined(separator: "\n")
        var journey = viewer(Array(text.utf8))
        journey.press("/")
        journey.type("found")
        #expect(journey.lines[11].contains("30 line 30 found"))
        journey.press("Enter n")
        #expect(journey.lines[11].contains("60 line 60 found"))
        journey.press("N")
        #expect(journey.lines[11].contains("30 line 30 found"))
        // What was found is not on the screen any more: from here on.
        journey.press("G N")
        #expect(journey.lines[11].contains("60 line 60 found"))
        journey.press("N")
        #expect(journey.lines[11].contains("30 line 30 found"))
        journey.press("/")
        journey.type("nowhere")
        #expect(journey.lines[22].contains("Nothing matches"))
        journey.press("Esc")
        #expect(journey.lines[11].contains("30 line 30 found"))
    }

    @Test("moves by lines, pages and to the ends, and stays inside")
    func moving() {
        let text = (1...100).map { "line \($0)" }.joined(separator: "\n")
        var journey = viewer(Array(text.utf8))
        journey.press("k")
        #expect(journey.viewer?.row == 0)
        journey.press("C-f")
        #expect(journey.viewer?.row == 19)
        journey.press("G")
        #expect(journey.lines[20].contains("100 line 100"))
        journey.press("j")
        #expect(journey.lines[20].contains("100 line 100"))
    }

    @Test("what cannot be read is an error, on the screen and among the messages")
    func failure() {
        var journey = Journey(80, 24)
        journey.press("Tab Space j j j v")
        journey.send(.contentsFailed(request: 1, "layer 3 is cut short"))
        #expect(journey.lines[1].contains("layer 3 is cut short"))
        journey.press("Esc !")
        #expect(journey.screen.contains("• layer 3 is cut short"))
    }

    @Test("a directory, a link and a device have nothing to view, and say what to do instead")
    func notFiles() {
        var journey = Journey(80, 24)
        journey.press("Tab v")
        #expect(journey.status.hasPrefix("A directory has no contents of its own: Space unfolds it."))
        journey.press("= G v")
        #expect(journey.status.hasPrefix("A symbolic link has no contents of its own: Enter goes to its target."))
        #expect(journey.effects.isEmpty)
    }

    @Test("e and E hand the file to the user's own programs, under its own name")
    func outside() throws {
        var journey = Journey(80, 24)
        journey.press("Tab Space j j e E")
        let entry = try #require(journey.state.derived.view.entry(of: journey.state.tree.selection))
        let name = Array("data.bin".utf8)
        #expect(journey.effects == [.openOutside(entry, name: name, .pager), .openOutside(entry, name: name, .editor)])
    }

    @Test("an empty file says so")
    func empty() {
        #expect(viewer([]).screen.contains("the file is empty"))
    }

    /// The viewer on a file with this name.
    private func opened(_ name: String, _ text: String, theme: String = "dark") throws -> Journey {
        var journey = Journey(40, 12, options: Options(themeName: theme))
        journey.press("Tab Space j j j v")
        let entry = try #require(journey.viewer?.entry)
        var viewer = Viewer(path: Array(name.utf8), entry: entry, size: Int64(text.utf8.count), request: 1)
        viewer.show(Array(text.utf8))
        journey.open(viewer)
        return journey
    }

    @Test("source text has the colours of its language, also where a string begins above the screen")
    func colours() throws {
        let lines = try opened("run.py", "if 1:  # c").canvas.styledLines()
        #expect(lines[1].contains("⟨bold 176⟩if⟨⟩ ⟨221⟩1⟨⟩:  ⟨247⟩# c"))
        let text = "x = \"\"\"\n" + String(repeating: "if\n", count: 600) + "\"\"\"\nif"
        var journey = try opened("run.py", text)
        journey.press("G")
        let end = journey.canvas.styledLines()
        #expect(end[6].contains("⟨114⟩if"))
        #expect(end[8].contains("⟨bold 176⟩if"))
    }

    @Test("a line that is wrapped keeps its colours in the next row")
    func coloursOfWrapped() throws {
        var journey = try opened("a.json", "{\"key\": \"one two three four five six seven eight nine\"}")
        journey.press("w")
        let lines = journey.canvas.styledLines()
        #expect(lines[1].contains("⟨111⟩\"key\"⟨⟩: ⟨114⟩\"one two"))
        #expect(lines[2].contains("⟨114⟩"))
    }

    @Test("p lays JSON out and back; other text says that it is none")
    func layout() throws {
        let text = "{\"a\":[1,2]}"
        var journey = try opened("a.json", text, theme: "mono")
        journey.press("p")
        #expect(
            journey.lines[1...6].map { $0.dropFirst(3).prefix(9) } == [
                "{        ", "  \"a\": [ ", "    1,   ", "    2    ", "  ]      ", "}        ",
            ])
        journey.press("p")
        #expect(journey.lines[1].contains(text))
        journey = try opened("a.txt", text, theme: "mono")
        journey.press("p")
        #expect(journey.status.contains("Only text that is JSON"))
    }

    @Test("a line of a million characters does not hold the screen up")
    func longLine() {
        let contents = FileContents(bytes: Array(repeating: 0x61, count: 1_000_000), size: 1_000_000)
        let rows = ViewerRows(text: contents.bytes, width: nil)
        #expect(rows.texts.count == 245)
        #expect(rows.numbers.filter { $0 > 0 } == [1])
    }

    @Test("text in other scripts and cut characters are still text")
    func looksLikeText() {
        #expect(FileContents(bytes: Array("größe 日本語\n".utf8), size: 20).isText)
        #expect(!FileContents(bytes: [0x61, 0, 0x62], size: 3).isText)
        #expect(!FileContents(bytes: Array(repeating: 0xff, count: 64), size: 64).isText)
        #expect(FileContents(bytes: [], size: 0).isText)
    }
}
