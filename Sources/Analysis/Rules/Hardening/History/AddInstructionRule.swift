import Dockerfile
import Evidence

/// `ADD` where `COPY` would do.
struct AddInstructionRule: ImageRule {
    let rule = Rule(
        id: "add-instruction", category: .hardening, severity: .low, title: "ADD is used where COPY would do",
        why: "ADD also unpacks archives and loads from the network, by the look of its source: a file that turns out "
            + "to be an archive is unpacked unasked.",
        remedy: "Use COPY for files of the build context.", knownAs: ["CIS-DI-0009", "DL3020", "DS-0005"])

    private static let archives = [
        ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tbz", ".tar.zst", ".tzst", ".tar.lzma",
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.buildSteps.filter { $0.step.keyword == .add && copiesOnly($0, in: image) }
            .map { $0.finding(rule, title: rule.title) }
    }

    private func copiesOnly(_ step: BuildStep, in image: AnalyzedImage) -> Bool {
        let arguments = step.step.instructionText.dropFirst("ADD ".count)
        // Classic builders keep only a digest of the sources: the layer tells what became of them.
        if ["file:", "dir:", "multi:"].contains(where: { arguments.hasPrefix($0) }) {
            if !arguments.hasPrefix("file:") { return true }
            guard let totals = step.layer.flatMap({ image.stack.totals(of: $0) }) else { return false }
            return totals.files == 1
        }
        let sources = arguments.split(separator: " ").filter { !$0.hasPrefix("--") }.dropLast()
        return !sources.isEmpty && !sources.contains(where: isSpecial)
    }

    /// Archives are unpacked, and what is elsewhere is fetched: both need `ADD`.
    private func isSpecial(_ source: Substring) -> Bool {
        let name = source.lowercased().filter { !"\"[],".contains($0) }
        return name.contains("://") || name.hasPrefix("git@") || name.hasSuffix(".git") || name.contains("$")
            || AddInstructionRule.archives.contains { name.hasSuffix($0) }
    }
}
