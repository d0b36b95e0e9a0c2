import Reporting
import TerminalUI

/// The stages as `strata stages` draws them.
struct StageView {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    func draw(into canvas: inout Canvas, _ scroll: ListScroll) {
        let area = OverlayBox.inside(of: state.size)
        ListOverlay(title: "Stages", count: state.stageLines.count, scroll: scroll, area: area)
            .draw(into: &canvas, state) { line(state.stageLines[$0]) }
    }

    private func line(_ line: StageDrawing.Line) -> TextLine {
        let theme = state.options.theme
        let style =
            switch line.style {
            case .heading: theme.title
            case .dim: theme.dim
            default: theme.text
            }
        return TextLine(state.options.isASCII ? StageView.ascii(line.text) : line.text, style)
    }

    private static func ascii(_ text: String) -> String {
        String(text.map { plain[$0] ?? $0 })
    }

    private static let plain: [Character: Character] = ["│": "|", "└": "`", "─": "-", "▶": ">", "◀": "<", "→": ">"]
}
