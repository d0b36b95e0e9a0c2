import Testing

@testable import TerminalUI

@Suite("A canvas as text for terminals")
struct EscapeSequenceTests {
    @Test func stylesBecomeSequences() {
        var canvas = Canvas(size: Size(width: 8, height: 3))
        canvas.draw("ab", at: Point(x: 0, y: 0))
        canvas.draw("cd", at: Point(x: 2, y: 0), style: Style(.red, on: .palette(200), .bold))
        canvas.draw("é世", at: Point(x: 0, y: 1), style: Style(.rgb(1, 2, 3), on: .ansi(9)))
        #expect(
            canvas.escapedLines == [
                "ab\u{1b}[0;1;31;48;5;200mcd\u{1b}[0m", "\u{1b}[0;38;2;1;2;3;101mé世\u{1b}[0m", "",
            ])
    }

    @Test func spacesWithAStyleStay() {
        var canvas = Canvas(size: Size(width: 3, height: 1))
        canvas.restyle(canvas.bounds) { $0.adding(.reverse) }
        #expect(canvas.escapedLines == ["\u{1b}[0;7m   \u{1b}[0m"])
    }
}
