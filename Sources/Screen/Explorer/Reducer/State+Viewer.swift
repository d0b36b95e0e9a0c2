import FileTree
import TerminalUI

extension State {
    /// The file whose contents are on the screen; nil where they are not.
    var openFile: Viewer? { (views.top as? FileView)?.viewer }

    /// Opens the contents of the selected file.
    mutating func viewSelected() -> [Effect] {
        guard let path = selectedPath, let reference = derived.view.entry(of: path) else { return [] }
        let contents = derived.stack.contents(of: reference) ?? reference
        let size = derived.stack.entry(contents).size
        push(FileView(Viewer(path: derived.stack.path(of: path), entry: contents, size: size)))
        return []
    }

    /// Hands the selected file to the user's pager or editor.
    mutating func openOutside(_ program: Effect.Program) -> [Effect] {
        guard let path = selectedPath, let reference = derived.view.entry(of: path) else { return [] }
        let contents = derived.stack.contents(of: reference) ?? reference
        return [.openOutside(contents, name: derived.stack.name(of: path), program)]
    }

    /// Asks for the contents of the file that is open, where they are not on their way; nobody waits for those of a file
    /// that is not.
    mutating func readOpenFile() -> [Effect] {
        guard let index = views.open.lastIndex(where: { $0 is FileView }), var file = views.open[index] as? FileView,
            let viewer = file.viewer, viewer.isAwaited
        else {
            guard reading != nil else { return [] }
            reading = nil
            return [.cancelReading]
        }
        guard reading != viewer.request else { return [] }
        nextRequest += 1
        reading = nextRequest
        file.viewer?.request = nextRequest
        views.open[index] = file
        return [.readContents(request: nextRequest, viewer.entry, limit: FileContents.limit)]
    }

    /// Contents that came late, for a file that is not looked at any more, are dropped.
    mutating func show(_ bytes: [UInt8], of request: Int) -> [Effect] {
        changeFile(of: request) { $0.show(bytes) }
        if preview.file?.request == request { preview.file?.show(bytes) }
        return []
    }

    mutating func show(failure: String, of request: Int) -> [Effect] {
        if preview.file?.request == request { preview.file?.failure = failure }
        guard reading == request else { return [] }
        changeFile(of: request) { $0.failure = failure }
        return report(Notice(.error, failure))
    }

    private mutating func changeFile(of request: Int, _ change: (inout Viewer) -> Void) {
        guard reading == request else { return }
        reading = nil
        views.forEach { view in
            guard var file = view as? FileView, var viewer = file.viewer, viewer.request == request else { return }
            change(&viewer)
            file.viewer = viewer
            view = file
        }
    }
}
