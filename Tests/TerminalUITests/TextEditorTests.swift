import Testing

@testable import TerminalUI

@Suite("A text that is edited")
struct TextEditorTests {
    /// The text after keys, with the cursor as a bar.
    private func typed(_ start: String, _ keys: String...) -> String {
        var editor = TextEditor(start)
        for key in keys { _ = editor.handle(Key(key)) }
        return editor.lines.enumerated().map { index, line in
            index == editor.line ? line.prefix(editor.column) + "|" + line.dropFirst(editor.column) : line
        }.joined(separator: "/")
    }

    @Test("lines are broken and joined")
    func lines() {
        #expect(typed("ab\ncd\n", "Right", "Enter") == "a/|b/cd")
        #expect(typed("ab\ncd", "Down", "Backspace") == "ab|cd")
        #expect(typed("ab\ncd", "End", "Del") == "ab|cd")
        #expect(typed("ab", "Backspace") == "|ab")
        #expect(typed("ab", "End", "Del") == "ab|")
        #expect(typed("", "x", "Enter", "y") == "x/y|")
    }

    @Test("the cursor goes up, down and round the ends of lines")
    func cursor() {
        #expect(typed("abc\nd\nefg", "End", "Down") == "abc/d|/efg")
        #expect(typed("ab\ncd", "End", "Right") == "ab/|cd")
        #expect(typed("ab\ncd", "Down", "Left") == "ab|/cd")
        #expect(typed("ab\ncd", "Up", "Up", "PgDn", "Down") == "ab/|cd")
        #expect(typed("ab\ncd", "C-n", "C-e") == "ab/cd|")
    }

    @Test("what it holds ends its lines, and pasted lines are lines")
    func text() {
        #expect(TextEditor("a\r\nb").text == "a\nb\n")
        var editor = TextEditor("xy")
        _ = editor.handle(Key("Right"))
        editor.insert("1\n2")
        #expect(editor.text == "x1\n2y\n")
        #expect(editor.handle(Key("F5")) == false)
    }

    @Test("it is drawn with numbers, marks and the cursor, and scrolls with it")
    func drawing() {
        var editor = TextEditor((1...20).map { "line \($0)" }.joined(separator: "\n"))
        for _ in 0..<9 { _ = editor.handle(Key("Down")) }
        var canvas = Canvas(size: Size(width: 14, height: 5))
        editor.draw(into: &canvas, in: canvas.bounds, language: nil, marked: [10], hasCursor: true, theme: .mono)
        let rows = (0..<5).map { y in String((0..<14).map { canvas[$0, y].text }) }
        #expect(
            rows.map { $0.split(separator: " ").joined(separator: " ") } == [
                "8 line 8", "9 line 9", "10⚠ line 10", "11 line 11", "12 line 12",
            ])
        #expect(canvas.cursor == Point(x: 4, y: 2))
    }
}
