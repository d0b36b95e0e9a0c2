import FileTree
import Reporting
import TerminalUI

/// Draws what lies over the panes.
struct OverlayScreen {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    func draw(into canvas: inout Canvas) {
        switch state.overlay {
        case nil: break
        case .help, .image, .layer, .messages, .finding: drawText(into: &canvas)
        case .picker(let scroll): drawPicker(scroll, into: &canvas)
        case .dockerfile(let scroll): drawDockerfile(scroll, into: &canvas)
        case .stages(let scroll): StageView(state).draw(into: &canvas, scroll)
        case .findings: FindingsView(state)?.draw(into: &canvas)
        case .history(let history): drawHistory(history, into: &canvas)
        }
    }

    private func drawText(into canvas: inout Canvas) {
        guard let text = OverlayText(state) else { return }
        let frame = OverlayBox.frame(of: state.size)
        let inside = OverlayBox.inside(of: state.size)
        let (theme, glyphs) = (state.options.theme, state.options.glyphs)
        canvas.fill(frame)
        let row = state.overlay?.row ?? 0
        let last = min(text.lines.count, row + inside.height)
        let position = text.lines.count > inside.height ? "\(row + 1)-\(last) of \(text.lines.count)" : ""
        Frame(title: text.title, trailing: position, isFocused: true)
            .draw(into: &canvas, in: frame, theme: theme, glyphs: glyphs)
        for (index, line) in text.lines[min(row, last)..<last].enumerated() {
            line.draw(into: &canvas, in: inside.row(index).inset(columns: 1, rows: 0), ellipsis: state.ellipsis)
        }
        let bar = Rect(x: frame.maxX - 1, y: inside.y, width: 1, height: inside.height)
        Scrollbar(offset: row, count: text.lines.count).draw(into: &canvas, in: bar, theme: theme, glyphs: glyphs)
        canvas.cursor = inside.origin
    }

    private func drawPicker(_ scroll: ListScroll, into canvas: inout Canvas) {
        let room = OverlayBox.inside(of: state.size).width - 4
        let details = state.choices.map { choice in
            let layers = Figure.right(Figure.count(choice.layerCount, "layer"), 9)
            let size = Figure.right(state.bytes(choice.blobBytes), 8)
            let text = "\(Printable.escape(choice.platform))  \(layers)  \(size)"
            return room >= 90 ? "\(text)  \(choice.shortID)" : text
        }
        let nameRoom = max(12, room - (details.map { TextWidth.of($0) }.max() ?? 0) - 2)
        let items = state.choices.enumerated().map { index, choice in
            let names = choice.references.isEmpty ? [choice.title] : choice.references
            let text = (index == state.choice ? "* " : "  ") + Printable.escape(names.joined(separator: ", "))
            return Menu.Item(TextWidth.truncate(text, to: nameRoom, ellipsis: state.ellipsis), detail: details[index])
        }
        draw(Menu(title: "Images of \(Printable.escape(state.loading.name))", items: items, scroll: scroll), &canvas)
    }

    private func drawDockerfile(_ scroll: ListScroll, into canvas: inout Canvas) {
        guard let stages = state.image?.stages else { return }
        let view = DockerfileView(stages)
        draw(Menu(title: view.title, items: view.items(state), scroll: scroll), &canvas)
    }

    private func drawHistory(_ history: PathHistory, into canvas: inout Canvas) {
        let stack = state.derived.stack
        let items = history.events.map { event in
            let entry = event.entry.map { stack.entry($0) }
            let size = entry.map { Figure.right(state.bytes($0.size), 10) } ?? Figure.right("", 10)
            let mode = entry.map { FileMode.text(kind: $0.kind, mode: $0.mode) } ?? String(repeating: " ", count: 10)
            let layer = Figure.right(String(event.layer), 3)
            let what = TextWidth.pad(OverlayScreen.word(for: event.what), to: 18)
            let text = state.instruction(ofLayer: event.layer) ?? ""
            let place = state.place(ofLayer: event.layer).dropFirst(2)
            let origin = place.isEmpty ? text : "\(place): \(text)"
            return Menu.Item("layer\(layer)  \(what)\(mode)\(size)  \(origin)")
        }
        let path = Printable.escape(stack.path(of: history.path))
        draw(Menu(title: "History of /\(path)", items: items, scroll: history.scroll), &canvas)
    }

    private func draw(_ menu: Menu, _ canvas: inout Canvas) {
        let (theme, glyphs) = (state.options.theme, state.options.glyphs)
        menu.draw(into: &canvas, in: OverlayBox.frame(of: state.size), theme: theme, glyphs: glyphs)
    }

    private static func word(for what: PathEvent.What) -> String {
        switch what {
        case .added: "+ added"
        case .modified: "~ modified"
        case .metadata: "m metadata"
        case .rewritten: "= written again"
        case .removed: "- removed"
        case .opaque: "- emptied (opaque)"
        }
    }
}
