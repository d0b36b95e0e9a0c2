import Evidence
import FileTree

/// Directories of a layer that hide a lower layer's symbolic link: engines make different trees of it.
struct DirectoryOverLinkRule: ImageRule {
    let rule = Rule(
        id: "directory-over-link", category: .lesson, severity: .info,
        title: "A layer has a directory where a lower layer has a symbolic link",
        why: "Where engines mount layers one over the other (overlayfs), the directory hides the link, and with it all "
            + "that could be reached through it. Engines that write all layers into one directory (umoci, podman and "
            + "Docker on vfs) put the files where the link leads. The image behaves differently by engine; strata shows "
            + "what overlayfs does.",
        remedy: "Store the files where the link leads: usr/lib/x instead of lib/x, where lib links to usr/lib.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let found = Dictionary(grouping: image.stack.directoriesOverLinks(), by: \.layer)
        return found.keys.sorted().map { finding(of: found[$0] ?? [], layer: $0, in: image) }
    }

    private func finding(of directories: [DirectoryOverLink], layer: Int, in image: AnalyzedImage) -> Finding {
        let names = directories.map { directory in
            // With an entry of its own the directory takes the link's place everywhere but in kaniko, which keeps the link.
            let who = directory.hasEntry ? ", with an entry of its own" : ""
            return "\(image.absoluteText(of: directory.path)) hides the link of layer \(directory.link.layer) to "
                + "\(image.absoluteText(of: directory.target))\(who)"
        }
        let first = directories.count == 1 ? directories.first : nil
        return Finding(
            rule, title: "\(image.author(ofLayer: layer)) has a directory over a symbolic link",
            path: first.map { image.stack.path(of: $0.path) }, layer: layer, line: image.line(ofLayer: layer),
            evidence: EvidenceText.list(names),
            remedy: first.map {
                "Store the files below \(image.absoluteText(of: $0.target)) instead of \(image.absoluteText(of: $0.path)): "
                    + "then every engine makes the same tree."
            })
    }
}
