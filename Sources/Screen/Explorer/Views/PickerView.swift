import TerminalUI

extension ViewID {
    static let picker = ViewID("picker")
}

/// The images of the source.
struct PickerView: View {
    let id = ViewID.picker
    let isFitted = true
    var place = ViewPlace()

    var key: KeyBinding? {
        KeyBinding(
            "p", .show(id), [.layers, .tree], .program, extra: "images",
            "pick another image or platform of the archive")
    }

    func obstacle(in state: State) -> Obstacle? {
        state.choices.count < 2
            ? .lasting("There is one image in \(state.loading.name), nothing to pick from.") : nil
    }

    mutating func appear(in state: State) {
        place = ViewPlace(scroll: ListScroll(selection: state.choice))
    }

    func title(in state: State) -> String { "Images of \(Printable.escape(state.loading.name))" }

    func rows(in state: State, width: Int) -> ViewRows {
        let details = state.choices.map { choice in
            let layers = Figure.right(Figure.count(choice.layerCount, "layer"), 9)
            let size = Figure.right(state.bytes(choice.blobBytes), 8)
            let text = "\(Printable.escape(choice.platform))  \(layers)  \(size)"
            return width >= 90 ? "\(text)  \(choice.shortID)" : text
        }
        let room = max(12, width - (details.map { TextWidth.of($0) }.max() ?? 0) - 2)
        let rows = zip(state.choices.indices, details).map { index, detail in
            let choice = state.choices[index]
            let names = choice.references.isEmpty ? [choice.title] : choice.references
            let text = (index == state.choice ? "* " : "  ") + Printable.escape(names.joined(separator: ", "))
            let name = TextWidth.truncate(text, to: room, ellipsis: state.ellipsis)
            return ViewRows.Row(line: TextLine(name, state.options.theme.text), detail: detail)
        }
        return ViewRows(rows)
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        guard row != state.choice else { return .close }
        state.choice = row
        return Outcome(next: .close, effects: [.loadImage(row)])
    }
}
