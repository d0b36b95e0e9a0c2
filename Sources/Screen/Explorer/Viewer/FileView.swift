import FileTree
import TerminalUI

extension ViewID {
    static let file = ViewID("file")
}

/// The contents of a file over the whole screen; `v` and Enter on a file lead to it, and what was found in contents.
struct FileView: View {
    let id = ViewID.file
    let hasSelection = false
    let fillsScreen = true
    let drawsRows = true
    /// The file; nil in the table of views.
    var viewer: Viewer?

    init(_ viewer: Viewer? = nil) {
        self.viewer = viewer
    }

    let commands: Set<Command> = [
        .goIn, .goOut, .toggleWrap, .toggleLayout, .toggleHex, .toggleNumbers, .openInPager, .openInEditor, .copyPath,
    ]

    /// The viewer keeps the place, since it lays the rows out anew.
    var place: ViewPlace {
        get {
            guard let viewer else { return ViewPlace() }
            let scroll = ListScroll(selection: viewer.found ?? viewer.row, offset: viewer.row)
            return ViewPlace(scroll: scroll, search: viewer.search)
        }
        set {
            viewer?.found = newValue.scroll.selection
            viewer?.row = newValue.scroll.offset
            viewer?.search = newValue.search
        }
    }

    mutating func settle(in state: State) {
        viewer?.settle(size: state.layout.aboveStatus.inset(columns: 1, rows: 1).size)
    }

    // MARK: What it shows

    func title(in state: State) -> String { viewer.map { "/" + Printable.escape($0.path) } ?? "" }

    func facts(in state: State) -> String {
        viewer.map { "\(state.bytes($0.size)), layer \($0.entry.layer)" } ?? ""
    }

    func rows(in state: State, width: Int) -> ViewRows {
        let texts = viewer?.rows.texts ?? []
        return ViewRows(count: texts.count) { ViewRows.Row(line: TextLine(texts[$0])) }
    }

    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {
        guard let viewer else { return }
        ViewerScreen(state).draw(viewer, into: &canvas, in: inside)
    }

    func hint(for command: Command, in state: State) -> String? {
        switch command {
        case .toggleHex: viewer?.isHex == true ? "text" : nil
        case .toggleWrap: viewer?.isWrapped == true ? "unwrap" : nil
        default: nil
        }
    }

    // MARK: What keys do

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        guard let viewer else { return nil }
        switch command {
        case .goIn: self.viewer?.column += 8
        case .goOut: self.viewer?.column -= 8
        case .toggleWrap: self.viewer?.isWrapped.toggle()
        case .toggleNumbers: self.viewer?.showsNumbers.toggle()
        case .toggleHex: self.viewer?.isHex.toggle()
        case .toggleLayout:
            if self.viewer?.toggleLayout() == false {
                state.notice = Notice(.warning, "Only text that is JSON can be laid out.")
            }
        case .openInPager: return Outcome(next: .stay, effects: [viewer.opened(in: .pager)])
        case .openInEditor: return Outcome(next: .stay, effects: [viewer.opened(in: .editor)])
        case .copyPath:
            let text = "/" + Printable.escape(viewer.path)
            state.notice = Notice(.information, "Copied \(text)")
            return Outcome(next: .stay, effects: [.copy(text)])
        default: return nil
        }
        return .stay
    }
}

extension Viewer {
    /// The whole of the file in a program of the user's, under its own name.
    fileprivate func opened(in program: Effect.Program) -> Effect {
        let name = path.split(separator: 0x2f).last.map(Array.init) ?? path
        return .openOutside(entry, name: name, program)
    }
}
