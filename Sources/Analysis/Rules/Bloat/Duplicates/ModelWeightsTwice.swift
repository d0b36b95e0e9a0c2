import Evidence
import FileTree

/// The weights of a model under several paths.
struct ModelWeightsTwice: ImageRule {
    let rule = Rule(
        id: "model-weights-twice", category: .bloat, severity: .high, title: "A model's weights lie in the image twice",
        why:
            "Weights are gigabytes. A download cache beside the model's directory, or a model that was saved after it was "
            + "loaded, puts them into the image again.",
        remedy:
            "Keep one copy: download with --local-dir and without the cache (HF_HOME on a cache mount), or mount the "
            + "weights when the container runs.")

    /// Smaller files are no weights worth a finding, in bytes.
    static let minimumSize: Int64 = 50_000_000

    private static let suffixes = [".safetensors", ".gguf", ".bin", ".onnx", ".pt", ".pth", ".ckpt", ".h5"]
        .map { Array($0.utf8) }

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.duplicates.groups.filter { ModelWeightsTwice.isAbout($0, in: image.stack) }.flatMap { group in
            let paths = group.files.map { "/" + image.text(of: $0.path) }
            let blank =
                group.isBlank
                ? " They hold nothing but zeros: blanked contents cannot tell whether they were equal." : ""
            let evidence = "\(paths.joined(separator: " and ")) have the same size and XXH3.\(blank)"
            let findings = BloatFindings(rule: rule, subject: "model weights that are there already", image: image)
                .findings(of: DuplicateFiles.extras(of: group, in: image), evidence: evidence)
            return findings.map { finding in
                var finding = finding
                finding.severity = group.isBlank ? .info : .high
                finding.confidence = group.isBlank ? .low : .high
                return finding
            }
        }
    }

    /// Whether the files are weights: large, and one of them is called so.
    static func isAbout(_ group: DuplicateGroup, in stack: LayerStack) -> Bool {
        group.size >= minimumSize
            && group.files.contains { file in
                let name = stack.name(of: file.path)
                return suffixes.contains { name.suffix($0.count).elementsEqual($0) }
            }
    }
}
