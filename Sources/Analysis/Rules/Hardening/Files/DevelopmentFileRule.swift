import Archive
import Evidence
import FileTree

/// What belongs to the author's machine came along into the image.
struct DevelopmentFileRule: ImageRule {
    let rule = Rule(
        id: "development-files", category: .hardening, severity: .info, title: "Files of the author's machine",
        why: "Such files tell how the image was made, by whom and with which accounts, and a repository's history has "
            + "all that was ever deleted from it.",
        remedy: "List them in .dockerignore, or copy what is needed by name instead of the whole directory.",
        knownAs: ["DKL-LI-0003"])

    private static let directories: [String: Severity] = [
        ".aws": .medium, ".azure": .medium, ".gcp": .medium, ".git": .low, ".svn": .low, ".hg": .low, ".vscode": .info,
        ".idea": .info, ".cache": .info, ".npm": .info,
    ]
    private static let files: Set<String> = [
        "Dockerfile", "Containerfile", "docker-compose.yml", "docker-compose.yaml", "compose.yaml", ".dockerignore",
        ".DS_Store", ".gitlab-ci.yml",
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let view = image.view else { return [] }
        // Directories that no layer has an entry for count too.
        let found = (0..<image.stack.pathCount).lazy.compactMap { image.stack.path(at: $0) }.filter { path in
            guard view.isPresent(path), DevelopmentFileRule.isName(of: path, view.kind(of: path), in: image) else {
                return false
            }
            // Packages under node_modules bring their own: not the author's.
            return view.fileCount(of: path) > 0 && !FilePath(image.stack.path(of: path)).contains("node_modules")
        }
        let groups = Dictionary(grouping: found) { String(decoding: image.stack.name(of: $0), as: UTF8.self) }
        return groups.sorted { $0.key < $1.key }.map { finding(in: image, named: $0, $1) }
    }

    private func finding(in image: AnalyzedImage, named name: String, _ paths: [PathID]) -> Finding {
        let items = paths.compactMap { path in
            image.view?.entry(of: path).map { Finding.Item(path: path, entry: $0, bytes: 0) }
        }
        let layers = Set(items.map(\.entry.layer))
        return Finding(
            rule, title: "\(name) is in the image" + (paths.count == 1 ? "" : " in \(paths.count) places"),
            severity: DevelopmentFileRule.directories[name],
            path: paths.count == 1 ? paths.first.map { image.stack.path(of: $0) } : nil,
            layer: layers.count == 1 ? layers.first : nil,
            evidence: EvidenceText.list(paths.map { image.absoluteText(of: $0) }), items: items)
    }

    private static func isName(of path: PathID, _ kind: EntryKind, in image: AnalyzedImage) -> Bool {
        let bytes = image.stack.name(of: path)
        // Names begin with a dot or one of these letters: most are told apart by that.
        guard let first = bytes.first, ".DCdc".utf8.contains(first) else { return false }
        let name = String(decoding: bytes, as: UTF8.self)
        return kind == .directory ? directories[name] != nil : files.contains(name)
    }
}
