import TerminalUI

/// The text of an overlay, laid out for the screen.
struct OverlayText {
    let title: String
    let lines: [TextLine]

    /// The text of the state's overlay; nil for lists and where there is none.
    init?(_ state: State) {
        let width = OverlayBox.inside(of: state.size).width - 2
        switch state.overlay {
        case .help:
            title = "Keys and marks"
            lines = HelpText(state).lines(width: width)
        case .image:
            title = "Image"
            lines = ImageText(state).lines(width: width)
        case .layer:
            title = "Layer \(state.layers.selected) of \(state.layers.count)"
            lines = LayerText(state).lines(width: width)
        case .messages:
            title = "Messages"
            lines = state.messages.flatMap { OverlayText.lines(of: $0, width: width, state) }
        case .finding:
            guard let findings = state.findings, let row = state.findingsPane.selectedRow(of: findings) else {
                return nil
            }
            title = "Finding"
            lines = FindingText(state).lines(of: row, in: findings, width: width)
        case .picker, .dockerfile, .stages, .findings, .history, nil: return nil
        }
    }

    private static func lines(of notice: Notice, width: Int, _ state: State) -> [TextLine] {
        let theme = state.options.theme
        let style =
            switch notice.kind {
            case .information: theme.text
            case .warning: theme.warning
            case .error: theme.error
            }
        let label = TextLine("\(state.options.glyphs.bullet) ", style)
        return TextLine.wrapped(Printable.escape(notice.text), label: label, width: width, style: theme.text)
    }
}
