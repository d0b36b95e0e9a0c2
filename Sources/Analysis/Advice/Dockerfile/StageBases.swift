import Dockerfile
import Evidence
import FileTree
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
    /// What the author removes of what packages bring.
    private let removals: [String]
    /// Where the builder's package manager finds packages, beside what the base has.
    private let repositories: [String]
    /// What is said of packages, a comment each.
    private let remarks: [String]

    /// - Parameters:
    ///   - keepsBase: Whether the final stage starts from the image's own base, smaller or not.
    ///   - own: Packages of the image's own layers that the final stage has to install by name.
    ///   - steps: The image's instructions.
    ///   - closure: What runs.
    init(
        _ image: AnalyzedImage, variant: SmallerBase?, keepsBase: Bool = false, own: [Package],
        steps: [BuildRecipe.Step], closure: RuntimeClosure?
    ) {
        let requested = RequestedPackages(of: steps)
        let own = variant?.isScratch == true ? [] : own.map(requested.word)
        directories = steps.filter { $0.commands.contains(where: \.installsSystemPackages) }.flatMap(\.commands)
            .filter { $0.name == "mkdir" }.flatMap(\.operands).filter { $0.hasPrefix("/usr/share/") }
        removals = steps.flatMap { SystemSetup($0).removals }
        repositories = own.isEmpty ? [] : PackageRepositories.paths(in: image)
        remarks = StageBases.remarks(image, requested, closure: closure)
        packages = Set((variant?.packages ?? []) + own).sorted()
        isAlpine = image.packages.packages.contains { $0.ecosystem == .apk }
        let stage = image.stages.graph?.stages.first { $0.role == .base || $0.role == .final }
        var written = stage?.from.arguments.first
        if case .image(let reference)? = stage?.base { written = reference }
        if written?.contains("$") == true { written = nil }
        if let name = written ?? image.stages.baseName {
            (builder, final, doubt) = (name, variant?.reference ?? name, nil)
        } else if let guess = StageBases.guess(image) {
            let suffix = StageBases.smallSuffix(image)
            builder = variant == nil ? guess + suffix : guess
            final = variant?.reference ?? (suffix.isEmpty && !keepsBase ? guess + "-slim" : builder)
            doubt = "The base image's name is not recorded: taken from its ENV and its packages."
        } else if image.stages.attribution.base.layerCount == 0 {
            (builder, final, doubt) = ("scratch", "scratch", nil)
        } else {
            (builder, final) = ("unknown-base", variant?.reference ?? "unknown-base")
            doubt = "The base image's name is not recorded: put it in place of unknown-base."
        }
    }

    /// Installs `packages`, and removes apt's lists and archives: cache mounts would be the builder's too, which buildah
    /// locks for good, and a base need not have Docker's rule that removes the archives.
    var installation: [String] {
        let names = packages.joined(separator: " ")
        guard !packages.isEmpty else { return remarks }
        let copies = repositories.map { "COPY --from=builder \(InstructionSource.copied($0))" }
        let lines = remarks + copies + ["# What runs needs these packages."]
        if isAlpine { return lines + ["RUN apk add --no-cache \(([names] + removals).joined(separator: " && "))"] }
        let removals = removals.map { " && \\\n    \($0)" }.joined()
        let text =
            "RUN \(directories.isEmpty ? "" : "mkdir -p \(directories.joined(separator: " ")) && ")apt-get update && \\\n"
            + "    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \(names) && \\\n"
            + "    rm -rf /var/lib/apt/lists/* /var/cache/apt/*\(removals)"
        return lines + text.split(separator: "\n").map(String.init)
    }

    /// What the author installs by name and the final stage does not have, and what is no name of a package.
    private static func remarks(
        _ image: AnalyzedImage, _ requested: RequestedPackages, closure: RuntimeClosure?
    ) -> [String] {
        guard let closure, let system = image.packages.packages.first(where: \.ecosystem.isSystem)?.ecosystem else {
            return []
        }
        let left = requested.requests.map(\.name).filter { name in
            let packages = image.packages.packages(named: name, in: system).filter { !image.isBase(layer: $0.layer) }
            return !packages.isEmpty && packages.allSatisfy { closure.packages[PackageIdentity($0)] == nil }
        }
        var remarks: [String] = []
        if !left.isEmpty {
            remarks.append("# Only in the builder, for nothing that runs reaches them: \(left.joined(separator: " "))")
        }
        if !requested.unknown.isEmpty {
            let words = InstructionText.oneLine(requested.unknown.joined(separator: " "))
            remarks.append("# Installed from files or by variables, so see to it that they are here too: \(words)")
        }
        return remarks
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
