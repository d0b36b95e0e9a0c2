import Dockerfile
import Evidence

/// `ADD` where `COPY` would do.
struct AddForCopy: DockerfileRule, ImageRule {
    let rule = Rule.dockerfile(
        "add-instruction", .low, "ADD where COPY would do",
        why: "ADD unpacks archives and fetches addresses; who reads it can't tell whether that is meant.",
        remedy: "Use COPY for files and directories of the build context.",
        knownAs: ["DL3020", "CIS-DI-0009", "DS-0005", "add-for-copy"])
    let isAskedOfImages = true
    let tellsOfBase = true

    /// The endings of what ADD unpacks: tar archives, compressed or not.
    static let archives = [
        ".tar", ".gz", ".bz2", ".xz", ".tgz", ".tb2", ".tbz", ".tbz2", ".lz", ".lzma", ".tlz", ".txz", ".Z",
        ".tZ", ".tzst", ".zst",
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.add).compactMap { step in
            let sources = step.inner.arguments.dropLast().map { $0.filter { $0 != "\"" } }
            guard step.inner.heredocs.isEmpty, !sources.isEmpty, step.inner.flag("checksum") == nil,
                let source = sources.first(where: { !isForAdd($0) })
            else { return nil }
            return rule.finding("\(source) could be copied", at: step, text: source, in: dockerfile)
        }
    }

    /// A reconstructed Dockerfile has `?` for sources that the history does not tell: the image's rule looks at the layer.
    private func isForAdd(_ source: String) -> Bool {
        source == "?" || source.contains("://") || source.hasPrefix("git@") || source.hasPrefix("$")
            || AddForCopy.archives.contains(where: source.hasSuffix)
    }

    /// Classic builders keep only a digest of the sources: the layer tells what became of them.
    func findings(in image: AnalyzedImage) -> [Finding] {
        image.buildSteps.filter { step in
            step.step.keyword == .add && (step.isBase || image.stages.document == nil)
                && step.step.hashedCopy != nil && copiesOnly(step, in: image)
        }.map { $0.finding(rule, title: rule.title) }
    }

    private func copiesOnly(_ step: BuildStep, in image: AnalyzedImage) -> Bool {
        guard step.step.arguments.hasPrefix("file:") else { return true }
        // One file stays one; an archive was unpacked.
        return step.layer.flatMap { image.stack.totals(of: $0) }?.files == 1
    }
}
