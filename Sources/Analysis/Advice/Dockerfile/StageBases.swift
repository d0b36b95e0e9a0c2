import Dockerfile
import Evidence
import Packages
import Rules

/// What the stages of the advice start from.
struct StageBases {
    /// For the builder: the image's own base.
    let builder: String
    /// For the final stage.
    let final: String
    /// What the final stage has to install.
    let packages: [String]
    /// Why the names may be wrong; nil where they are known.
    let doubt: String?

    /// How these packages are installed: with apt, or apk.
    private let isAlpine: Bool

    /// Directories to make before that: some packages' scripts fail where a slim image has none for manual pages.
    private let directories: [String]

    /// - Parameters:
    ///   - own: Packages of the image's own layers that the final stage has to install by name.
    ///   - steps: The instructions that installed them before.
    init(_ image: AnalyzedImage, variant: SmallerBase?, own: [String], steps: [BuildRecipe.Step]) {
        directories = steps.flatMap(\.commands).filter { $0.name == "mkdir" }.flatMap(\.operands)
            .filter { $0.hasPrefix("/usr/share/") }
        packages = Set((variant?.packages ?? []) + own).sorted()
        isAlpine = image.packages.packages.contains { $0.ecosystem == .apk }
        let from = image.stages.graph?.stages.first { $0.role == .base || $0.role == .final }?.from
        let written = from?.arguments.first.flatMap { $0.contains("$") ? nil : $0 }
        if let name = written ?? image.stages.baseName {
            (builder, final, doubt) = (name, variant?.reference ?? name, nil)
        } else if let guess = StageBases.guess(image) {
            let suffix = StageBases.smallSuffix(image)
            builder = variant == nil ? guess + suffix : guess
            final = variant?.reference ?? (suffix.isEmpty ? guess + "-slim" : builder)
            doubt = "The base image's name is not recorded: taken from its ENV and its packages."
        } else if image.stages.attribution.base.layerCount == 0 {
            (builder, final, doubt) = ("scratch", "scratch", nil)
        } else {
            (builder, final) = ("unknown-base", variant?.reference ?? "unknown-base")
            doubt = "The base image's name is not recorded: put it in place of unknown-base."
        }
    }

    /// Installs `packages`, and removes apt's lists: cache mounts would be the builder's too, which buildah locks for good.
    var installation: [String] {
        guard !packages.isEmpty else { return [] }
        let names = packages.joined(separator: " ")
        let reason = "# What runs needs these packages."
        if isAlpine { return [reason, "RUN apk add --no-cache \(names)"] }
        return [
            reason,
            "RUN \(directories.isEmpty ? "" : "mkdir -p \(directories.joined(separator: " ")) && ")apt-get update && \\",
            "    apt-get install -y --no-install-recommends \(names) && \\",
            "    rm -rf /var/lib/apt/lists/*",
        ]
    }

    /// How the tag of an official image ends that has no packages for building; empty where there is no telling.
    private static func smallSuffix(_ image: AnalyzedImage) -> String {
        if image.packages.packages.contains(where: { $0.ecosystem == .apk }) { return "-alpine" }
        let isDebian = image.packages.packages.contains { $0.ecosystem == .dpkg }
        return isDebian && FullBase.buildTools(of: image).isEmpty ? "-slim" : ""
    }

    /// Official images set a variable with their version.
    private static func guess(_ image: AnalyzedImage) -> String? {
        for (variable, name, parts) in [
            ("PYTHON_VERSION=", "python", 2), ("NODE_VERSION=", "node", 1), ("RUBY_VERSION=", "ruby", 2),
            ("RUST_VERSION=", "rust", 2), ("PERL_VERSION=", "perl", 2),
        ] {
            guard let value = image.image.config.config.environment.first(where: { $0.hasPrefix(variable) }) else {
                continue
            }
            let version = value.dropFirst(variable.count).split(separator: ".").prefix(parts).joined(separator: ".")
            return "\(name):\(version)"
        }
        return nil
    }
}
