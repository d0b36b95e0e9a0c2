import Archive
import FileTree

extension AnalyzedImage {
    /// A path of the final tree and what its layer says of it.
    package struct PresentFile {
        package let path: PathID
        package let reference: EntryReference
        package let entry: Entry
    }

    /// What the final tree shows and both conditions hold for; implied directories are left out.
    package func presentFiles(
        where condition: (PathID, EntryKind) -> Bool = { _, _ in true }, entry isWanted: (Entry) -> Bool = { _ in true }
    ) -> [PresentFile] {
        var files: [PresentFile] = []
        forEachPresent(where: condition) { path, reference in
            let entry = stack.entry(reference)
            if isWanted(entry) { files.append(PresentFile(path: path, reference: reference, entry: entry)) }
        }
        return files
    }

    /// Passes on what the final tree shows and the condition holds for; implied directories are left out.
    package func forEachPresent(
        where condition: (PathID, EntryKind) -> Bool = { _, _ in true }, _ body: (PathID, EntryReference) -> Void
    ) {
        guard let view else { return }
        for index in 0..<stack.pathCount {
            guard let path = stack.path(at: index), view.isPresent(path), condition(path, view.kind(of: path)),
                let reference = view.entry(of: path)
            else { continue }
            body(path, reference)
        }
    }

    /// The file or directory that a path of the final tree leads to, symbolic links followed; nil where it leads
    /// nowhere, or to a directory that no layer has an entry for.
    package func file(at path: String) -> PresentFile? {
        guard let view, let id = resolved(path), let reference = view.entry(of: id) else { return nil }
        return PresentFile(path: id, reference: reference, entry: stack.entry(reference))
    }

    /// The path of the final tree that a path leads to from the root, symbolic links followed; nil where it leads nowhere.
    package func resolved(_ path: String) -> PathID? { view?.resolve(Array(path.utf8)) }

    /// The path as text for reading, with its leading slash.
    package func absoluteText(of path: PathID) -> String {
        "/" + String(decoding: stack.path(of: path), as: UTF8.self)
    }

    /// Who is to blame for a layer, for reading after a comma or alone: `layer 3`, `layer 1 of the base image debian:12`.
    package func origin(ofLayer layer: Int) -> String {
        guard isBase(layer: layer) else { return "layer \(layer)" }
        return "layer \(layer) of the base image" + (stages.baseName.map { " \($0)" } ?? "")
    }

    /// One finding of several files: the layer where it is one and the same, their names as evidence.
    package func finding(
        _ rule: Rule, title: String, severity: Severity? = nil, files: [PresentFile], remedy: String? = nil,
        note: (PresentFile) -> String = { _ in "" }
    ) -> Finding {
        let layers = Set(files.map(\.reference.layer))
        let names = files.map { file -> String in
            let note = note(file)
            return absoluteText(of: file.path) + (note.isEmpty ? "" : " (\(note))")
        }
        return Finding(
            rule, title: title, severity: severity, path: files.count == 1 ? stack.path(of: files[0].path) : nil,
            layer: layers.count == 1 ? layers.first : nil, evidence: EvidenceText.list(names), remedy: remedy,
            items: files.map { .init(path: $0.path, entry: $0.reference, bytes: 0, note: note($0)) })
    }
}

/// Evidence that is a list, on one line.
package enum EvidenceText {
    /// So many are named; the rest is counted.
    private static let limit = 12

    /// `a, b, c and 7 more`.
    package static func list(_ names: [String]) -> String {
        let rest = names.count - limit
        return names.prefix(limit).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
