import Testing

@testable import TerminalUI

@Suite struct TextFieldTests {
    private func typed(_ start: String, _ keys: String...) -> String {
        var field = TextField(start)
        for key in keys { _ = field.handle(Key(key)) }
        return field.text.prefix(field.position) + "|" + field.text.dropFirst(field.position)
    }

    @Test func editsWithEmacsKeys() {
        #expect(typed("", "a", "b", "Left", "x") == "ax|b")
        #expect(typed("ab", "C-a", "C-f", "C-d") == "a|")
        #expect(typed("ab", "C-b", "C-h") == "|b")
        #expect(typed("ab", "Home", "Del", "End", "Backspace") == "|")
        #expect(typed("one two", "M-b", "C-k") == "one |")
        #expect(typed("one two", "C-w") == "one |")
        #expect(typed("one two  ", "M-Backspace", "C-w") == "|")
        #expect(typed("one two", "C-a", "M-f", "M-d") == "one|")
        #expect(typed("one two", "C-Left", "C-Left", "C-Right", "C-u") == "| two")
        #expect(typed("", "C-h", "C-w", "C-k", "C-d", "C-b", "C-f") == "|")
    }

    @Test func countsCharactersNotScalars() {
        #expect(typed("日e\u{301}👨‍👩‍👧", "Backspace", "Backspace") == "日|")
        #expect(typed("e", "\u{301}", "x") == "e\u{301}x|")
    }

    @Test(arguments: ["Enter", "Esc", "Up", "Tab", "F1", "M-x", "C-g"])
    func leavesOtherKeysAlone(key: String) {
        var field = TextField("a")
        #expect(field.handle(Key(key)) == false)
        #expect(field == TextField("a"))
    }

    @Test func aPasteIsOneLine() {
        var field = TextField("ab")
        _ = field.handle(Key("Left"))
        field.insert("x\ny\u{1b}z")
        #expect(field.text == "ax y zb" && field.position == 6)
    }

    @Test(arguments: [(20, "/日本語", 7), (6, "/本語", 5), (4, "/語", 3), (1, "/", nil)] as [(Int, String, Int?)])
    func scrollsToShowTheCursor(width: Int, line: String, cursor: Int?) {
        var canvas = Canvas(size: Size(width: width, height: 1))
        TextField("日本語").draw(into: &canvas, in: canvas.bounds, label: "/", theme: Theme())
        #expect(canvas.lines == [line])
        #expect(canvas.cursor?.x == cursor)
    }
}
