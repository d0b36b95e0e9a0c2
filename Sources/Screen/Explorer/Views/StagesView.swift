import Reporting
import TerminalUI

extension ViewID {
    static let stages = ViewID("stages")
}

/// The stages as `strata stages` draws them, alone; Enter on a line selects its layer.
struct StagesView: View {
    let id = ViewID.stages
    let plainTwin: String? = "strata stages IMAGE"
    var place = ViewPlace()

    var key: KeyBinding? {
        KeyBinding(
            "t", .show(id), [.layers, .tree], .views, extra: "stages",
            "the stages, drawn; Enter selects a stage's layer")
    }

    func obstacle(in state: State) -> Obstacle? {
        state.stageLines.isEmpty ? .passing("The stages are drawn as soon as all layers are read") : nil
    }

    mutating func appear(in state: State) {
        place = ViewPlace(scroll: ListScroll(selection: state.stageRow))
    }

    func title(in state: State) -> String { "Stages" }

    func rows(in state: State, width: Int) -> ViewRows {
        ViewRows(count: state.stageLines.count) { ViewRows.Row(line: StagesView.line(state.stageLines[$0], state)) }
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        guard let layer = state.stageLines[row].layer else {
            state.notice = Notice(.warning, "No layer of the image belongs to this line.")
            return .stay
        }
        state.selectLayer(layer)
        return .panes
    }

    /// A line of the drawing as the screen shows it.
    static func line(_ line: StageDrawing.Line, _ state: State) -> TextLine {
        let theme = state.options.theme
        let style =
            switch line.style {
            case .heading: theme.title
            case .dim: theme.dim
            default: theme.text
            }
        return TextLine(state.drawable(line.text), style)
    }
}
