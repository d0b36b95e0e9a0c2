import FileTree
import TerminalUI

extension State {
    /// Asks for what the cursor has come to; stops what it has left.
    mutating func readAhead() -> [Effect] {
        guard views.tab == .files, views.top == nil else { return [] }
        guard !layout.preview.isEmpty, let path = selectedPath, let entry = previewed(path) else {
            let isReading = preview.isReading
            preview = Preview()
            return isReading ? [.cancelReadingAhead] : []
        }
        guard entry != preview.file?.entry else { return [] }
        nextRequest += 1
        let size = derived.stack.entry(entry).size
        let name = derived.stack.name(of: path)
        preview = Preview(
            file: Viewer(path: derived.stack.path(of: path), entry: entry, size: size, request: nextRequest))
        if let reason = reasonAgainstReadingAhead(entry) {
            preview.file?.failure = reason
            return [.cancelReadingAhead]
        }
        let isArchive = Preview.isArchive(name) && size <= Preview.largestArchive
        return [.readAhead(request: nextRequest, entry, listsMembers: isArchive)]
    }

    /// The entry whose contents the preview shows; nil for what has none.
    private func previewed(_ path: PathID) -> EntryReference? {
        guard [.regularFile, .hardLink].contains(derived.view.kind(of: path)) else { return nil }
        return derived.view.entry(of: path).flatMap { derived.stack.contents(of: $0) }
    }

    private func reasonAgainstReadingAhead(_ entry: EntryReference) -> String? {
        guard let image, image.layers.indices.contains(entry.layer - 1) else { return nil }
        let layer = image.layers[entry.layer - 1]
        guard layer.compression != "none", layer.blobSize > Preview.largestLayer else { return nil }
        return "Not read by itself: it lies in a compressed layer of \(bytes(layer.blobSize)). v reads it."
    }

    /// Members of an archive that came late are dropped.
    mutating func show(_ members: [Preview.Member], of request: Int) -> [Effect] {
        guard preview.file?.request == request else { return [] }
        preview.members = members.sorted { left, right in
            left.size == right.size ? left.name.lexicographicallyPrecedes(right.name) : left.size > right.size
        }
        return []
    }
}
