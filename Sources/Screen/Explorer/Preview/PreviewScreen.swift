import FileTree
import TerminalUI

/// The pane beside or below the tree: contents of the file at the cursor, members of an archive, what a directory holds.
struct PreviewScreen {
    private let state: State
    private let theme: Theme
    private let glyphs: Glyphs

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
        glyphs = state.options.glyphs
    }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let area = state.layout.previewRows
        Frame(title: title, trailing: facts).draw(into: &canvas, in: rect, theme: theme, glyphs: glyphs)
        guard let path = state.selectedPath, !area.isEmpty else { return }
        if let file = state.preview.file, file.contents != nil {
            ViewerScreen(state).drawRows(file, into: &canvas, in: area)
            return
        }
        let lines = lines(path, area)
        for (row, line) in lines.prefix(area.height).enumerated() {
            line.draw(into: &canvas, in: area.row(row), ellipsis: state.ellipsis)
        }
    }

    private var title: String {
        guard let path = state.selectedPath else { return "Preview" }
        let slash = state.derived.view.kind(of: path) == .directory ? "/" : ""
        return Printable.escape(state.derived.stack.name(of: path)) + slash
    }

    private var facts: String {
        guard let file = state.preview.file else { return "" }
        guard let contents = file.contents else { return state.bytes(file.size) }
        let part = contents.isCut ? "the first \(state.bytes(Int64(contents.bytes.count))) of " : ""
        return part + state.bytes(file.size)
    }

    private func lines(_ path: PathID, _ area: Rect) -> [TextLine] {
        if let members = state.preview.members { return self.members(members, area) }
        if let file = state.preview.file {
            let text = file.failure ?? "reading\(state.ellipsis)"
            return TextLine.wrapped(text, width: area.width, style: theme.dim)
        }
        let view = state.derived.view
        switch view.kind(of: path) {
        case .directory: return directory(path, area)
        case .symbolicLink:
            let target = view.entry(of: path).map { view.stack.entry($0).linkTarget } ?? []
            return [TextLine("a link to \(Printable.escape(target))", theme.text)]
        case .hardLink, .regularFile: return [TextLine("no contents in the image", theme.dim)]
        case .characterDevice, .blockDevice, .namedPipe, .socket:
            return [TextLine("a device, pipe or socket: no contents in an image", theme.dim)]
        }
    }

    private func members(_ members: [Preview.Member], _ area: Rect) -> [TextLine] {
        let bytes = members.reduce(Int64(0)) { $0.addingSaturated(max(0, $1.size)) }
        let more = members.count == Preview.mostMembers ? "the first " : ""
        let sum = TextLine(
            "\(more)\(Figure.count(members.count, "member")), \(state.bytes(bytes)) unpacked", theme.text)
        let largest = members.first?.size ?? 0
        return [sum]
            + members.prefix(max(0, area.height - 1)).map {
                row($0.size, of: largest, Printable.escape($0.name), theme.text)
            }
    }

    /// How large a directory is, and the largest that lies in it.
    private func directory(_ path: PathID, _ area: Rect) -> [TextLine] {
        let amounts = state.derived.amounts
        let files = Figure.count(amounts.count(of: path), state.tree.tab == .files ? "file" : "changed file")
        var text = "\(state.bytes(amounts.size(of: path))) in \(files)"
        let directories = state.derived.view.directoryCount(of: path)
        if state.tree.tab == .files, directories > 0 {
            text += " and \(Figure.count(directories, "directory", "directories"))"
        }
        let largest = largestEntries(of: path, atMost: max(0, area.height - 1))
        let rows = largest.map { entry in
            let isDirectory = state.derived.view.kind(of: entry.path) == .directory
            let name = Printable.escape(state.derived.stack.name(of: entry.path)) + (isDirectory ? "/" : "")
            return row(entry.size, of: largest.first?.size ?? 0, name, isDirectory ? theme.directory : theme.text)
        }
        return [TextLine(text, theme.text)] + rows
    }

    /// The largest of a directory's entries in one pass: there may be very many.
    private func largestEntries(of directory: PathID, atMost count: Int) -> [(path: PathID, size: Int64)] {
        let derived = state.derived
        var largest: [(path: PathID, size: Int64)] = []
        for path in derived.stack.children(of: directory) where derived.isShown(path) {
            let size = derived.view.change(of: path) == .removed ? 0 : derived.amounts.size(of: path)
            guard largest.count < count || size > largest.last?.size ?? 0 else { continue }
            largest.insert((path, size), at: largest.firstIndex { $0.size < size } ?? largest.count)
            if largest.count > count { largest.removeLast() }
        }
        return largest
    }

    private func row(_ size: Int64, of largest: Int64, _ name: String, _ style: Style) -> TextLine {
        let bar = Bar(size, of: largest).text(width: TreeColumns.barWidth, glyphs: glyphs)
        return TextLine(Figure.right(state.bytes(size), TreeColumns.sizeWidth - 1) + " ", theme.text)
            .adding(bar, theme.bar).adding(" " + name, style)
    }
}
