import DisplayText
import Explorer
import Learn
import TerminalUI

/// The lines of a lesson: the step's text, its task, what was said to the last try, hints.
struct LessonText {
    /// The lines.
    private(set) var lines: [TextLine] = []
    /// The row of each choice's first line.
    private var rowsOfChoices: [Int] = []

    private let width: Int
    private let theme: Theme
    private let explorer: State

    /// - Parameter width: Columns that there are.
    init(_ classroom: Classroom, width: Int) {
        self.width = max(8, width)
        explorer = classroom.explorer
        theme = explorer.options.theme
        switch classroom.phase {
        case .preparing: add("The images of this lesson are being read\(explorer.options.glyphs.ellipsis)", theme.dim)
        case .failed(let sentence): add(Printable.escape(sentence), theme.error)
        case .open(let sitting): add(sitting, classroom)
        }
    }

    /// The choice whose lines hold a row; nil where none does.
    func choice(at row: Int) -> Int? { rowsOfChoices.lastIndex { $0 <= row && row < lines.count } }

    private mutating func add(_ sitting: Sitting, _ classroom: Classroom) {
        markdown(sitting.current.text)
        add(sitting.current.task, sitting, classroom)
        addVerdict(sitting)
        for hint in sitting.current.hints.prefix(sitting.record.isPassed ? 0 : sitting.record.hints) {
            lines.append(TextLine())
            markdown("**Hint:** " + hint)
        }
        lines.append(TextLine())
        add(next(sitting, classroom), theme.footerKey)
    }

    private mutating func add(_ task: PreparedStep.Task, _ sitting: Sitting, _ classroom: Classroom) {
        switch task {
        case .read, .look, .edit: break
        case .choose(let choices, _):
            lines.append(TextLine())
            for (index, choice) in choices.enumerated() {
                rowsOfChoices.append(lines.count)
                let isAt = index == classroom.choice
                let isShown = sitting.record.isPassed
                let mark = isShown ? (choice.isRight ? "(*)" : "( )") : isAt ? "(*)" : "( )"
                let style = isShown ? (choice.isRight ? theme.added : theme.dim) : isAt ? theme.title : theme.text
                let text = MarkdownText(choice.text, width: width - 4, theme: theme, style: style).lines
                for (row, line) in text.enumerated() {
                    var labelled = TextLine(row == 0 ? "\(mark) " : "    ", style)
                    labelled.parts += line.parts
                    lines.append(labelled)
                }
            }
        case .answer(let answer, _):
            lines.append(TextLine())
            // A step that was passed before has nothing typed any more.
            let text = sitting.record.isPassed && classroom.field.text.isEmpty ? answer.text : classroom.field.text
            lines.append(
                TextLine("Your answer: ", theme.dim).adding(Printable.escape(text) + (classroom.isTyping ? "_" : "")))
        }
    }

    private mutating func addVerdict(_ sitting: Sitting) {
        let step = sitting.current
        switch sitting.verdict {
        case .wrong(let text)?: addVerdict("x", "Not yet.", theme.warning, text)
        case .off(let text)?: addVerdict("o", "Not quite.", theme.medium, text)
        case .right(let text)?: addVerdict("+", "Yes.", theme.added, text)
        case nil where sitting.record.isPassed && step.task != .read: addVerdict("+", "Done.", theme.added, "")
        case nil: return
        }
        guard sitting.record.isPassed, !step.why.isEmpty else { return }
        lines.append(TextLine())
        markdown(step.why)
    }

    private mutating func addVerdict(_ mark: String, _ word: String, _ style: Style, _ text: String) {
        lines.append(TextLine())
        lines.append(TextLine("\(mark) \(word)", style))
        if !text.isEmpty { markdown(text) }
    }

    /// What to press now.
    private func next(_ sitting: Sitting, _ classroom: Classroom) -> String {
        if sitting.mayGoOn { return sitting.isAtEnd ? "n: end the lesson" : "n: go on" }
        switch sitting.current.task {
        case .read: return "n: go on"
        case .look: return "Tab: into the explorer; C-t: back here"
        case .choose: return "j k: move; Enter: answer"
        case .answer: return "Enter: answer"
        case .edit: return "Tab: edit; Esc: done, look at it; C-o: your own editor"
        }
    }

    private mutating func markdown(_ text: String) {
        lines += MarkdownText(explorer.drawable(Printable.escapeLines(text)), width: width, theme: theme).lines
    }

    private mutating func add(_ text: String, _ style: Style) {
        lines += TextLine.wrapped(explorer.drawable(text), width: width, style: style)
    }
}
