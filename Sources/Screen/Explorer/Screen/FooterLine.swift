import TerminalUI

/// The keys that matter here, from the table of keys; one that can do nothing now is faint. A click on one works too.
struct FooterLine {
    private struct Place {
        var command: Command
        var key: String
        var hint: String
        var isEnabled: Bool
        var x: Int
        var width: Int
    }

    private let state: State
    private let rect: Rect

    init(_ state: State) {
        self.state = state
        rect = state.layout.footer
    }

    /// As many hints as fit; help and the way out always have their place.
    private var places: [Place] {
        let bindings = KeyBindings.footer(of: state.mode).map(state.options.keys.bound)
            .filter { !hint(of: $0).isEmpty && !$0.keys.isEmpty }
        let always = KeyBindings.last
        let reserved = bindings.filter { always.contains($0.command) }.reduce(0) { $0 + width(of: $1) + 2 }
        var room = rect.width - reserved + 2
        let chosen = bindings.filter { binding in
            if always.contains(binding.command) { return true }
            room -= width(of: binding) + 2
            return room >= 0
        }
        var x = rect.x
        return chosen.map { binding in
            defer { x += width(of: binding) + 2 }
            return Place(
                command: binding.command, key: key(of: binding), hint: hint(of: binding),
                isEnabled: state.reason(against: binding.command) == nil, x: x, width: width(of: binding))
        }
    }

    private func key(of binding: KeyBinding) -> String { binding.keys.first?.label ?? "" }

    private func width(of binding: KeyBinding) -> Int {
        TextWidth.of(key(of: binding)) + 1 + TextWidth.of(hint(of: binding))
    }

    /// What the key does to just what is selected.
    private func hint(of binding: KeyBinding) -> String {
        if let hint = state.views.top?.hint(for: binding.command, in: state) { return hint }
        let hint = binding.hint ?? ""
        switch binding.command {
        case .open where state.mode == .layers: return "files"
        case .open where state.mode == .tree:
            guard let path = state.selectedPath else { return hint }
            return switch state.derived.view.kind(of: path) {
            case .directory: state.tree.isMap ? "go in" : "unfold"
            case .symbolicLink: "follow"
            default: "view"
            }
        case .view where state.mode == .layers: return "facts"
        case .toggleChanges: return state.tree.tab == .files ? "changes only" : "all files"
        case .complete, .toggleReplacing:
            guard let prompt = state.prompt, prompt.completion != nil else { return "" }
            guard binding.command == .toggleReplacing else { return hint }
            guard case .extract(let replaces) = prompt.purpose else { return "" }
            return replaces ? "keep" : hint
        case .toggleMap: return state.tree.isMap ? "tree" : hint
        case .toggleList: return state.tree.form == .list ? "tree" : hint
        case .sort: return "sort: \(state.tree.sort.key)"
        case .toggleRange: return state.layers.anchor == nil ? "range" : "end range"
        case .zoom: return state.isZoomed ? "both panes" : hint
        default: return hint
        }
    }

    func draw(into canvas: inout Canvas) {
        let theme = state.options.theme
        for place in places {
            let keyStyle = place.isEnabled ? theme.footerKey : theme.dim
            let used = canvas.draw(place.key, at: Point(x: place.x, y: rect.y), style: keyStyle)
            let style = place.isEnabled ? theme.footerText : theme.dim
            canvas.draw(place.hint, at: Point(x: place.x + used + 1, y: rect.y), style: style)
        }
    }

    /// The command whose hint stands at a point.
    func command(at point: Point) -> Command? {
        guard point.y == rect.y else { return nil }
        return places.first { point.x >= $0.x && point.x < $0.x + $0.width }?.command
    }
}
