import Archive
import Evidence
import FileTree

/// Directories that anyone may write to, without the sticky bit.
struct WorldWritableDirectoryRule: ImageRule {
    let rule = Rule(
        id: "world-writable-directories", category: .hardening, severity: .medium,
        title: "Anyone may write to directories without the sticky bit",
        why: "Without the sticky bit every user of the container may delete or replace the files of all others there.",
        remedy: "Give the directory to the user who needs it (RUN chown app DIR && chmod o-w DIR), or set the sticky "
            + "bit as on /tmp: chmod 1777.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let programs = Set(image.searchDirectories)
        let writable = image.unusualModes(of: [.directory]) { $0.mode & 0o1002 == 0o002 }
        let directories = writable.filter { directory in
            let path = String(decoding: image.stack.path(of: directory.path), as: UTF8.self)
            // Directories of PATH have a graver rule of their own; dev, proc and sys are mounted over.
            return !programs.contains(path) && !["dev", "proc", "sys"].contains(path.prefix { $0 != "/" })
        }
        let ofBase = directories.filter { image.isBase(layer: $0.reference.layer) }
        let own = directories.filter { !image.isBase(layer: $0.reference.layer) }
        return [(own, ""), (ofBase, " of the base image")].compactMap { directories, place in
            guard !directories.isEmpty else { return nil }
            let count = directories.count == 1 ? "a directory" : "\(directories.count) directories"
            return image.finding(
                rule, title: "Anyone may write to \(count)\(place)", files: directories
            ) { OctalMode.text($0.entry.mode) }
        }
    }
}
