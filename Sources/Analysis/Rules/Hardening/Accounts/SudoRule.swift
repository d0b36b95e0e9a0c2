import Archive
import Evidence

/// A program that makes whoever calls it root.
struct SudoRule: ImageRule {
    let rule = Rule(
        id: "sudo-installed", category: .hardening, severity: .low, title: "sudo or doas is in the image",
        why: "A container needs no second way to be root: the engine starts it as whom it should be. Flaws of sudo "
            + "have made roots of plain users more than once.",
        remedy: "Leave sudo out; use USER in the Dockerfile, and gosu or su-exec only in an entry script.")

    private static let programs = ["usr/bin/sudo", "bin/sudo", "usr/local/bin/sudo", "usr/bin/doas", "bin/doas"]

    func findings(in image: AnalyzedImage) -> [Finding] {
        var seen: Set<Int> = []
        return SudoRule.programs.compactMap { program in
            guard let file = image.file(at: program), file.entry.kind != .directory,
                seen.insert(file.path.index).inserted
            else { return nil }
            let name = image.absoluteText(of: file.path)
            return Finding(
                rule, title: "\(name) is in the image", path: image.stack.path(of: file.path),
                layer: file.reference.layer, evidence: "put there by \(image.origin(ofLayer: file.reference.layer))")
        }
    }
}
