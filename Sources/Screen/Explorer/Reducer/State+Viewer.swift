import FileTree
import TerminalUI

extension State {
    /// Opens the viewer on the selected file and asks for its contents.
    mutating func viewSelected() -> [Effect] {
        guard let path = selectedPath, let reference = derived.view.entry(of: path) else { return [] }
        let contents = derived.stack.contents(of: reference) ?? reference
        nextRequest += 1
        viewer = Viewer(
            path: derived.stack.path(of: path), entry: contents, size: derived.stack.entry(contents).size,
            request: nextRequest)
        return [.readContents(request: nextRequest, contents, limit: FileContents.limit)]
    }

    /// Hands a file to the user's pager or editor.
    mutating func openOutside(_ program: Effect.Program) -> [Effect] {
        if let viewer {
            return [.openOutside(viewer.entry, name: State.name(of: viewer.path), program)]
        }
        guard let path = selectedPath, let reference = derived.view.entry(of: path) else { return [] }
        let contents = derived.stack.contents(of: reference) ?? reference
        return [.openOutside(contents, name: derived.stack.name(of: path), program)]
    }

    private static func name(of path: [UInt8]) -> [UInt8] {
        path.split(separator: 0x2f).last.map(Array.init) ?? path
    }

    /// Contents that came late, for a file that is not looked at any more, are dropped.
    mutating func show(_ bytes: [UInt8], of request: Int) -> [Effect] {
        if viewer?.request == request { viewer?.show(bytes) }
        if preview.file?.request == request { preview.file?.show(bytes) }
        return []
    }

    mutating func show(failure: String, of request: Int) -> [Effect] {
        if preview.file?.request == request { preview.file?.failure = failure }
        guard viewer?.request == request else { return [] }
        viewer?.failure = failure
        return report(Notice(.error, failure))
    }

    /// Commands of the viewer.
    mutating func performInViewer(_ command: Command) -> [Effect] {
        guard var viewer else { return [] }
        if let movement = Movement(command, height: layout.viewer.height) {
            viewer.row = movement.row(from: viewer.row, count: viewer.rows.texts.count)
            self.viewer = viewer
            return []
        }
        switch command {
        case .close:
            self.viewer = nil
            return viewer.contents == nil && viewer.failure == nil ? [.cancelReading] : []
        case .goIn: viewer.column += 8
        case .goOut: viewer.column -= 8
        case .toggleWrap: viewer.isWrapped.toggle()
        case .toggleNumbers: viewer.showsNumbers.toggle()
        case .toggleHex: viewer.isHex.toggle()
        case .toggleLayout:
            if !viewer.toggleLayout() { notice = Notice(.warning, "Only text that is JSON can be laid out.") }
        case .search: prompt = Prompt(.searchViewer(from: viewer.row))
        case .searchNext, .searchPrevious:
            if !viewer.findNext(backwards: command == .searchPrevious) {
                notice = Notice(.warning, "Nothing matches “\(Printable.escape(viewer.search))”.")
            }
        case .openInPager: return openOutside(.pager)
        case .openInEditor: return openOutside(.editor)
        case .copyPath:
            let text = "/" + Printable.escape(viewer.path)
            notice = Notice(.information, "Copied \(text)")
            return [.copy(text)]
        default: break
        }
        self.viewer = viewer
        return []
    }
}
