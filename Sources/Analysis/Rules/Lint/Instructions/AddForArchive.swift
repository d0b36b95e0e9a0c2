import Dockerfile
import Evidence

/// An archive that is copied and then unpacked.
struct AddForArchive: DockerfileRule {
    let rule = Rule.dockerfile(
        "add-for-archive", .low, "an archive is copied, then unpacked",
        why: "The image holds the archive and its contents: the layer of the COPY keeps it, even when it is deleted.",
        remedy: "Use ADD, which unpacks tar archives, or unpack in the RUN that has it by RUN --mount=type=bind.",
        knownAs: ["DL3010"])

    private let archives = [
        ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz", ".tar.zst", ".tzst", ".tar.lz",
        ".tar.lzma", ".tar.Z", ".gz", ".bz2", ".xz", ".zip", ".Z",
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.copy).compactMap { step in
            guard step.inner.flag("from") == nil, let destination = step.inner.arguments.last else { return nil }
            let names = step.inner.arguments.dropLast().filter { source in archives.contains(where: source.hasSuffix) }
            let unpacked = names.first { name in
                isUnpacked(
                    destination.hasSuffix("/") || destination == "." ? name : destination, after: step, dockerfile)
            }
            return unpacked.map { rule.finding("\($0) is unpacked later", at: step, text: $0, in: dockerfile) }
        }
    }

    private func isUnpacked(_ path: String, after step: DockerfileStep, _ dockerfile: AnalyzedDockerfile) -> Bool {
        guard let name = path.split(separator: "/").last else { return false }
        return dockerfile.runs.contains { run in
            run.stage == step.stage && run.inner.lines.lowerBound > step.inner.lines.upperBound
                && run.commands.contains { unpacks($0, String(name)) }
        }
    }

    private func unpacks(_ command: ShellCommand, _ name: String) -> Bool {
        let words = command.arguments.map(\.text)
        guard words.contains(where: { $0.split(separator: "/").last.map(String.init) == name }) else { return false }
        switch command.name {
        case "tar", "bsdtar":
            return words.contains { word in
                ["--extract", "--get"].contains(word)
                    || !word.hasPrefix("--") && word.hasPrefix("-") && word.contains("x")
            } || words.first?.hasPrefix("x") == true
                || words.first.map { $0.allSatisfy(\.isLetter) && $0.contains("x") } == true
        case "unzip", "gunzip", "bunzip2", "unxz", "xz", "unlzma", "uncompress", "zcat", "gzcat", "unzstd": return true
        default: return false
        }
    }
}
