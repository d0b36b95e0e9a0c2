import DisplayText
import Explorer
import Learn
import TerminalUI

/// Draws a lesson beside the explorer. The same state always gives the same cells.
public func render(_ classroom: Classroom, into canvas: inout Canvas) {
    canvas.fill(canvas.bounds)
    canvas.cursor = nil
    let layout = ClassroomLayout(classroom)
    if !layout.right.isEmpty { drawRight(classroom, into: &canvas, in: layout.right) }
    if !layout.reminder.isEmpty { drawReminder(classroom, into: &canvas, in: layout.reminder) }
    if !layout.lesson.isEmpty { LessonPanel(classroom).draw(into: &canvas, in: layout.lesson) }
}

/// The explorer, or the editor where there is a file to edit.
private func drawRight(_ classroom: Classroom, into canvas: inout Canvas, in area: Rect) {
    if let editor = classroom.editor, let edit = classroom.edit {
        EditorPanel(classroom, editor, edit).draw(into: &canvas, in: area)
        return
    }
    var part = Canvas(size: classroom.explorer.size)
    render(classroom.explorer, into: &part)
    canvas.copy(part, to: area.origin)
    if classroom.focus == .explorer, let cursor = part.cursor {
        canvas.cursor = Point(x: cursor.x + area.x, y: cursor.y + area.y)
    }
}

/// Where the lesson is not on the screen: which step it is at, and how to come back.
private func drawReminder(_ classroom: Classroom, into canvas: inout Canvas, in line: Rect) {
    let theme = classroom.explorer.options.theme
    let key = "C-t: the lesson"
    let steps = classroom.sitting.map { " \($0.step + 1)/\($0.lesson.steps.count)" } ?? ""
    let room = max(0, line.width - TextWidth.of(key) - 2)
    canvas.fill(line, with: Cell(" ", style: theme.header))
    let title = TextWidth.truncate(Printable.escape(classroom.title) + steps, to: room)
    canvas.draw(title, at: line.origin, style: theme.header)
    canvas.draw(key, at: Point(x: line.maxX - TextWidth.of(key), y: line.y), style: theme.footerKey)
}

/// The lesson with its border and its keys.
struct LessonPanel {
    private let classroom: Classroom

    init(_ classroom: Classroom) { self.classroom = classroom }

    func draw(into canvas: inout Canvas, in area: Rect) {
        let options = classroom.explorer.options
        let (body, footer) = area.splitBottom(1)
        let inside = Frame(title: title, isFocused: classroom.focus == .lesson)
            .draw(into: &canvas, in: body, theme: options.theme, glyphs: options.glyphs)
            .inset(columns: 1, rows: 0)
        let lines = LessonText(classroom, width: inside.width).lines
        let first = min(classroom.scroll, max(0, lines.count - inside.height))
        for (row, line) in lines[min(first, lines.count)...].prefix(inside.height).enumerated() {
            line.draw(into: &canvas, in: inside.row(row), ellipsis: options.glyphs.ellipsis)
        }
        drawFooter(into: &canvas, in: footer, isCut: lines.count - first > inside.height)
    }

    private var title: String {
        let place = classroom.place.map { "Lesson \($0.number) of \($0.count)  " } ?? ""
        return place + Printable.escape(classroom.title)
    }

    /// A mark for each step: passed, or still to come.
    private var steps: String {
        guard let sitting = classroom.sitting else { return "" }
        let marks = sitting.records.map {
            classroom.explorer.options.isASCII ? ($0.isPassed ? "x" : ".") : ($0.isPassed ? "●" : "○")
        }
        return marks.joined() + " \(sitting.step + 1)/\(sitting.records.count)"
    }

    /// The keys, and at the right how far the lesson is.
    private func drawFooter(into canvas: inout Canvas, in line: Rect, isCut: Bool) {
        let theme = classroom.explorer.options.theme
        let room = line.maxX - TextWidth.of(steps) - 1
        canvas.draw(steps, at: Point(x: room, y: line.y), style: theme.title)
        let keys = classroom.isTyping ? ["?", "C-n", "C-p"] : ["h", "n", "p"]
        var hints = Array(zip(keys, ["hint", "next", "back"])) + [("Tab", "over"), ("Esc", "leave")]
        if isCut { hints.insert(("PgDn", "more"), at: 0) }
        var x = line.x + 1
        for (key, text) in hints where x + key.count + text.count + 1 < room {
            x += canvas.draw(key, at: Point(x: x, y: line.y), style: theme.footerKey) + 1
            x += canvas.draw(text, at: Point(x: x, y: line.y), style: theme.footerText) + 2
        }
    }
}
