import Evidence

/// `FROM --platform` with a constant.
struct ConstantPlatform: WrittenFileRule {
    let rule = Rule.dockerfile(
        "constant-platform", .low, "FROM is bound to one platform",
        why: "The image can't be built for another platform, and on one it runs under emulation unnoticed.",
        remedy: """
            Leave --platform out and name the platform when building, or use $BUILDPLATFORM for a stage that \
            cross-compiles. A stage that is for one platform only says so in its name.
            """,
        knownAs: ["DL3029", "FromPlatformFlagConstDisallowed"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.from).compactMap { step in
            guard let platform = step.inner.flag("platform"), !platform.isEmpty, !platform.contains("$"),
                !isNamed(for: platform, step.inner.arguments.last ?? "")
            else { return nil }
            return rule.finding("FROM is bound to \(platform)", at: step, text: "--platform", in: dockerfile)
        }
    }

    /// Whether the stage's name says the system or the architecture.
    private func isNamed(for platform: String, _ name: String) -> Bool {
        platform.lowercased().split(separator: "/").contains { name.lowercased().holds(String($0)) }
    }
}
