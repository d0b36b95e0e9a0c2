import FileTree
import ImageAnalysis
import Reporting
import TerminalUI

extension ViewID {
    static let fileDifference = ViewID("fileDifference")
}

/// The lines in which a file differs from that of the other image; Enter on it in the comparison leads here.
struct FileDifferenceView: View {
    let id = ViewID.fileDifference
    let hasSelection = false
    let plainTwin: String? = "strata diff IMAGE OTHER --files"
    var place = ViewPlace()
    /// The file; nil in the table of views.
    private let difference: PathDifference?

    let commands: Set<Command> = [.open, .copyPath]

    init(_ difference: PathDifference? = nil) {
        self.difference = difference
    }

    private var path: [UInt8] { difference?.path ?? [] }

    func title(in state: State) -> String { "/" + Printable.escape(path) }

    func facts(in state: State) -> String {
        guard let difference else { return "" }
        let (before, after) = (difference.bytesA ?? 0, difference.bytesB ?? 0)
        return "\(state.bytes(before)) \(state.options.glyphs.arrow) \(state.bytes(after))"
    }

    func rows(in state: State, width: Int) -> ViewRows {
        let theme = state.options.theme
        guard let difference = state.fileDifferences[path] else {
            return ViewRows([TextLine("Both files are read\(state.ellipsis)", theme.dim)])
        }
        guard let text = difference.text else {
            return ViewRows([TextLine("No lines to show: \(Printable.escape(difference.reason ?? "")).", theme.dim)])
        }
        // The names of the two files say nothing new.
        let lines = text.utf8.split(separator: 0x0a).dropFirst(2).map { Printable.escapeLine(Substring($0)) }
        return ViewRows(count: lines.count) { index in
            let style: Style =
                switch lines[index].first {
                case "+": theme.diffAdded
                case "-": theme.diffRemoved
                case "@": theme.dim
                default: theme.text
                }
            return ViewRows.Row(line: TextLine(lines[index], style))
        }
    }

    func hint(for command: Command, in state: State) -> String? { command == .open ? "go to" : nil }

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        switch command {
        case .open: return state.goToCompared(path)
        case .copyPath:
            let text = "/" + Printable.escape(path)
            state.notice = Notice(.information, "Copied \(text)")
            return Outcome(next: .stay, effects: [.copy(text)])
        default: return nil
        }
    }
}
