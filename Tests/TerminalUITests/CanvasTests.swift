import Testing

@testable import TerminalUI

@Suite struct CanvasTests {
    private func canvas(_ width: Int, _ height: Int = 1) -> Canvas { Canvas(size: Size(width: width, height: height)) }

    @Test func drawsTextAndTellsItsColumns() {
        var canvas = canvas(10, 2)
        #expect(canvas.draw("héllo", at: Point(x: 2, y: 1)) == 5)
        #expect(canvas.lines == ["", "  héllo"])
    }

    @Test func wideCharactersTakeTwoCells() {
        var canvas = canvas(6)
        #expect(canvas.draw("日本x", at: .zero) == 5)
        #expect((0..<6).map { canvas[$0, 0].width } == [2, 0, 2, 0, 1, 1])
        #expect(canvas.lines == ["日本x"])
    }

    @Test func clipsAtTheRightAndNeverDrawsHalfACharacter() {
        var canvas = canvas(5)
        #expect(canvas.draw("日本語", at: .zero) == 4)
        #expect(canvas.lines == ["日本"])
        canvas.draw("abcdef", at: Point(x: 3, y: 0))
        #expect(canvas.lines == ["日 ab"])
    }

    @Test func clipsAtTheLeftAndNeverDrawsHalfACharacter() {
        var canvas = canvas(5)
        canvas.draw("日本語", at: Point(x: -1, y: 0))
        #expect(canvas.lines == [" 本語"])
        canvas.draw("abcdef", at: Point(x: -4, y: 0))
        #expect(canvas.lines == ["ef 語"])
    }

    @Test(arguments: [
        Point(x: 0, y: -1), Point(x: 0, y: 1), Point(x: 9, y: 0), Point(x: -9, y: 0), Point(x: .max, y: 0),
    ])
    func drawsNothingOutside(at point: Point) {
        var canvas = canvas(5)
        canvas.draw("日a", at: point)
        #expect(canvas.lines == [""])
    }

    @Test func keepsToTheMaximumWidth() {
        var canvas = canvas(10)
        #expect(canvas.draw("日本語", at: .zero, maxWidth: 5) == 4)
        #expect(canvas.draw("abc", at: Point(x: 6, y: 0), maxWidth: 2) == 2)
        #expect(canvas.draw("abc", at: Point(x: 9, y: 0), maxWidth: -1) == 0)
        #expect(canvas.lines == ["日本  ab"])
    }

    @Test func overwritingHalfAWideCharacterBlanksTheOtherHalf() {
        var canvas = canvas(4)
        canvas.draw("日本", at: .zero)
        canvas.draw("x", at: Point(x: 1, y: 0))
        #expect(canvas.lines == [" x本"])
        canvas.draw("語", at: Point(x: 1, y: 0))
        #expect(canvas.lines == [" 語"])
        #expect((0..<4).map { canvas[$0, 0].width } == [1, 2, 0, 1])
    }

    @Test func controlCharactersNeverReachACell() {
        var canvas = canvas(8)
        #expect(canvas.draw("a\u{1b}[m\r\n\u{9b}b", at: .zero) == 7)
        #expect(canvas.lines == ["a\u{fffd}[m\u{fffd}\u{fffd}b"])
    }

    @Test func fillsWithNarrowAndWideCells() {
        var canvas = canvas(5, 3)
        canvas.fill(Rect(x: 1, y: 1, width: 9, height: 1), with: Cell("日"))
        canvas.fill(Rect(x: -3, y: 2, width: 5, height: 9), with: Cell("."))
        #expect(canvas.lines == ["", " 日日", ".."])
        canvas.fill(Rect(x: 0, y: 0, width: 4, height: 3))
        #expect(canvas.lines == ["", "", ""])
    }

    @Test func copiesAnotherCanvasWithClipping() {
        var canvas = canvas(4, 2)
        var other = Canvas(size: Size(width: 4, height: 2))
        other.draw("日本", at: .zero)
        other.draw("abcd", at: Point(x: 0, y: 1))
        canvas.copy(other, to: Point(x: -1, y: 0))
        #expect(canvas.lines == [" 本", "bcd"])
    }

    @Test func stylesAreReadableInTests() {
        var canvas = canvas(12)
        canvas.draw("ab", at: .zero, style: Style(.red, .bold))
        canvas.draw("cd", at: Point(x: 3, y: 0), style: Style(.rgb(255, 8, 0), on: .palette(17), .reverse))
        #expect(canvas.styledLines() == ["⟨bold red⟩ab⟨⟩ ⟨reverse #ff0800 on 17⟩cd⟨⟩"])
        canvas.restyle(Rect(x: 0, y: 0, width: 12, height: 1)) { $0.adding(.underline) }
        #expect(canvas.lines == ["ab cd"])
        #expect(canvas[0, 0].style == Style(.red, [.bold, .underline]))
    }

    @Test func anEmptyCanvasTakesAnything() {
        var canvas = Canvas(size: Size(width: -3, height: 0))
        #expect(canvas.size == Size(width: 0, height: 0))
        #expect(canvas.draw("a", at: .zero) == 0)
        canvas.fill(Rect(x: 0, y: 0, width: 3, height: 3))
        #expect(canvas.changes(from: canvas).isEmpty)
        #expect(canvas[0, 0] == .blank)
    }
}

@Suite struct CanvasChangesTests {
    private func canvas(_ text: String) -> Canvas {
        var canvas = Canvas(size: Size(width: 10, height: 1))
        canvas.draw(text, at: .zero)
        return canvas
    }

    private func runs(_ old: String, _ new: String) -> [String] {
        canvas(new).changes(from: canvas(old)).map { run in
            "\(run.origin.x):" + String(run.cells.filter { $0.width > 0 }.map(\.text))
        }
    }

    @Test(arguments: [
        ("same", "same", []), ("abcdef", "abXdeY", ["2:X", "5:Y"]), ("abc", "a", ["1:  "]),
        ("日本", "日木", ["2:木"]), ("日本", "日ab", ["2:ab"]), ("abcd", "日cd", ["0:日"]), ("a日", "日a", ["0:日a"]),
    ])
    func areTheShortestRunsOfWholeCharacters(old: String, new: String, expected: [String]) {
        #expect(runs(old, new) == expected)
    }

    @Test func everythingChangesWithTheSize() {
        let runs = Canvas(size: Size(width: 3, height: 2)).changes(from: Canvas(size: Size(width: 2, height: 2)))
        #expect(runs.map(\.origin) == [Point(x: 0, y: 0), Point(x: 0, y: 1)])
        #expect(runs.map(\.cells.count) == [3, 3])
    }

    @Test func applyingTheChangesGivesTheNewScreen() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("ab日é👍 ")
        for _ in 0..<300 {
            func text() -> String { String((0..<8).map { _ in alphabet.randomElement(using: &generator) ?? " " }) }
            let (old, new) = (canvas(text()), canvas(text()))
            var screen = old
            for run in new.changes(from: old) {
                #expect(run.cells.first?.width != 0 && run.cells.last?.width != 2)
                for (offset, cell) in run.cells.enumerated() where cell.width > 0 {
                    screen.draw(String(cell.text), at: Point(x: run.origin.x + offset, y: 0), style: cell.style)
                }
            }
            #expect(screen.lines == new.lines)
        }
    }
}
