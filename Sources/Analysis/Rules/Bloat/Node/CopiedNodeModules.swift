import Evidence

/// Node packages that came with the build context.
struct CopiedNodeModules: PathRule {
    let rule = Rule(
        id: "copied-node-modules", category: .bloat, severity: .high,
        title: "node_modules was copied with the build context",
        why: "COPY . takes the host's node_modules along: development tools, and native modules that were built for "
            + "another system.",
        remedy: "List node_modules in .dockerignore and install in the image: npm ci --omit=dev.")
    let patterns: [PathPattern] = ["node_modules/**"]
    let subject = "node_modules from the build context"

    /// Those that a COPY or ADD brought that took them from no stage or image.
    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let layers = Set(
            image.stages.attribution.layers.filter { layer in
                layer.isBase != true && layer.origin == nil && !layer.text.contains("--from=")
                    && (layer.text.hasPrefix("COPY ") || layer.text.hasPrefix("ADD "))
            }.map(\.index))
        return layers.isEmpty ? [] : matches(in: image).filter { layers.contains($0.entry.layer) }
    }
}
