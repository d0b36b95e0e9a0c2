import TerminalUI
import Testing

@testable import NcursesTerminal

@Suite("What a terminal answers")
struct AnswersTests {
    private func answers(_ text: String) -> TerminalAnswers { TerminalAnswers(Array(text.utf8)) }

    @Test("background, width of an emoji and the fence are read")
    func all() {
        let answers = answers("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\\u{1b}[1;3R\u{1b}[?64;1;2c")
        #expect(answers.background == .light)
        #expect(answers.joinsEmoji)
        #expect(answers.isComplete)
        #expect(answers.typed == [])
    }

    @Test("a terminal that draws the emoji in four columns does not join")
    func apart() {
        #expect(!answers("\u{1b}[1;5R\u{1b}[?6c").joinsEmoji)
    }

    @Test("the fence alone leaves everything unknown, as in tmux and screen")
    func fence() {
        let answers = answers("\u{1b}[?1;2c")
        #expect(answers.background == nil && !answers.joinsEmoji && answers.isComplete)
    }

    @Test("BEL ends a colour too, and half an answer is none yet")
    func halves() {
        #expect(answers("\u{1b}]11;rgb:00/00/00\u{7}").background == .dark)
        #expect(!answers("\u{1b}]11;rgb:00/00").isComplete)
        #expect(answers("\u{1b}]11;rgb:00/00").background == nil)
    }

    @Test("keys that are typed meanwhile are kept in their order")
    func typed() {
        let answers = answers("j\u{1b}]11;rgb:0/0/0\u{1b}\\\u{1b}[A\u{1b}[1;3Rü\u{1b}[?6c\u{1b}x\u{1b}")
        let labels = KeyTable.keys(typed: answers.typed).map(\.label)
        #expect(labels == ["j", "Up", "ü", "M-x", "Esc"])
    }
}

@Suite("A double click")
struct DoubleClickTests {
    private let start = ContinuousClock.now

    /// What presses at these columns and milliseconds are.
    private func actions(_ presses: [(x: Int, time: Int)]) -> [Mouse.Action] {
        var click = DoubleClick()
        return presses.map { x, time in
            click.action(at: Point(x: x, y: 0), time: start + .milliseconds(time))
        }
    }

    @Test("is a second press on the same cell within 400 ms")
    func second() {
        #expect(actions([(1, 0), (1, 399)]) == [.press(.left), .doubleClick])
        #expect(actions([(1, 0), (1, 400)]) == [.press(.left), .press(.left)])
        #expect(actions([(1, 0), (2, 10)]) == [.press(.left), .press(.left)])
    }

    @Test("is over with it: a third press begins anew, a fourth ends that")
    func third() {
        #expect(
            actions([(1, 0), (1, 10), (1, 20), (1, 30)]) == [.press(.left), .doubleClick, .press(.left), .doubleClick])
    }
}
