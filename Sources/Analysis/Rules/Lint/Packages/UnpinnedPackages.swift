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

    static let table = [
        UnpinnedPackages(.apt, .apt, example: "apt-get install nginx=1.22.1-9", knownAs: "DL3008"),
        UnpinnedPackages(.pip, .pip, example: "pip install flask==3.0.3, or -r requirements.txt", knownAs: "DL3013"),
        UnpinnedPackages(.npm, .npm, example: "npm install express@4.19.2", knownAs: "DL3016"),
        UnpinnedPackages(.apk, .apk, example: "apk add nginx=1.26.1-r0", knownAs: "DL3018"),
        UnpinnedPackages(.gem, .gem, example: "gem install rake:13.2.1", knownAs: "DL3028"),
        UnpinnedPackages(.yum, .redHat, example: "yum install nginx-1.20.1", knownAs: "DL3033"),
        UnpinnedPackages(.zypper, .zypper, example: "zypper install nginx=1.21.5", knownAs: "DL3037"),
        UnpinnedPackages(.dnf, .redHat, example: "dnf install nginx-1.20.1", knownAs: "DL3041"),
        UnpinnedPackages(.go, .go, example: "go install example.com/tool@v1.2.3", knownAs: "DL3062"),
    ]

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
