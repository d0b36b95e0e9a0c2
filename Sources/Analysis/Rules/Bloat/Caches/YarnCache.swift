import Evidence
import FileTree

/// What Yarn downloads.
struct YarnCache: PathRule {
    let rule = Rule(
        id: "yarn-cache", category: .bloat, severity: .medium, title: "Yarn's cache is kept",
        why: "Yarn keeps every package that it downloads beside node_modules.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/usr/local/share/.cache/yarn, or end the same RUN "
            + "with yarn cache clean.", knownAs: ["DL3060", "yarn-cache-kept"], isFreeToRemove: true, lesson: .caches)
    let patterns: [PathPattern] = [
        ".cache/yarn/**", ".yarn/cache/**", ".yarn/berry/cache/**", ".yarn/berry/metadata/**", ".pnp.cjs", ".pnp.js",
    ]
    let subject = "Yarn's cache"
    let isCache = true

    /// All but what programs load their packages from: with Plug'n'Play there is no node_modules, and `.pnp.cjs` leads
    /// into the project's cache, or into the user's where the project has none.
    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let maps = matches(in: image).filter { isMap($0.path, in: image.stack) }
        guard !maps.isEmpty else { return matches(in: image) }
        let own = maps.map { map in
            image.stack.parent(of: map.path).flatMap { image.child(of: $0, named: ".yarn/cache") }
        }
        let kept = Set(own.compactMap { $0 })
        let keepsShared = own.contains(nil)
        return matches(in: image).filter { file in
            !isMap(file.path, in: image.stack)
                && !image.stack.ancestors(of: file.path).contains { directory in
                    kept.contains(directory) || keepsShared && isShared(directory, in: image.stack)
                }
        }
    }

    private func isMap(_ path: PathID, in stack: LayerStack) -> Bool {
        [".pnp.cjs", ".pnp.js"].contains { stack.name(of: path).elementsEqual($0.utf8) }
    }

    private func isShared(_ directory: PathID, in stack: LayerStack) -> Bool {
        guard let parent = stack.parent(of: directory) else { return false }
        return stack.name(of: directory).elementsEqual("berry".utf8)
            && stack.name(of: parent).elementsEqual(".yarn".utf8)
    }
}
