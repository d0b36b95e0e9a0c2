import Archive
import FileTree
import Reporting
import TerminalUI

extension ViewID {
    static let history = ViewID("history")
}

/// What the layers did to the path that was selected when it was opened; Enter goes to the layer.
struct HistoryView: View {
    let id = ViewID.history
    let isFitted = true
    var place = ViewPlace()
    private var path = PathID.root
    /// What happened, oldest first.
    private var events: [PathEvent] = []

    var key: KeyBinding? {
        KeyBinding(
            "o", .show(id), [.tree], .files, extra: "history", "which layers wrote, changed and removed the path")
    }

    func obstacle(in state: State) -> Obstacle? { state.reasonAgainstPath.map { .lasting($0) } }

    mutating func appear(in state: State) {
        place = ViewPlace()
        path = state.selectedPath ?? .root
        events = state.derived.stack.history(of: path)
    }

    mutating func follow(_ stack: LayerStack, _ translate: (PathID) -> PathID?) {
        // A layer that could be read before may be gone, and the path with it.
        path = translate(path) ?? .root
        events = stack.history(of: path)
    }

    func title(in state: State) -> String { "History of /\(Printable.escape(state.derived.stack.path(of: path)))" }

    func rows(in state: State, width: Int) -> ViewRows {
        ViewRows(events.map { TextLine(text(of: $0, state), state.options.theme.text) })
    }

    private func text(of event: PathEvent, _ state: State) -> String {
        let entry = event.entry.map { state.derived.stack.entry($0) }
        let size = Figure.right(entry.map { state.bytes($0.size) } ?? "", 10)
        let mode = entry.map { FileMode.text(kind: $0.kind, mode: $0.mode) } ?? String(repeating: " ", count: 10)
        let layer = Figure.right(String(event.layer), 3)
        let what = TextWidth.pad(HistoryView.words(for: event.what), to: 18)
        let instruction = state.instruction(ofLayer: event.layer) ?? ""
        let origin = state.place(ofLayer: event.layer).dropFirst(2)
        return "layer\(layer)  \(what)\(mode)\(size)  \(origin.isEmpty ? "" : "\(origin): ")\(instruction)"
    }

    private static func words(for what: PathEvent.What) -> String {
        switch what {
        case .added: "+ added"
        case .modified: "~ modified"
        case .metadata: "m metadata"
        case .rewritten: "= written again"
        case .removed: "- removed"
        case .opaque: "- emptied (opaque)"
        }
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        state.go(to: path, inLayer: events[row].layer)
        return .panes
    }
}
