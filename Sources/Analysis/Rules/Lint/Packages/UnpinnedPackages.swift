import Dockerfile
import Evidence

/// Packages installed without a version. One rule a package manager; what a version looks like is told by `Pinning`.
struct UnpinnedPackages: DockerfileRule {
    let manager: PackageManager
    let pinning: Pinning
    let rule: Rule

    init(_ manager: PackageManager, _ pinning: Pinning, example: String, knownAs: String) {
        self.manager = manager
        self.pinning = pinning
        let name = manager.name
        rule = .dockerfile(
            "unpinned-\(name)", .medium, "\(name) installs whatever version is newest",
            why: """
                The same Dockerfile gives another image when a package is released, so a build that worked can break \
                or change silently, and two builds can't be compared.
                """,
            remedy: "Name the version of each package: \(example).", knownAs: [knownAs])
    }

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        manager.installations(in: dockerfile).compactMap { installation in
            let unpinned = pinning.unpinned(installation)
            guard let first = unpinned.first else { return nil }
            let names = unpinned.prefix(4).map(\.text).joined(separator: ", ")
            let more = unpinned.count > 4 ? " and \(unpinned.count - 4) more" : ""
            return rule.finding(
                "\(manager.name) installs \(names)\(more) without a version", at: installation.command, word: first)
        }
    }
}
