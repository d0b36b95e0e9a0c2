import ImageAnalysis
import TerminalUI

extension ViewID {
    static let advice = ViewID("advice")
}

/// What to do about the image's size, the largest saving first, and what each remedy rests on.
struct AdviceView: View {
    let id = ViewID.advice
    let plainTwin: String? = "strata advise IMAGE"
    var place = ViewPlace()

    var key: KeyBinding? {
        KeyBinding("A", .show(id), [.layers, .tree], .views, "what would make the image smaller")
    }

    func obstacle(in state: State) -> Obstacle? { state.advice == nil ? state.analysisObstacle : nil }

    mutating func appear(in state: State) {}

    func title(in state: State) -> String {
        guard let advice = state.advice else { return "" }
        return "\(state.bytes(advice.before.bytes)) \(state.options.glyphs.arrow) \(state.bytes(advice.after.bytes))"
    }

    func rows(in state: State, width: Int) -> ViewRows {
        ViewRows(
            (state.advice?.remedies ?? []).map { remedy in
                let line = TextLine(Figure.right(state.bytes(remedy.savedBytes), 10) + "  ", state.options.theme.text)
                return line.adding(Printable.escape(remedy.title), state.options.theme.text)
            })
    }
}
