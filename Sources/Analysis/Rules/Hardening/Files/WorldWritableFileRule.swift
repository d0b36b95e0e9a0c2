import Archive
import Evidence
import FileTree

/// Files that anyone may write to.
struct WorldWritableFileRule: ImageRule {
    let rule = Rule(
        id: "world-writable-files", category: .hardening, severity: .medium, title: "Anyone may write to files",
        why: "Every user of the container can change what others read or run: settings, scripts, libraries.",
        remedy: "Take the bit off: RUN chmod o-w FILE, in the instruction that makes the file, or COPY --chmod=644.")

    /// The kernel's and the engine's own directories are mounted over, and what they hold there does not count.
    private static let mounted = ["dev/", "proc/", "sys/"]

    func findings(in image: AnalyzedImage) -> [Finding] {
        let parents = Set(image.searchDirectories.compactMap { image.stack.find(Array($0.utf8)) })
        let writable = image.unusualModes(of: [.regularFile, .hardLink, .blockDevice]) { $0.mode & 0o002 != 0 }
        let files = writable.filter { file in
            // Programs of PATH have a graver rule of their own.
            if let parent = image.stack.parent(of: file.path), parents.contains(parent) { return false }
            let path = image.stack.path(of: file.path)
            return !WorldWritableFileRule.mounted.contains { path.starts(with: $0.utf8) }
        }
        let ofBase = files.filter { image.isBase(layer: $0.reference.layer) }
        let own = files.filter { !image.isBase(layer: $0.reference.layer) }
        return [(own, ""), (ofBase, " of the base image")].compactMap { files, place in
            guard !files.isEmpty else { return nil }
            let count = files.count == 1 ? "a file" : "\(files.count) files"
            return image.finding(rule, title: "Anyone may write to \(count)\(place)", files: files) {
                OctalMode.text($0.entry.mode)
            }
        }
    }
}
