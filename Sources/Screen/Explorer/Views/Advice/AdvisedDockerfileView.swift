import DisplayText
import ImageAnalysis
import TerminalUI

extension ViewID {
    static let advisedDockerfile = ViewID("advisedDockerfile")
}

/// The Dockerfile that the advice writes beside the one there is, as a diff; the advice leads to it.
struct AdvisedDockerfileView: View {
    let id = ViewID.advisedDockerfile
    let hasSelection = false
    let plainTwin: String? = "strata advise IMAGE --format diff"
    var place = ViewPlace()
    private var lines: [LineDifference.Line] = []

    static let writing = KeyBinding(
        "w", .own("writeDockerfile"), [], .findings, hint: "write",
        "write the Dockerfile of the advice, and .dockerignore beside it",
        twin: "strata advise IMAGE --format dockerfile")

    let ownKeys = [AdvisedDockerfileView.writing]

    init() {}

    /// The Dockerfile of what is taken in.
    init(_ plan: AdvicePlan) {
        lines =
            LineDifference(from: plan.advice.currentDockerfile, to: plan.advice.dockerfile(for: plan.whatIf)).lines
    }

    func title(in state: State) -> String {
        let added = lines.count { $0.side == .after }
        let removed = lines.count { $0.side == .before }
        return "Dockerfile advised: \(Figure.count(added, "line")) added, \(Count.grouped(removed)) removed"
    }

    func rows(in state: State, width: Int) -> ViewRows {
        let theme = state.options.theme
        return ViewRows(count: lines.count) { index in
            let shown = Printable.escapeLine(lines[index].text)
            return switch lines[index].side {
            case .both: ViewRows.Row(line: TextLine("  " + shown, theme.text))
            case .after: ViewRows.Row(line: TextLine("+ " + shown, theme.diffAdded))
            case .before: ViewRows.Row(line: TextLine("- " + shown, theme.diffRemoved))
            }
        }
    }

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        guard command == AdvisedDockerfileView.writing.command else { return nil }
        state.askWhereToWrite()
        return .stay
    }
}

extension State {
    /// Asks where the Dockerfile of the advice goes.
    mutating func askWhereToWrite() { prompt = Prompt(.writeDockerfile, text: "./Dockerfile.strata") }

    /// The work of writing the Dockerfile of what is taken in, and what its build context should not have.
    func writing(to path: String) -> [Effect] {
        guard let plan, !path.isEmpty else { return [] }
        return [
            .writeDockerfile(
                plan.advice.dockerfile(for: plan.whatIf), ignored: plan.advice.ignored(in: plan.whatIf), path: path)
        ]
    }
}
