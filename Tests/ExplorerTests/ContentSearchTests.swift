import FileTree
import ImageAnalysis
import Reporting
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("Searching contents")
struct ContentSearchTests {
    private static func file(
        _ layer: Int, _ ordinal: Int, _ path: String, _ lines: [(number: Int, text: String, match: String)]
    ) -> TextSearch.File {
        var file = TextSearch.File(
            place: InspectedContents.Place(layer: layer, ordinal: ordinal), path: Array(path.utf8), isBinary: false)
        file.lines = lines.map { number, text, match in
            let start = text.utf8.count - (text.range(of: match).map { text[$0.lowerBound...].utf8.count } ?? 0)
            return TextSearch.Line(
                number: number, text: Array(text.utf8), spans: [start..<start + match.utf8.count])
        }
        file.count = lines.count
        return file
    }

    /// A file that is there, one that was overwritten, one that was deleted, and a binary one.
    private static let files: [TextSearch.File] = {
        var binary = file(1, 1, "bin/sh", [])
        (binary.isBinary, binary.count) = (true, 1)
        var many = file(2, 5, "etc/passwd", [(3, "user=new", "user=")])
        many.count = 12
        return [
            file(1, 3, "etc/old", [(7, "\tuser=\u{1b}[31mgone", "user="), (40, "the user=root", "user=")]),
            file(1, 4, "etc/passwd", [(3, "user=first", "user=")]), many, binary,
        ]
    }()

    private static func found(_ files: [TextSearch.File] = files) -> FoundLines {
        FoundLines(TextSearchReport(of: "user=", files, in: Fixture.stack) { _, _ in true })
    }

    /// A search that is done.
    private func searched(_ width: Int = 100, _ height: Int = 24, isEnded: Bool = true) -> Journey {
        var journey = Journey(width, height)
        journey.press("C-g")
        journey.type("user=")
        journey.press("Enter")
        journey.send(.searchingContents(request: 1, 0.43))
        journey.send(.contentsFound(request: 1, ContentSearchTests.found(), isOverBudget: false))
        if isEnded { journey.send(.contentSearchEnded(request: 1, fault: nil)) }
        return journey
    }

    @Test("a key asks for a pattern, and what is found is looked for outside, with how far that is")
    func asks() {
        var journey = Journey(100, 24)
        journey.press("C-g")
        #expect(journey.status.contains("a regular expression; (?i)"))
        journey.type("user=")
        journey.press("Enter")
        #expect(journey.effects == [.searchContents(request: 1, pattern: "user=")])
        #expect(journey.view == .grep)
        #expect(journey.lines[0].contains("“user=”: 0 lines in 0 files, searching 0%"))
        #expect(journey.screen.contains("Nothing found so far…"))
        journey.send(.searchingContents(request: 1, 0.43))
        #expect(journey.lines[0].contains("searching 43%"))
    }

    @Test("whole screens", arguments: [(80, 24), (120, 40), (200, 50), (40, 12)])
    func screens(width: Int, height: Int) {
        assertSnapshot(searched(width, height).screen, named: "grep-\(width)x\(height)")
    }

    @Test("each file has its layer and state, each line its number; what was found is marked")
    func rows() throws {
        let journey = searched()
        let lines = journey.lines
        #expect(lines[0].contains("“user=”: 16 lines in 4 files"))
        #expect(lines[1].contains("/bin/sh") && lines[1].contains("binary, layer 1, live"))
        #expect(lines[2].contains("/etc/old") && lines[2].contains("layer 1, deleted in 2"))
        #expect(lines[3].contains("    7  user=\\x1b[31mgone"))
        #expect(lines[5].contains("/etc/passwd") && lines[5].contains("layer 1, overwritten in 2"))
        #expect(lines[9].contains("11 more lines, not kept"))
        let x = try #require(lines[4].range(of: "user="))
        let column = lines[4].distance(from: lines[4].startIndex, to: x.lowerBound)
        #expect(journey.canvas[column, 4].style == journey.state.options.theme.searchMatch)
        #expect(journey.canvas[column - 1, 4].style == journey.state.options.theme.text)
    }

    @Test("Enter opens the file at the line, what was found marked; Esc leads back, at last to where one was")
    func open() throws {
        var journey = searched()
        journey.press("j j j Enter")
        let old = try #require(Fixture.stack.find(Array("etc/old".utf8)))
        let entry = try #require(Fixture.stack.view(of: 1...1).entry(of: old))
        #expect(journey.effects.last == .readContents(request: 2, entry, limit: FileContents.limit))
        let text = (1...60).map { $0 == 40 ? "the user=root" : "line \($0)" }.joined(separator: "\n")
        journey.send(.contentsRead(request: 2, Array(text.utf8)))
        #expect(journey.lines[11].contains("40 the user=root"))
        #expect(journey.viewer?.search == "user=")
        journey.press("Esc")
        #expect(journey.view == .grep)
        #expect(journey.cursorLine.contains("40  the user=root"))
        journey.press("Esc")
        #expect(journey.view == nil && journey.state.views.tab == .files)
    }

    @Test("Enter on a file opens it at the first line found; a binary one at its start")
    func openFile() {
        var journey = searched()
        journey.press("j Enter")
        #expect(journey.viewer?.path == Array("etc/old".utf8))
        #expect(journey.viewer?.wantedLine == 7)
        journey.press("Esc g Enter")
        #expect(journey.viewer?.path == Array("bin/sh".utf8))
        #expect(journey.viewer?.wantedLine == nil)
    }

    @Test("a line behind what the viewer reads brings its end, which says that it is one")
    func beyond() {
        var journey = searched()
        journey.press("j j j Enter")
        journey.send(.contentsRead(request: 2, Array("one\ntwo".utf8)))
        #expect(journey.lines[2].contains("2 two"))
        #expect(journey.screen.contains("the first 7 B only"))
    }

    @Test("Esc stops a search that runs and keeps what was found; what comes late is dropped; Esc again closes")
    func stop() {
        var journey = searched(isEnded: false)
        #expect(journey.footer.contains("Esc stop"))
        journey.press("Esc")
        #expect(journey.effects.last == .cancelContentSearch)
        #expect(journey.lines[0].contains("16 lines in 4 files, stopped at 43%"))
        journey.send(.contentsFound(request: 1, FoundLines(), isOverBudget: false))
        journey.send(.contentSearchEnded(request: 1, fault: nil))
        #expect(journey.lines[0].contains("16 lines in 4 files, stopped at 43%"))
        journey.press("Esc")
        #expect(journey.view == nil)
        var empty = Journey(100, 24)
        empty.press("C-g")
        empty.type("x")
        empty.press("Enter Esc")
        #expect(empty.screen.contains("Nothing was found before it was stopped."))
    }

    @Test("the cursor stays on its line while more is found before it")
    func follow() {
        var journey = Journey(100, 24)
        journey.press("C-g")
        journey.type("user=")
        journey.press("Enter")
        let first = ContentSearchTests.found([ContentSearchTests.files[0]])
        journey.send(.contentsFound(request: 1, first, isOverBudget: false))
        journey.press("j j")
        #expect(journey.cursorLine.contains("the user=root"))
        journey.send(.contentsFound(request: 1, ContentSearchTests.found(), isOverBudget: true))
        #expect(journey.cursorLine.contains("the user=root"))
        journey.send(.contentSearchEnded(request: 1, fault: nil))
        #expect(journey.lines[0].contains("some only counted"))
    }

    @Test("what is no expression says so")
    func fault() {
        var journey = Journey(100, 24)
        journey.press("C-g")
        journey.type("(")
        journey.press("Enter")
        journey.send(.contentSearchEnded(request: 1, fault: "Missing close parenthesis"))
        #expect(journey.screen.contains("This cannot be looked for: Missing close parenthesis."))
    }

    @Test("where nothing is found, the screen says how letters match in either case")
    func nothing() {
        var journey = Journey(100, 24)
        journey.press("C-g")
        journey.type("nowhere")
        journey.press("Enter")
        journey.send(.contentSearchEnded(request: 1, fault: nil))
        #expect(journey.screen.contains("No line of any layer fits. (?i)"))
        journey.press("Enter")
        #expect(journey.view == .grep)
    }

    @Test("Enter without a pattern, or with the last one, shows the last results; one that was stopped starts anew")
    func again() {
        var journey = searched()
        journey.press("j j Esc 4 C-g Enter")
        #expect(journey.view == .grep && journey.cursorLine.contains("gone"))
        #expect(journey.effects.count == 1)
        var stopped = searched(isEnded: false)
        stopped.press("Esc Esc C-g")
        stopped.type("user=")
        stopped.press("Enter")
        #expect(stopped.effects.last == .searchContents(request: 2, pattern: "user="))
        #expect(stopped.state.views.top?.place == ViewPlace())
        stopped.send(.contentsFound(request: 1, ContentSearchTests.found(), isOverBudget: false))
        #expect(stopped.lines[0].contains("0 lines"))
    }

    @Test("a search goes on while one looks at something else, and its end is told there")
    func background() {
        var journey = searched(isEnded: false)
        journey.press("h")
        #expect(journey.view == nil)
        journey.send(.contentSearchEnded(request: 1, fault: nil))
        #expect(journey.status.hasPrefix("“user=”: 16 lines in 4 files: C-g Enter shows them."))
    }

    @Test("before the layers are read it says when it works; another image forgets what was found")
    func availability() {
        var journey = Journey(waiting: 100, 24)
        journey.press("C-g")
        #expect(journey.status.hasPrefix("Contents can be searched as soon as all layers are read."))
        #expect(journey.state.prompt == nil)
        var other = searched()
        other.send(.imageReady(Fixture.image))
        #expect(other.state.contentSearch == nil && other.view == nil)
    }

    @Test("the palette has it with the command line that gives the same")
    func palette() {
        var journey = Journey(120, 24)
        journey.press(":")
        journey.type("contents of all")
        #expect(journey.screen.contains("strata grep demo.tar PATTERN"))
        journey.press("Enter")
        #expect(journey.status.hasPrefix("Search in contents: "))
    }

    @Test("a search in the rows finds paths and text")
    func searchRows() {
        var journey = searched()
        journey.press("/")
        journey.type("root")
        journey.press("Enter")
        #expect(journey.cursorLine.contains("the user=root"))
    }

    @Test("of a long line what was found is in sight, and no character is cut in half")
    func longLine() {
        let text = String(repeating: "ä", count: 300) + "here" + String(repeating: "z", count: 300)
        let line = TextSearch.Line(number: 1, text: Array(text.utf8), spans: [600..<604])
        let shown = MatchedText(line, width: 60)
        #expect(shown.isCutAtStart)
        #expect(shown.parts.map(\.text.count) == [10, 4, 300])
        #expect(shown.parts.map(\.isMatch) == [false, true, false])
        #expect(shown.parts[0].text.allSatisfy { $0 == "ä" })
    }

    @Test("a row is found among many files")
    func many() {
        let files = (0..<1_000).map {
            ContentSearchTests.file(1, 3, "etc/old", [($0 + 1, "a", "a"), ($0 + 2, "b", "b")])
        }
        let found = ContentSearchTests.found(files)
        #expect(found.count == 3_000)
        #expect(found[3_000] == nil && found[-1] == nil)
        guard case .line(_, let line) = found[2_999] else {
            Issue.record("the last row is no line")
            return
        }
        #expect(String(decoding: line.text, as: UTF8.self) == "b")
    }
}
