import Evidence

/// A base image of a registry that the user did not name among those to be trusted.
struct UntrustedRegistry: WrittenFileRule {
    let rule = Rule.dockerfile(
        "untrusted-registry", .high, "the base image comes from a registry that is not trusted",
        why: "Whoever has the registry decides what is in the image. Only asked where .hadolint.yaml lists registries.",
        remedy: "Take the base from a registry of trustedRegistries, or add this one.", knownAs: ["DL3026"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        guard let trusted = dockerfile.trustedRegistries else { return [] }
        return dockerfile.bases.compactMap { base in
            guard !base.reference.hasPrefix("$") else { return nil }
            let registry = UntrustedRegistry.registry(of: base.reference)
            guard !trusted.contains(where: { UntrustedRegistry.matches(registry, $0) }) else { return nil }
            return rule.finding("\(registry) is not trusted", at: base.step, text: base.reference, in: dockerfile)
        }
    }

    /// The host of a reference; Docker Hub's where none is written.
    static func registry(of reference: String) -> String {
        let parts = reference.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, parts[0] == "localhost" || parts[0].contains(where: { $0 == "." || $0 == ":" }) else {
            return "docker.io"
        }
        return String(parts[0])
    }

    /// `*` at an end of what is trusted stands for anything; Docker Hub has two names.
    static func matches(_ registry: String, _ trusted: String) -> Bool {
        if trusted == "*" || trusted == registry { return true }
        if trusted == "hub.docker.com" { return registry == "docker.io" }
        if trusted.hasPrefix("*") { return registry.hasSuffix(trusted.dropFirst()) }
        return trusted.hasSuffix("*") && registry.hasPrefix(trusted.dropLast())
    }
}
