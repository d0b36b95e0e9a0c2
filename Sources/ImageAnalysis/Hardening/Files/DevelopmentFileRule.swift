import Archive
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
        let found = image.presentFiles { path, kind in
            guard let name = DevelopmentFileRule.name(of: path, kind, in: image) else { return false }
            // Packages under node_modules bring their own: not the author's.
            guard !FilePath(image.stack.path(of: path)).contains("node_modules") else { return false }
            return kind != .directory || (image.view?.fileCount(of: path) ?? 0) > 0 && !name.isEmpty
        }
        let groups = Dictionary(grouping: found) { String(decoding: image.stack.name(of: $0.path), as: UTF8.self) }
        return groups.sorted { $0.key < $1.key }.map { name, files in
            let count = files.count == 1 ? "" : " in \(files.count) places"
            return image.finding(
                rule, title: "\(name) is in the image\(count)", severity: DevelopmentFileRule.directories[name],
                files: files)
        }
    }

    private static func name(of path: PathID, _ kind: EntryKind, in image: AnalyzedImage) -> String? {
        let bytes = image.stack.name(of: path)
        // Names begin with a dot or one of these letters: most are told apart by that.
        guard let first = bytes.first, ".DCdc".utf8.contains(first) else { return nil }
        let name = String(decoding: bytes, as: UTF8.self)
        return (kind == .directory ? directories[name] != nil : files.contains(name)) ? name : nil
    }
}
