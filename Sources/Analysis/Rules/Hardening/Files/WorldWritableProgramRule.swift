import Archive
import Evidence
import FileTree

/// What stands in a directory of PATH, or such a directory itself, can be changed by anyone.
struct WorldWritableProgramRule: ImageRule {
    let rule = Rule(
        id: "world-writable-program", category: .hardening, severity: .high,
        title: "Anyone may change what PATH leads to",
        why: "Whoever may write to a directory of PATH, or to a program in it, has the next caller of that program run "
            + "what they like, root too.",
        remedy: "Take the bit off: RUN chmod o-w PATH, or COPY --chmod=755.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let directories = image.searchDirectories.compactMap { image.file(at: $0) }.filter { file in
            file.entry.kind == .directory && file.entry.mode & 0o002 != 0
        }.map { file in
            Finding(
                rule, title: "Anyone may put programs into \(image.absoluteText(of: file.path))",
                path: image.stack.path(of: file.path), layer: file.reference.layer,
                evidence: "mode \(OctalMode.text(file.entry.mode)), in PATH, from "
                    + image.origin(ofLayer: file.reference.layer))
        }
        return directories + programs(in: image)
    }

    private func programs(in image: AnalyzedImage) -> [Finding] {
        let parents = Set(image.searchDirectories.compactMap { image.stack.find(Array($0.utf8)) })
        let files = image.presentFiles { path, kind in
            (kind == .regularFile || kind == .hardLink) && image.stack.parent(of: path).map(parents.contains) ?? false
        }.filter { $0.entry.mode & 0o002 != 0 }
        guard !files.isEmpty else { return [] }
        let count = files.count == 1 ? "a program" : "\(files.count) programs"
        return [
            image.finding(rule, title: "Anyone may change \(count) of PATH", files: files) {
                OctalMode.text($0.entry.mode)
            }
        ]
    }
}

/// Permission bits as people write them.
enum OctalMode {
    /// Four octal digits: `0777`, `4755`.
    static func text(_ mode: UInt16) -> String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
