import Dockerfile
import Evidence
import FileTree

/// What a `COPY` of the whole context brings along that a `.dockerignore` keeps out: of a Dockerfile the directory that it
/// is built in tells it, of an image the layer.
package struct NoDockerignore: WrittenFileRule, ImageRule {
    package let rule = Rule(
        id: "no-dockerignore", category: .lesson, severity: .medium,
        title: "The build context was copied with what does not belong in it",
        why:
            "COPY . . takes everything that .dockerignore does not name: history, virtual environments, byte code of the "
            + "host, settings with secrets. They stay in the layer even when a later instruction deletes them.",
        remedy: "Write a .dockerignore beside the Dockerfile that names them.", isFreeToRemove: true, isLesson: true,
        lesson: .dockerignore)

    /// Names of files and directories that a build context has and an image does not need.
    package static let names: Set<String> = [
        ".git", ".svn", ".hg", "venv", ".venv", "__pycache__", "node_modules", ".mypy_cache", ".pytest_cache",
        ".ruff_cache", ".tox", ".idea", ".vscode", ".DS_Store", ".terraform", ".env", ".gradle", ".coverage",
        "coverage", ".cache", ".next", ".nyc_output",
    ]

    /// Whether a file or directory of a build context is one that no image needs.
    package static func isUnwanted(_ path: String) -> Bool {
        path.split(separator: "/").last.map { names.contains(String($0)) } ?? false || mayBeSecret(path)
    }

    /// Whether its name says that it holds a key or password.
    package static func mayBeSecret(_ path: String) -> Bool { CredentialFileName.meaning(of: path) != nil }

    package func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        guard let context = dockerfile.context,
            let copy = dockerfile.steps(.copy, .add).first(where: { $0.copiesContext && !dockerfile.takesComment($0) })
        else { return [] }
        let litter = context.litter
        let bytes = litter.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
        let names = litter.sorted { $0.bytes > $1.bytes }.map { "\($0.path) \(ByteCount($0.bytes))" }
        let secrets = litter.filter(\.isSecret).map(\.path)
        let what = litter.isEmpty ? "" : ": \(ByteCount(bytes)) that no image needs"
        if context.ignored != nil, litter.isEmpty { return [] }
        let title =
            context.ignored == nil
            ? "no .dockerignore beside what \(copy.inner.name) takes whole\(what)"
            : "the .dockerignore lets through \(ByteCount(bytes)) that no image needs"
        let listed = names.isEmpty ? "" : " The context has \(EvidenceText.list(names))."
        let keys = secrets.isEmpty ? "" : " Among it may be secrets: \(EvidenceText.list(secrets))."
        let cut = context.isComplete ? "" : " There is more in the context than was looked at."
        var finding = rule.finding(
            title, at: copy, in: dockerfile,
            severity: bytes < 1_000_000 && secrets.isEmpty ? .low : nil,
            remedy: "Write a .dockerignore with "
                + EvidenceText.list(litter.isEmpty ? [".git", ".env", ".venv", "node_modules"] : litter.map(\.path))
                + ".")
        finding.evidence = "\(copy.inner.text).\(listed)\(keys)\(cut)"
        finding.bytes = litter.isEmpty ? nil : bytes
        return [finding]
    }

    package func findings(in image: AnalyzedImage) -> [Finding] {
        image.recipe.steps.compactMap { step in
            guard step.copiesContext, let layer = step.layer else { return nil }
            let found = NoDockerignore.items(ofLayer: layer, in: image)
            guard !found.isEmpty else { return nil }
            let items = found.map(\.item)
            let bytes = items.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
            let names = Set(found.map(\.name)).sorted()
            return Finding(
                rule,
                title: "\(ByteCount(bytes)) that a .dockerignore keeps out: \(names.prefix(6).joined(separator: ", "))",
                severity: bytes < 1_000_000 ? .low : rule.severity, layer: layer, line: step.line, bytes: bytes,
                evidence:
                    "\(step.instruction.text) (\(step.place)) put \(items.count) files below \(names.joined(separator: ", "))"
                    + " in layer \(layer).",
                items: items, confidence: .high)
        }
    }

    /// The files of a layer at or below such names, each with the name, the largest first.
    static func items(ofLayer layer: Int, in image: AnalyzedImage) -> [(item: Finding.Item, name: String)] {
        let stack = image.stack
        let unwanted = stack.nameNumbers(of: Array(names))
        guard !unwanted.isEmpty else { return [] }
        return stack.entries(of: layer).compactMap { entry -> (Finding.Item, String)? in
            let bytes = stack.size(of: entry)
            guard bytes > 0, let path = stack.path(of: entry) else { return nil }
            var top: PathID?
            var next: PathID? = path
            while let place = next {
                if unwanted.contains(stack.nameNumber(of: place)) { top = place }
                next = stack.parent(of: place)
            }
            guard let top else { return nil }
            return (
                Finding.Item(path: path, entry: entry, bytes: bytes),
                String(decoding: stack.name(of: top), as: UTF8.self)
            )
        }.sorted { $0.0.bytes == $1.0.bytes ? $0.0.path < $1.0.path : $0.0.bytes > $1.0.bytes }
    }
}
