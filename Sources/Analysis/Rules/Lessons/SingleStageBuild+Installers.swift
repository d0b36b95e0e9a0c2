import Dockerfile
import Evidence
import FileTree
import Packages

extension SingleStageBuild {
    /// uv, poetry and their like that the image's own layers brought; pip, where it installed in an image of one stage.
    func installers(in image: AnalyzedImage, asksForPip: Bool) -> [Finding] {
        let brought = programs(in: image) + packages(in: image)
        if !brought.isEmpty {
            let names = Set(brought.map(\.name)).sorted().joined(separator: ", ")
            return [finding("\(names) stays in the image", brought.flatMap(\.items), in: image)]
        }
        guard asksForPip, image.stages.graph?.stages.count ?? 1 == 1,
            image.recipe.steps.contains(where: { $0.commands.contains { installsByPip($0) } })
        else { return [] }
        let pip = image.packages.packages.filter { $0.ecosystem == .python && $0.name.lowercased() == "pip" }
        guard !pip.isEmpty else { return [] }
        return [
            finding(
                "pip, which is needed to install only, stays in the image", pip.flatMap { items(of: $0, in: image) },
                in: image, severity: .low)
        ]
    }

    private typealias Tool = (name: String, items: [Finding.Item])

    private func finding(
        _ what: String, _ items: [Finding.Item], in image: AnalyzedImage, severity: Severity? = nil
    ) -> Finding {
        let bytes = items.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
        let layer = items.first?.entry.layer
        let paths = items.prefix(3).map { image.absoluteText(of: $0.path) }
        return Finding(
            rule, title: "\(ByteCount(bytes)): \(what)", severity: severity, layer: layer,
            line: layer.flatMap { image.isBase(layer: $0) ? nil : image.line(ofLayer: $0) }, bytes: bytes,
            evidence: EvidenceText.list(paths), items: items, confidence: .high)
    }

    /// Programs in a directory of PATH, of layers of the image's own.
    private func programs(in image: AnalyzedImage) -> [Tool] {
        image.searchDirectories.flatMap { directory in
            ["uv", "uvx", "poetry", "pdm", "hatch", "rye", "pixi"].compactMap { name -> Tool? in
                guard let file = image.file(at: "\(directory)/\(name)"), !image.isBase(layer: file.reference.layer),
                    file.entry.size > 0
                else { return nil }
                return (name, [Finding.Item(path: file.path, entry: file.reference, bytes: file.entry.size)])
            }
        }
    }

    private func packages(in image: AnalyzedImage) -> [Tool] {
        image.packages.packages.filter {
            $0.ecosystem == .python && KeptTool.installers.contains($0.name.lowercased())
                && !image.isBase(layer: $0.layer)
        }.map { ($0.name.lowercased(), items(of: $0, in: image)) }
    }

    private func items(of package: Package, in image: AnalyzedImage) -> [Finding.Item] {
        package.files.compactMap { path in
            guard let entry = image.view?.entry(of: path) else { return nil }
            let bytes = image.stack.entry(entry).size
            return bytes > 0 ? Finding.Item(path: path, entry: entry, bytes: bytes) : nil
        }
    }

    private func installsByPip(_ command: ShellCommand) -> Bool {
        let pip = command.module
        return pip.name == "pip" && pip.operands.first == "install"
    }
}
