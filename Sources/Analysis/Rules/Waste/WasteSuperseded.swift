import Evidence
import FileTree

/// Paths that one layer's tar has more than once.
struct WasteSuperseded: ImageRule {
    let rule = Rule(
        id: "waste-same-layer", category: .waste, severity: .low, title: "One layer has several entries of one path",
        why:
            "Extractors apply a layer's entries in order, so that only the last one of a path is seen; the bytes of the "
            + "others are stored for nobody. Docker with its own store, podman and buildah refuse such a layer: they say "
            + "\"duplicates of file paths not supported\" (tar-split).",
        remedy: "Write each path once: mend the tool that made the layer, or list the files of its tar without doubles."
    )

    func findings(in image: AnalyzedImage) -> [Finding] {
        (1...max(1, image.stack.layerCount)).compactMap { finding(of: $0, in: image) }
    }

    private func finding(of layer: Int, in image: AnalyzedImage) -> Finding? {
        let paths = image.stack.supersededPaths(of: layer).sorted {
            ($1.bytes, $1.entries, $0.path) < ($0.bytes, $0.entries, $1.path)
        }
        guard !paths.isEmpty else { return nil }
        let bytes = paths.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
        let entries = paths.reduce(0) { $0 + $1.entries }
        let names = paths.map { path in
            image.absoluteText(of: path.path) + (path.entries > 0 ? " (\(path.entries + 1) entries)" : "")
        }
        let kinds = entries == 1 ? "1 entry" : "\(entries) entries"
        return Finding(
            rule, title: "\(ByteCount(bytes)) in \(kinds) that others of the same layer replace",
            path: CommonDirectory.of(paths.map(\.path), in: image.stack).map { image.stack.path(of: $0) }, layer: layer,
            line: image.line(ofLayer: layer), bytes: bytes,
            evidence: "\(image.author(ofLayer: layer)): \(EvidenceText.list(names))",
            remedy: image.isBase(layer: layer) ? image.baseRemedy : nil,
            items: paths.filter { $0.bytes > 0 }.map {
                .init(
                    path: $0.path, entry: $0.entry, bytes: $0.bytes, note: "replaced by a later entry of the same layer"
                )
            })
    }
}
