import Dockerfile
import Evidence
import FileTree

/// `pip install` that keeps its cache, without a mounted one.
struct KeptPipCache: DockerfileRule, ImageRule {
    let rule = Rule(
        id: "install-keeps-cache", category: .lesson, severity: .low, title: "pip keeps what it downloaded",
        why: "pip stores each wheel that it downloads, for the next installation. In a layer there is no next one.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/root/.cache/pip pip install …, or add --no-cache-dir.",
        knownAs: ["DL3042", "pip-cache-kept"], isLesson: true, lesson: .caches)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        PackageManager.pip.installations(in: dockerfile).compactMap { installation in
            let (command, step) = (installation.command, installation.step)
            if installation.arguments.has("--no-cache-dir") || PackageManager.pip.leavesNoCache(step) { return nil }
            if command.assignments.contains(where: isOff) { return nil }
            if let value = dockerfile.value(of: "PIP_NO_CACHE_DIR", at: step), isTrue(value) { return nil }
            let exports = step.commands.filter { $0.name == "export" }.flatMap(\.arguments)
            return exports.contains(where: isOff) ? nil : rule.finding("pip install keeps its cache", at: command)
        }
    }

    private func isOff(_ assignment: ShellCommand.Word) -> Bool {
        let parts = assignment.text.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.first == "PIP_NO_CACHE_DIR" && isTrue(parts.count == 2 ? parts[1] : "")
    }

    /// pip's words for yes: any other keeps the cache, so to take "off" for an answer is to keep it.
    private func isTrue(_ value: String) -> Bool {
        let word = value.filter { $0 != "\"" && $0 != "'" }.lowercased()
        return ["1", "true", "on", "yes", "y", "t"].contains(word)
    }

    /// The files of the layer tell what it costs. Of a history they alone tell: that does not say whether a cache was
    /// mounted.
    func findings(in image: AnalyzedImage) -> [Finding] {
        let build = image.build
        var seen: Set<Int> = []
        return build.findings(of: [self]).compactMap { told in
            var finding = told
            // Several commands of one RUN share what they leave.
            let items = finding.layer.flatMap { seen.insert($0).inserted ? cached(inLayer: $0, of: image) : nil } ?? []
            guard let layer = finding.layer, !items.isEmpty else {
                finding.confidence = .medium
                return build.isFromHistory ? nil : finding
            }
            let bytes = items.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
            let place = finding.line.map { "line \($0)" } ?? "layer \(layer)"
            finding.title = "\(ByteCount(bytes)) of pip's cache in a layer"
            finding.evidence =
                "\(place) has no --no-cache-dir and no cache mount; \(items.count) files of its cache in layer \(layer)."
            (finding.bytes, finding.items, finding.confidence) = (bytes, Finding.Items(items), .high)
            return finding
        }
    }

    private func cached(inLayer layer: Int, of image: AnalyzedImage) -> [Finding.Item] {
        image.stack.entries(of: layer).compactMap { entry -> Finding.Item? in
            guard let path = image.stack.path(of: entry) else { return nil }
            let bytes = image.stack.entry(entry).size
            guard bytes > 0, FilePath(image.stack.path(of: path)).contains(".cache/pip") else { return nil }
            return Finding.Item(path: path, entry: entry, bytes: bytes)
        }.sorted { $0.bytes > $1.bytes }
    }
}
