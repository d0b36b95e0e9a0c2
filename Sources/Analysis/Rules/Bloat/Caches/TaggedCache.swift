import Evidence
import FileTree

/// Directories that say of themselves that they are caches (bford.info/cachedir).
struct TaggedCache: PathRule {
    let rule = Rule(
        id: "tagged-cache", category: .bloat, severity: .medium, title: "A directory that is tagged as a cache is kept",
        why: "A CACHEDIR.TAG with the signature says that all below it can be made anew at any time: backups leave it "
            + "out, and images should.",
        remedy:
            "Put the directory on a cache mount, RUN --mount=type=cache,target=…, list it in .dockerignore, or delete "
            + "it in the same RUN.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["CACHEDIR.TAG"]
    let subject = "tagged caches"
    let collectors: [any Collector] = [
        WholeFiles("cache-tag", FileSelection([.exactly("CACHEDIR.TAG")], upTo: 4 << 10))
    ]

    private static let signature = Array("Signature: 8a477f597d28d172789f06886806bc55".utf8)

    /// All below the tagged directories but for what the rules on single tools list.
    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let tags = matches(in: image).filter { image.text(at: $0.path)?.starts(with: TaggedCache.signature) == true }
        guard !tags.isEmpty else { return [] }
        // uv tags the virtual environments that it makes, and these run.
        let roots = Set(tags.compactMap { image.stack.parent(of: $0.path) }.filter { !isVirtualEnvironment($0, image) })
        let listed = Set(
            RuleTable.image.compactMap { $0 as? any PathRule }.filter(\.isCache)
                .flatMap { image.paths.files(of: $0.rule.id) }.map(\.path))
        // A tagged directory below another is in the other's tree.
        let outer = roots.filter { !image.stack.ancestors(of: $0).contains(where: roots.contains) }
        return outer.sorted().flatMap { image.files(below: $0) }.filter { !listed.contains($0.path) }
    }

    private func isVirtualEnvironment(_ directory: PathID, _ image: AnalyzedImage) -> Bool {
        image.stack.children(of: directory).contains { child in
            image.view?.isPresent(child) == true && image.stack.name(of: child).elementsEqual("pyvenv.cfg".utf8)
        }
    }
}
