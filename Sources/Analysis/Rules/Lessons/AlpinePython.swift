import Dockerfile
import Evidence
import Packages

/// Python packages installed on Alpine, whose libc few wheels are made for: what has none is compiled.
struct AlpinePython: WrittenFileRule, ImageRule {
    let rule = Rule(
        id: "alpine-python", category: .lesson, severity: .medium,
        title: "Python packages are installed on Alpine",
        why:
            "Wheels on PyPI are made for glibc; Alpine has musl. A package without a musllinux wheel is compiled: that "
            + "takes compilers, headers and minutes in each build, and saves nothing against a slim base.",
        remedy: "Start from the -slim variant of the same version, or make sure that all packages have musllinux "
            + "wheels: pip install --only-binary :all:.",
        isLesson: true, lesson: .bases)

    private static let compilers: Set<String> = ["gcc", "g++", "build-base", "musl-dev", "rust", "cargo", "clang"]
    /// Packages that are Python alone, by which others are installed.
    private static let plain: Set<String> = ["pip", "setuptools", "wheel", "uv", "virtualenv", "pipenv", "awscli"]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        var found: [Int: Finding] = [:]
        dockerfile.visitStages { step, _, after in
            guard let stage = step.stage, found[stage] == nil, let base = after.base, base.system == .alpine,
                dockerfile.graph.stages[stage].role != .unbuilt,
                let command = step.commands.first(where: { AlpinePython.mayCompile($0, in: step) })
            else { return }
            let compiles = after.hasPackage(where: AlpinePython.compilers.contains)
            found[stage] = rule.finding(
                compiles
                    ? "Python packages are compiled: \(base.reference) has musl, and compilers are installed for it"
                    : "\(base.reference) has musl: Python packages without musllinux wheels must be compiled",
                at: command, severity: compiles ? nil : .low)
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func mayCompile(_ command: ShellCommand, in step: DockerfileStep) -> Bool {
        if let manager = DependencyManager.installing(by: command), ["uv", "poetry", "pipenv"].contains(manager.name) {
            return true
        }
        guard let pip = PackageManager.pip.installation(of: command, in: step) else { return false }
        if pip.arguments.value("--only-binary")?.hasPrefix(":all:") == true { return false }
        return pip.arguments.has("-r", "--requirement")
            || pip.packages.contains { !plain.contains(String($0.text.prefix { !"=<>~![".contains($0) })) }
    }

    var collectors: [any Collector] {
        [
            WholeFiles(
                "wheels",
                FileSelection([.exactly("WHEEL")], upTo: 64 << 10) { path, _ in
                    path.directory.hasSuffix(".dist-info")
                })
        ]
    }

    /// A wheel's tags tell who built it: `musllinux_1_2_x86_64` came from the index, `linux_x86_64` was compiled here.
    func findings(in image: AnalyzedImage) -> [Finding] {
        guard image.packages.distribution?.id == "alpine" else { return [] }
        let python = image.packages.packages.filter { $0.ecosystem == .python && !image.isBase(layer: $0.layer) }
        let compiled = python.filter { isCompiled($0, in: image) }
        guard let first = compiled.first else { return [] }
        let names = compiled.map { "\($0.name) \($0.version)" }
        return [
            Finding(
                rule, title: "\(compiled.count) Python packages were compiled for musl", layer: first.layer,
                line: image.line(ofLayer: first.layer),
                evidence: "Their WHEEL files say linux, not musllinux: \(EvidenceText.list(names)).",
                confidence: .high)
        ]
    }

    private func isCompiled(_ package: Package, in image: AnalyzedImage) -> Bool {
        guard let wheel = package.files.first(where: { image.stack.name(of: $0).elementsEqual("WHEEL".utf8) }),
            let entry = image.view?.entry(of: wheel), let bytes = image.contents.bytes(of: entry, in: image.stack)
        else { return false }
        let tags = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).filter {
            $0.hasPrefix("Tag:")
        }
        return tags.contains { $0.split(separator: "-").last?.hasPrefix("linux_") == true }
    }
}
