import FileTree
import TerminalUI

/// The line above the footer: a message, the line that is being typed, or all of the selected path.
struct StatusText {
    private let state: State
    private let theme: Theme

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
    }

    func draw(into canvas: inout Canvas) {
        let rect = state.layout.status
        if let prompt = state.prompt {
            prompt.field.draw(into: &canvas, in: rect, label: prompt.label, theme: theme)
            drawBeside(prompt, into: &canvas, in: rect)
            return
        }
        var text = state.notice.map(line) ?? selection ?? TextLine()
        if let marked = state.markedText, state.mode == .tree {
            text.parts.insert(TextLine.Part(text: marked + "  ", style: theme.title), at: 0)
        }
        text.draw(into: &canvas, in: rect, ellipsis: state.ellipsis)
    }

    /// An example after an empty line, or what came of it so far at the right.
    private func drawBeside(_ prompt: Prompt, into canvas: inout Canvas, in rect: Rect) {
        let used = TextWidth.of(prompt.label) + TextWidth.of(prompt.field.text)
        let text = prompt.field.text.isEmpty ? prompt.example : state.notice?.text ?? ""
        let x = prompt.field.text.isEmpty ? rect.x + used + 1 : max(rect.x + used + 2, rect.maxX - TextWidth.of(text))
        guard x < rect.maxX else { return }
        TextLine(text, theme.dim).draw(
            into: &canvas, in: Rect(x: x, y: rect.y, width: rect.maxX - x, height: 1), ellipsis: state.ellipsis)
    }

    private func line(_ notice: Notice) -> TextLine {
        let mark = notice.kind == .error ? "\(state.options.glyphs.warning) " : ""
        return TextLine(mark + notice.text, theme.style(of: notice.kind))
    }

    /// What is selected in full, since its row may be cut: the layer's instruction, or the path and the layer that put it
    /// there.
    private var selection: TextLine? {
        guard state.views.top == nil else { return nil }
        switch state.rowBelowLayers {
        case .heading(let group): return TextLine("\(Printable.escape(group.title)) is not in the image", theme.text)
        case .note(let text): return TextLine(Printable.escape(text), theme.text)
        case .layer, nil: break
        }
        if state.focus == .layers, let instruction = state.instruction(ofLayer: state.layers.selected) {
            return TextLine("Layer \(state.layers.selected)  ", theme.dim).adding(instruction, theme.text)
        }
        guard let path = state.selectedPath else { return nil }
        let view = state.derived.view
        let name = "/" + Printable.escape(state.derived.stack.path(of: path))
        guard let reference = view.entry(of: path) else {
            return TextLine(name, theme.text).adding("  no entry of its own in any layer", theme.dim)
        }
        let words =
            view.change(of: path) == .removed
            ? "removed; was put there by layer \(reference.layer)" : "from layer \(reference.layer)"
        let place = state.place(ofLayer: reference.layer)
        let room = state.layout.status.width - TextWidth.of(words + place) - 2
        let shown = room < 20 ? name : StatusText.tail(of: name, width: room, ellipsis: state.ellipsis)
        let line = TextLine(shown, theme.text).adding("  \(words)\(place)", theme.dim)
        guard let instruction = state.instruction(ofLayer: reference.layer) else { return line }
        return line.adding(": \(instruction)", theme.dim)
    }

    /// The end of a long path says more than its start.
    static func tail(of text: String, width: Int, ellipsis: String) -> String {
        guard TextWidth.of(text) > width else { return text }
        var room = width - TextWidth.of(ellipsis)
        let tail = text.reversed().prefix { character in
            room -= TextWidth.of(character)
            return room >= 0
        }
        return ellipsis + String(tail.reversed())
    }
}
