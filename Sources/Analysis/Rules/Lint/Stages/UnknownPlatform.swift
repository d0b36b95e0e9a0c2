import Evidence
import OCI

/// `FROM --platform` with a platform that no image has.
struct UnknownPlatform: WrittenFileRule {
    let rule = Rule.dockerfile(
        "unknown-platform", .high, "FROM asks for a platform that does not exist",
        why: "The builder finds no such image, or takes one of another platform, and nothing in it can be run.",
        remedy: "Name it as OS/ARCH[/VARIANT] in Go's words: linux/amd64, linux/arm64, linux/arm/v7.",
        knownAs: ["InvalidBaseImagePlatform"])

    private let systems: Set<Substring> = [
        "linux", "windows", "darwin", "freebsd", "netbsd", "openbsd", "wasip1", "wasi",
    ]
    private let architectures: Set<Substring> = [
        "amd64", "arm64", "arm", "386", "ppc64le", "ppc64", "s390x", "riscv64", "mips64le", "mips64", "mipsle", "mips",
        "loong64", "wasm", "x86_64", "x86-64", "aarch64", "armhf", "armel", "i386",
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.from).compactMap { step in
            guard let platform = step.inner.flag("platform"), !platform.isEmpty, !platform.contains("$") else {
                return nil
            }
            let parts = platform.lowercased().split(separator: "/", omittingEmptySubsequences: false)
            // A single word is a system or an architecture, the other one being the builder's.
            let isKnown =
                parts.count == 1
                ? systems.contains(parts[0]) || architectures.contains(parts[0]) || parts[0] == "local"
                : parts.count <= 3 && systems.contains(parts[0]) && architectures.contains(parts[1])
            return isKnown
                ? nil : rule.finding("\(platform) is no platform", at: step, text: "--platform", in: dockerfile)
        }
    }
}
