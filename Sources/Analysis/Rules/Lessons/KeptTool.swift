import Dockerfile

/// What builds or installs and stays in the last stage of a Dockerfile, with the instruction that is to blame.
struct KeptTool {
    /// What it is, for "the last stage keeps …".
    let what: String
    /// The instruction that brings it, or that uses what the base has.
    let step: DockerfileStep
    /// Whether it installs packages of a language, and compiles nothing.
    let isInstaller: Bool
    /// Whether it came with the base image.
    let isOfBase: Bool

    /// Programs that install packages of Python, which nothing needs at run time.
    static let installers: Set<String> = ["uv", "poetry", "pipenv", "pdm", "hatch", "rye", "pixi"]

    /// Packages of Debian, Alpine and the RPM distributions that compile.
    private static let compilers: Set<String> = [
        "build-essential", "build-base", "alpine-sdk", "gcc", "g++", "gcc-c++", "clang", "cmake", "make", "musl-dev",
        "rust", "cargo", "rustc", "go", "golang", "golang-go", "maven", "gradle", "gfortran", "autoconf", "automake",
        "python3-dev", "python3-devel",
    ]

    /// At most one of what compiles and one of what installs.
    static func kept(in dockerfile: AnalyzedDockerfile) -> [KeptTool] {
        let steps = dockerfile.targetSteps
        let base = dockerfile.graph.target.flatMap(dockerfile.baseImage(ofStage:))
        let compiler = steps.lazy.compactMap(installedCompiler).first ?? usedBuilder(steps, of: base)
        // With compilers there, pip is the least of it; with a builder stage, what is installed here is meant.
        let mayUsePip = compiler == nil && !dockerfile.graph.stages.contains { $0.role == .feeds }
        let installer =
            steps.lazy.compactMap(broughtInstaller).first ?? (mayUsePip ? steps.lazy.compactMap(usedPip).first : nil)
        return [compiler, installer].compactMap(\.self)
    }

    /// Compilers by the system's package manager, unless the same `RUN` takes them out again.
    private static func installedCompiler(_ step: DockerfileStep) -> KeptTool? {
        let managers: [PackageManager] = [.apt, .apk, .yum, .dnf, .zypper]
        let removes = step.commands.contains { command in
            guard let arguments = managers.lazy.compactMap({ $0.arguments(of: command) }).first else { return false }
            return ["del", "purge", "remove", "autoremove", "erase", "rm"].contains(arguments.operands.first?.text)
        }
        guard !removes else { return nil }
        let packages = step.commands.flatMap { command in
            managers.flatMap { $0.installation(of: command, in: step)?.packages.map(\.text) ?? [] }
        }
        let names = packages.map { String($0.prefix { !"=<>~".contains($0) }) }.filter(compilers.contains)
        guard !names.isEmpty else { return nil }
        return KeptTool(
            what: names.prefix(4).joined(separator: ", "), step: step, isInstaller: false, isOfBase: false)
    }

    /// A base image that is there to build, and builds.
    private static func usedBuilder(_ steps: [DockerfileStep], of base: BaseImage?) -> KeptTool? {
        guard let base else { return nil }
        var builders = base.official?.builders ?? []
        if base.isFull { builders.formUnion(["pip", "pip3", "gem", "bundle", "make", "gcc", "node-gyp"]) }
        for step in steps where step.keyword == .run {
            guard step.commands.contains(where: { builders.contains($0.module.name) }) else { continue }
            return KeptTool(
                what: "what \(base.reference) has to compile with", step: step, isInstaller: false, isOfBase: true)
        }
        return nil
    }

    /// uv and its like, copied from their image or installed.
    private static func broughtInstaller(_ step: DockerfileStep) -> KeptTool? {
        let names: [String]
        switch step.keyword {
        case .copy, .add:
            guard step.inner.flag("from") != nil else { return nil }
            names = step.inner.arguments.dropLast().compactMap { $0.split(separator: "/").last.map(String.init) }
        case .run:
            // Removed in the same RUN: pip uninstall -y poetry.
            guard !step.commands.contains(where: { $0.module.operands.first == "uninstall" }) else { return nil }
            names = step.commands.flatMap { command -> [String] in
                guard let found = PackageManager.pip.installation(of: command, in: step) else { return [] }
                return found.packages.map { String($0.text.prefix { !"=<>~!@[".contains($0) }) }
            }
        default: return nil
        }
        return names.first(where: installers.contains).map {
            KeptTool(what: $0, step: step, isInstaller: true, isOfBase: false)
        }
    }

    /// pip of the base image, which a builder stage could have used in its stead.
    private static func usedPip(_ step: DockerfileStep) -> KeptTool? {
        let isUsed = step.commands.contains { command in
            guard let found = PackageManager.pip.installation(of: command, in: step) else { return false }
            return found.arguments.has("-r", "--requirement") || !found.packages.isEmpty
        }
        return isUsed
            ? KeptTool(what: "pip, which is needed to install only", step: step, isInstaller: true, isOfBase: true)
            : nil
    }
}
