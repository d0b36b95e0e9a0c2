import Archive
import DisplayText
import FileTree
import OCI

extension TreeListing {
    /// The listing for people: kind and permissions, owner, size, files, time and name.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    ///   - write: Gets each line, with its line feed.
    func writeText<Failure: Error>(
        width: Int?, palette: TextStyle.Palette, to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        var columns: [TextTable.Column] = [
            .init("MODE"), .init("OWNER"), .init("SIZE", .right), .init("FILES", .right), .init("MODIFIED"),
            .init("NAME", minimumWidth: 16),
        ]
        if showsChanges { columns.insert(.init(""), at: 0) }
        let cells = rows.lazy.map { showsChanges ? [mark(of: $0.path)] + self.cells(of: $0) : self.cells(of: $0) }
        try TextTable(columns).write(cells, width: width, palette: palette, to: write)
    }

    private func cells(of row: Row) -> [TextTable.Cell] {
        let kind = view.kind(of: row.path)
        let isDirectory = kind == .directory
        let style: TextStyle = isDirectory ? .directory : kind == .symbolicLink ? .link : .plain
        let files = isDirectory ? "\(view.fileCount(of: row.path))" : ""
        guard let reference = view.entry(of: row.path) else {
            // A directory that no entry tells of: only what lies below it is known.
            let size = ByteCount(view.size(of: row.path)).description
            return ["d?????????", "", .init(size), .init(files), "", .init(name(of: row, nil), style)]
        }
        let entry = view.stack.entry(reference)
        return [
            .init(FileMode.text(kind: entry.kind, mode: entry.mode) + (entry.hasCapabilities ? "+" : "")),
            .init("\(entry.userID):\(entry.groupID)"), .init(size(of: row.path, entry)), .init(files),
            .init(Timestamp(entry.modified).short), .init(name(of: row, entry), style),
        ]
    }

    private func size(of path: PathID, _ entry: Entry) -> String {
        switch entry.kind {
        case .characterDevice, .blockDevice: "\(entry.deviceMajor), \(entry.deviceMinor)"
        case .regularFile, .directory: ByteCount(view.size(of: path)).description
        case .hardLink: view.size(of: path) == 0 ? "" : ByteCount(view.size(of: path)).description
        case .symbolicLink, .namedPipe, .socket: ""
        }
    }

    private func name(of row: Row, _ entry: Entry?) -> String {
        let shown = row.path == top || showsPaths ? view.stack.path(of: row.path) : view.stack.name(of: row.path)
        let name = row.branch + Printable.escape(shown)
        return switch entry?.kind ?? .directory {
        case .directory: name + "/"
        case .symbolicLink: name + " → " + Printable.escape(entry?.linkTarget ?? [])
        case .hardLink: name + " link to " + Printable.escape(entry?.linkTarget ?? [])
        default: name
        }
    }

    private func mark(of path: PathID) -> TextTable.Cell {
        switch view.change(of: path) {
        case .unchanged: ""
        case .added: .init("+", .added)
        case .modified: .init("~", .modified)
        case .metadata: .init("m", .modified)
        case .removed: .init("-", .removed)
        }
    }
}
