import FileTree
import ImageAnalysis
import Reporting
import TerminalUI

extension ViewID {
    static let grep = ViewID("grep")
}

/// What a search in the contents of all layers found, deleted and replaced files too; Enter opens the file at the line.
struct GrepView: View {
    let id = ViewID.grep
    let fillsScreen = true
    var place = ViewPlace()

    let commands: Set<Command> = [.searchContents]

    /// Columns of a line's number with what follows it.
    private static let numberWidth = 7

    // MARK: The rows

    func title(in state: State) -> String { state.contentSearch.map(state.title) ?? "" }

    func rows(in state: State, width: Int) -> ViewRows {
        guard let search = state.contentSearch else { return ViewRows([TextLine]()) }
        if case .failed(let fault) = search.phase {
            let text = "This cannot be looked for: \(Printable.escape(fault)). C-g asks for another one."
            return ViewRows(TextLine.wrapped(text, width: width, style: state.options.theme.error))
        }
        guard search.found.count > 0 else { return ViewRows(nothing(search, state, width: width)) }
        return ViewRows(count: search.found.count) { row in
            ViewRows.Row(line: search.found[row].map { line(of: $0, state, width: width) } ?? TextLine())
        }
    }

    private func nothing(_ search: ContentSearch, _ state: State, width: Int) -> [TextLine] {
        let text =
            switch search.phase {
            case .running: "Nothing found so far\(state.ellipsis)"
            case .stopped: "Nothing was found before it was stopped."
            default: "No line of any layer fits. (?i) before the pattern lets letters match in either case."
            }
        return TextLine.wrapped(text, width: width, style: state.options.theme.dim)
    }

    private func line(of row: FoundLines.Row, _ state: State, width: Int) -> TextLine {
        switch row {
        case .file(let found): heading(found, state, width: width)
        case .line(let found, let line): self.line(line, of: found, state, width: width)
        case .more(_, let count):
            TextLine(String(repeating: " ", count: GrepView.numberWidth), state.options.theme.dim)
                .adding("\(Figure.count(count, "more line")), not kept", state.options.theme.dim)
        }
    }

    /// The path, cut at its start, then layer and state.
    private func heading(_ found: TextSearchReport.Found, _ state: State, width: Int) -> TextLine {
        let theme = state.options.theme
        let binary = found.file.isBinary ? "binary, " : ""
        let facts = "\(binary)layer \(found.file.place.layer), "
        let word = found.state.shortText
        let room = max(4, width - TextWidth.of(facts + word) - 2)
        let path = StatusText.tail(of: "/" + Printable.escape(found.path), width: room, ellipsis: state.ellipsis)
        return TextLine(TextWidth.pad(path, to: room) + "  ", theme.header).adding(facts, theme.dim)
            .adding(word, found.state == .live ? theme.dim : theme.warning)
    }

    /// The number and the line, what was found marked and in sight.
    private func line(
        _ line: TextSearch.Line, of found: TextSearchReport.Found, _ state: State, width: Int
    ) -> TextLine {
        let theme = state.options.theme
        let room = max(8, width - GrepView.numberWidth)
        let shown = MatchedText(line, width: room)
        var result = TextLine(Figure.right(String(line.number), GrepView.numberWidth - 2) + "  ", theme.dim)
        if shown.isCutAtStart { result = result.adding(state.ellipsis, theme.dim) }
        for part in shown.parts { result = result.adding(part.text, part.isMatch ? theme.searchMatch : theme.text) }
        return result
    }

    // MARK: What keys do

    func hint(for command: Command, in state: State) -> String? {
        switch command {
        case .open: "view"
        case .close: state.contentSearch?.running == nil ? nil : "stop"
        default: nil
        }
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        switch state.contentSearch?.found[row] {
        case .file(let found): show(found, at: found.file.lines.first, in: &state)
        case .line(let found, let line): show(found, at: line, in: &state)
        case .more(let found, _): show(found, at: found.file.lines.last, in: &state)
        case nil: .stay
        }
    }

    private func show(
        _ found: TextSearchReport.Found, at line: TextSearch.Line?, in state: inout State
    ) -> Outcome {
        guard let entry = found.entry else {
            state.notice = Notice(.warning, "A later entry of the same layer has taken its place: only the tar has it.")
            return .stay
        }
        var viewer = Viewer(path: found.path, entry: entry, size: state.derived.stack.entry(entry).size)
        viewer.wantedLine = line?.number
        viewer.search = line.flatMap { line in line.spans.first.map { Printable.escape(line.text[$0]) } } ?? ""
        return .show(FileView(viewer))
    }

    /// Esc stops a search that runs, then closes.
    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        guard command == .close, let part = state.contentSearch?.running else { return nil }
        state.contentSearch?.phase = .stopped(part)
        return Outcome(next: .stay, effects: [.cancelContentSearch])
    }

    /// Other rows were found: stays on what the cursor is on, unless nobody has moved it yet.
    mutating func follow(_ old: FoundLines, _ new: FoundLines) {
        let selection = place.scroll.selection
        guard selection > 0, let row = old.place(of: selection).flatMap(new.row) else { return }
        place.scroll = ListScroll(selection: row, offset: max(0, place.scroll.offset + row - selection))
    }
}
