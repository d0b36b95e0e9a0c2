import Evidence
import FileTree

/// What a file's name and mode tell of it.
enum FileShape {
    /// Whether it is a program or a shared object by name and mode.
    static func mayBeProgram(_ path: String, entry: Entry) -> Bool {
        guard entry.kind == .regularFile || entry.kind == .hardLink else { return false }
        let file = FilePath(Array(path.utf8))
        if file.name.hasSuffix(".so") || file.name.contains(".so.") { return true }
        return entry.mode & 0o111 != 0 && file.directory.hasSuffix("bin")
    }
}
