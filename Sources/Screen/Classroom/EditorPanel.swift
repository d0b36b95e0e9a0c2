import DisplayText
import Explorer
import Learn
import TerminalUI

/// A file that is edited, and below it what comes of it at once: what lint finds, the stages, what runs again.
struct EditorPanel {
    private let classroom: Classroom
    private let editor: TextEditor
    private let edit: Step.Edit

    init(_ classroom: Classroom, _ editor: TextEditor, _ edit: Step.Edit) {
        (self.classroom, self.editor, self.edit) = (classroom, editor, edit)
    }

    func draw(into canvas: inout Canvas, in area: Rect) {
        let options = classroom.explorer.options
        let consequences = DockerfileConsequences(
            edit.facts(of: editor.text), editing: edit.file, knowing: classroom.sitting?.lesson.sizes ?? KnownSizes())
        let lines = consequences.lines(width: area.width - 4, options)
        let below = min(lines.count + 2, area.height / 2)
        let (upper, lower) = area.splitBottom(below)
        let hasFocus = classroom.focus == .editor
        let inside = Frame(
            title: edit.file.rawValue, trailing: hasFocus ? "Esc: done" : "Tab: edit", isFocused: hasFocus
        )
        .draw(into: &canvas, in: upper, theme: options.theme, glyphs: options.glyphs)
        let language = edit.file == .dockerfile ? Language.of(name: "Dockerfile", start: []) : nil
        editor.draw(
            into: &canvas, in: inside, language: language,
            marked: edit.file == .dockerfile ? consequences.markedLines : [],
            hasCursor: hasFocus, theme: options.theme, glyphs: options.glyphs)
        let inner = Frame(title: "What comes of it").draw(
            into: &canvas, in: lower, theme: options.theme, glyphs: options.glyphs
        ).inset(columns: 1, rows: 0)
        for (row, line) in lines.prefix(inner.height).enumerated() {
            line.draw(into: &canvas, in: inner.row(row), ellipsis: options.glyphs.ellipsis)
        }
    }
}
