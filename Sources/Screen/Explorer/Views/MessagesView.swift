import TerminalUI

extension ViewID {
    static let messages = ViewID("messages")
}

/// Warnings and errors so far.
struct MessagesView: View {
    let id = ViewID.messages
    let hasSelection = false
    var place = ViewPlace()

    var key: KeyBinding? {
        KeyBinding("!", .show(id), [.layers, .tree], .program, "warnings and errors so far")
    }

    func obstacle(in state: State) -> Obstacle? {
        state.messages.isEmpty ? .lasting("There are no messages.") : nil
    }

    func title(in state: State) -> String { "Messages" }

    func rows(in state: State, width: Int) -> ViewRows {
        ViewRows(state.messages.flatMap { lines(of: $0, width: width, state) })
    }

    private func lines(of notice: Notice, width: Int, _ state: State) -> [TextLine] {
        let theme = state.options.theme
        let label = TextLine("\(state.options.glyphs.bullet) ", theme.style(of: notice.kind))
        return TextLine.wrapped(Printable.escape(notice.text), label: label, width: width, style: theme.text)
    }
}

extension Theme {
    /// The style of a notice.
    func style(of kind: Notice.Kind) -> Style {
        switch kind {
        case .information: text
        case .warning: warning
        case .error: error
        }
    }
}
