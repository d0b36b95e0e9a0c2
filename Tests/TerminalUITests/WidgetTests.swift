import Testing

@testable import TerminalUI

@Suite struct WidgetTests {
    private func screen(_ width: Int, _ height: Int, _ draw: (inout Canvas, Rect) -> Void) -> [String] {
        var canvas = Canvas(size: Size(width: width, height: height))
        draw(&canvas, canvas.bounds)
        return canvas.lines
    }

    @Test(
        arguments: [
            (0, "    ", "    "), (0.001, "▏   ", "#   "), (0.25, "█   ", "#   "), (0.5, "██  ", "##  "),
            (0.53125, "██▏ ", "##  "), (1, "████", "####"), (7, "████", "####"), (-1, "    ", "    "),
            (.nan, "    ", "    "),
        ] as [(Double, String, String)])
    func barsFillByEighths(fraction: Double, unicode: String, ascii: String) {
        #expect(Bar(fraction).text(width: 4) == unicode)
        #expect(Bar(fraction).text(width: 4, glyphs: .ascii) == ascii)
    }

    @Test func framesHaveATitleAndARightPartWhereThereIsRoom() {
        let frame = Frame(title: "Layers", trailing: "3/9")
        #expect(
            screen(20, 3) { frame.draw(into: &$0, in: $1, theme: Theme()) } == [
                "┌─ Layers ─── 3/9 ─┐",
                "│                  │",
                "└──────────────────┘",
            ])
        #expect(
            screen(12, 2) { frame.draw(into: &$0, in: $1, theme: Theme(), glyphs: .ascii) } == [
                "+- Layers -+", "+----------+",
            ])
        #expect(screen(11, 2) { frame.draw(into: &$0, in: $1, theme: Theme()) }[0] == "┌─ Laye… ─┐")
        #expect(screen(1, 1) { frame.draw(into: &$0, in: $1, theme: Theme()) } == [""])
    }

    @Test func theFocusShowsWithoutColourToo() {
        let frame = Frame(title: "A", isFocused: true)
        #expect(screen(9, 2) { frame.draw(into: &$0, in: $1, theme: .mono) } == ["┏━ A ━━━┓", "┗━━━━━━━┛"])
    }

    @Test(arguments: [
        (44, "Reading layer 3 ██████████▌            50%  1 GB"), (26, "Reading layer 3 ██▌    50%"),
        (18, "Reading layer 3 50%"), (8, "Re…  50%"),
    ])
    func progressGivesUpDetailThenBar(width: Int, expected: String) {
        let line = screen(width, 1) {
            ProgressBar(label: "Reading layer 3", fraction: 0.5, detail: "1 GB").draw(into: &$0, in: $1, theme: Theme())
        }[0]
        #expect(TextWidth.of(line) <= width)
        #expect(line.hasPrefix(expected.prefix(2)) && line.contains("50%"))
        #expect(line.contains("1 GB") == (width > 40))
        #expect(line.contains("█") == (width > 23))
    }

    @Test func progressOfUnknownLengthHasNoBar() {
        let line = screen(30, 1) {
            ProgressBar(label: "Reading", fraction: nil, detail: "1 GB").draw(into: &$0, in: $1, theme: Theme())
        }
        #expect(line == ["Reading  1 GB"])
    }

    @Test(arguments: [(0, 100, 0..<1), (90, 100, 9..<10), (45, 100, 4..<5), (0, 20, 0..<5), (10, 20, 5..<10)])
    func scrollbarsShowThePart(offset: Int, count: Int, expected: Range<Int>) throws {
        let thumb = try #require(Scrollbar(offset: offset, count: count).thumb(height: 10))
        #expect(abs(thumb.lowerBound - expected.lowerBound) <= 1 && thumb.count == expected.count)
    }

    @Test func noScrollbarWhereAllFits() {
        #expect(Scrollbar(offset: 0, count: 10).thumb(height: 10) == nil)
        #expect(
            screen(1, 4) { Scrollbar(offset: 4, count: 8).draw(into: &$0, in: $1, theme: Theme()) } == [
                "│", "│", "█", "█",
            ])
    }
}

@Suite struct TextViewerTests {
    @Test func linesScrollSideways() {
        var canvas = Canvas(size: Size(width: 8, height: 2))
        let viewer = TextViewer(lines: ["first line here", "日本語", "left out"], column: 1)
        viewer.draw(into: &canvas, in: canvas.bounds, theme: Theme())
        #expect(canvas.lines == ["irst lin", " 本語"])
    }

    @Test func marksWhatWasSearchedFor() {
        var canvas = Canvas(size: Size(width: 12, height: 1))
        TextViewer(lines: ["a Foo foo"], match: "foo").draw(into: &canvas, in: canvas.bounds, theme: Theme())
        #expect(canvas.styledLines() == ["a ⟨bold reverse 221⟩Foo⟨⟩ ⟨bold reverse 221⟩foo⟨⟩"])
        TextViewer(lines: ["a Foo foo"], match: "Foo").draw(into: &canvas, in: canvas.bounds, theme: Theme())
        #expect(canvas.styledLines() == ["a ⟨bold reverse 221⟩Foo⟨⟩ foo"])
    }

    @Test func findsTheNextMatchRoundTheEnd() {
        let viewer = TextViewer(lines: ["x", "a", "x"], match: "x")
        #expect(viewer.nextMatch(from: 1) == 2)
        #expect(viewer.nextMatch(from: 3) == 0)
        #expect(viewer.nextMatch(from: 1, backwards: true) == 0)
        #expect(viewer.nextMatch(from: -1, backwards: true) == 2)
        #expect(TextViewer(lines: ["x"], match: "y").nextMatch(from: 0) == nil)
        #expect(TextViewer(lines: [], match: "y").nextMatch(from: 0) == nil)
    }
}

@Suite struct HexDumpTests {
    @Test func looksLikeHexdump() {
        #expect(
            HexDump.line([0x7f, 0x45, 0x4c, 0x46] + Array(repeating: 0, count: 12), offset: 16)
                == "00000010  7f 45 4c 46 00 00 00 00  00 00 00 00 00 00 00 00  |.ELF............|")
        #expect(
            HexDump.lines(Array("0123456789abcdefXY".utf8)) == [
                "00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|",
                "00000010  58 59                                             |XY|",
            ])
        #expect(HexDump.lines([]) == [])
    }
}
