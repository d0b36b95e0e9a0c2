import Dockerfile
import Evidence
import FileTree
import Packages

/// What builds and installs stays in the image: compilers in an image of one stage; uv, poetry and their like, and pip
/// where it installs, in the last stage.
struct SingleStageBuild: WrittenFileRule, ImageRule {
    let rule = Rule(
        id: "single-stage-build", category: .lesson, severity: .medium,
        title: "Tools of the build are in the image",
        why:
            "What compiles and installs is not needed to run. In one stage it all stays in the image: bytes to push, and "
            + "tools for whoever breaks in.",
        remedy: "Build in a stage of its own, FROM … AS builder, and take only the result: COPY --from=builder.",
        isLesson: true, lesson: .stages)

    /// Sections of Debian's archive whose packages serve to make software; the interpreters are none of them.
    private static let sections: Set<String> = ["devel", "libdevel", "vcs"]
    /// Packages of others that compile.
    private static let names: Set<String> = [
        "build-base", "gcc", "g++", "make", "cmake", "binutils", "musl-dev", "gcc-c++", "clang", "rust", "cargo", "go",
        "git", "maven", "automake", "autoconf", "patch", "linux-headers",
    ]
    /// Parts of sections that each system has.
    private static let harmless: Set<String> = ["libc-dev-bin", "libtool-bin"]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        KeptTool.kept(in: dockerfile).map { tool in
            rule.finding(
                "the last stage keeps \(tool.what)", at: tool.step, in: dockerfile,
                severity: tool.isInstaller && tool.isOfBase ? .low : nil)
        }
    }

    func findings(in image: AnalyzedImage) -> [Finding] {
        let compilers = compilers(in: image)
        return compilers + installers(in: image, asksForPip: compilers.isEmpty)
    }

    private func compilers(in image: AnalyzedImage) -> [Finding] {
        guard image.stages.graph?.stages.count ?? 1 == 1, let view = image.view else { return [] }
        let tools = image.packages.packages.filter { package in
            guard package.ecosystem.isSystem, !SingleStageBuild.harmless.contains(package.name) else { return false }
            let section = package.section?.split(separator: "/").last.map(String.init) ?? ""
            return SingleStageBuild.sections.contains(section) || SingleStageBuild.names.contains(package.name)
        }
        let compilers = tools.filter {
            ["gcc", "g++", "clang", "build-base", "gcc-c++", "rust", "go"].contains($0.name)
        }
        guard !compilers.isEmpty || tools.count >= 5 else { return [] }
        var seen: Set<EntryReference> = []
        let items = tools.flatMap(\.files).compactMap { path -> Finding.Item? in
            guard let entry = view.entry(of: path), let contents = image.stack.contents(of: entry) else { return nil }
            let bytes = image.stack.entry(contents).size
            guard bytes > 0, seen.insert(contents).inserted else { return nil }
            return Finding.Item(path: path, entry: contents, bytes: bytes)
        }.sorted { $0.bytes == $1.bytes ? $0.path < $1.path : $0.bytes > $1.bytes }
        let bytes = items.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
        let largest = tools.sorted { $0.size > $1.size }.prefix(4).map { "\($0.name) \(ByteCount($0.size))" }
        let ownLayers = tools.filter { !image.isBase(layer: $0.layer) }
        let whose = ownLayers.isEmpty ? "all of the base image" : "\(ownLayers.count) by own instructions"
        return [
            Finding(
                rule, title: "\(ByteCount(bytes)) of compilers and build tools in an image of one stage",
                layer: (ownLayers.first ?? tools.first)?.layer,
                line: ownLayers.first.flatMap { image.line(ofLayer: $0.layer) },
                bytes: bytes,
                evidence:
                    "\(tools.count) packages by their section and name, \(whose): \(largest.joined(separator: ", ")).",
                items: items, confidence: image.stages.graph == nil ? .medium : .high)
        ]
    }
}
