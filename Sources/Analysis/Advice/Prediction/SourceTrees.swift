import Dockerfile
import Evidence
import FileTree
import Packages
import Rules

/// Directories in which programs were built: what nothing of them runs or names stays in the builder.
struct SourceTrees {
    /// The files that stay in the builder.
    private(set) var files: Set<PathID> = []
    /// The directories that stay there whole, sorted.
    private(set) var directories: [String] = []

    private let image: AnalyzedImage
    private let closure: RuntimeClosure
    /// The application's, while the directories are looked for.
    private var texts: [(path: String, text: String)] = []

    init(of image: AnalyzedImage, view: TreeView, closure: RuntimeClosure) {
        (self.image, self.closure) = (image, closure)
        guard closure.isComplete else { return }
        texts = ApplicationText.files(of: image, view: view)
        for (root, members) in trees(in: view) where isForBuilding(members) { leaveOut(root, members) }
        directories.sort()
        texts = []
    }

    // MARK: Finding them

    /// The files below each directory that is the topmost one of the image's own.
    private func trees(in view: TreeView) -> [PathID: [PathID]] {
        var trees: [PathID: [PathID]] = [:]
        var roots: [PathID: PathID] = [:]
        for layer in 1...max(1, image.stack.layerCount) where !image.isBase(layer: layer) {
            for entry in image.stack.entries(of: layer) {
                guard let path = image.stack.path(of: entry), view.isPresent(path), view.entry(of: path) == entry,
                    view.kind(of: path) != .directory, let parent = image.stack.parent(of: path),
                    let root = root(of: parent, &roots)
                else { continue }
                trees[root, default: []].append(path)
            }
        }
        return trees
    }

    /// The topmost directory above a path that the base has not; the root for none.
    private func root(of directory: PathID, _ known: inout [PathID: PathID]) -> PathID? {
        if let root = known[directory] { return root == .root ? nil : root }
        var top: PathID = .root
        var next: PathID? = directory
        while let path = next, path != .root {
            if !isInBase(path) { top = path }
            next = image.stack.parent(of: path)
        }
        let text = image.text(of: top)
        if SystemPlaces.contains(text + "/") || text.hasPrefix("usr/local/") && !text.hasPrefix("usr/local/src/") {
            top = .root
        }
        known[directory] = top
        return top == .root ? nil : top
    }

    private func isInBase(_ path: PathID) -> Bool { image.baseTree?.isPresent(path) == true }

    /// Whether it holds sources that are compiled, or says how, and is no prefix that something was installed in.
    private func isForBuilding(_ members: [PathID]) -> Bool {
        let paths = members.map { FilePath(image.stack.path(of: $0)) }
        guard !paths.contains(where: { $0.name == "pyvenv.cfg" || $0.contains("conda-meta") }) else { return false }
        return paths.contains { path in
            !SourceTrees.isInstalled(path)
                && (SourceTrees.sources.contains { path.name.hasSuffix($0) }
                    || SourceTrees.manifests.contains(String(path.name)))
        }
    }

    // MARK: Leaving them out

    private mutating func leaveOut(_ root: PathID, _ members: [PathID]) {
        let name = image.text(of: root)
        let home = (image.image.config.config.workingDirectory ?? "/").drop { $0 == "/" }
        let isHome = home == name || home.hasPrefix(name + "/")
        let isReached = members.contains { closure.files[$0] != nil }
        let isNamed = isNamed("/" + name)
        if !isReached, !isNamed, !isHome || members.allSatisfy({ isSource($0) || isProduct($0) }) {
            files.formUnion(members)
            directories.append("/" + name)
        } else if closure.readsNoSources {
            // A program that was compiled reads data beside it, and no source.
            files.formUnion(members.filter { closure.files[$0] == nil && (isHardSource($0) || isProduct($0)) })
        }
    }

    /// Whether what starts, the environment, a link or a text of the application outside of it names a directory.
    private func isNamed(_ directory: String) -> Bool {
        let config = image.image.config.config
        let words = (config.entrypoint ?? []) + (config.command ?? []) + (config.healthcheck?.test ?? [])
        if (words + config.environment + config.volumes).contains(where: { $0.names(directory) }) { return true }
        return texts.contains { !$0.path.hasPrefix(directory.dropFirst() + "/") && $0.text.names(directory) }
    }

    private func isSource(_ path: PathID) -> Bool {
        let file = FilePath(image.stack.path(of: path))
        return SourceTrees.manifests.contains(String(file.name)) || SourceTrees.names.contains(String(file.name))
            || (SourceTrees.sources + SourceTrees.others).contains { file.name.hasSuffix($0) }
    }

    private func isHardSource(_ path: PathID) -> Bool {
        let file = FilePath(image.stack.path(of: path))
        return !SourceTrees.isInstalled(file) && SourceTrees.sources.contains { file.name.hasSuffix($0) }
    }

    /// What a compiler leaves beside the program.
    private func isProduct(_ path: PathID) -> Bool {
        let file = FilePath(image.stack.path(of: path))
        if SourceTrees.isInstalled(file) { return false }
        if SourceTrees.products.contains(where: { file.name.hasSuffix($0) }) { return true }
        if file.contains("CMakeFiles") || file.contains("autom4te.cache") || file.contains(".deps") { return true }
        return file.contains("target")
            && ["deps", "build", "incremental", ".fingerprint", "examples"].contains { file.contains($0) }
    }

    /// Whether a path is of a library that a language's package manager installed, which may bring its sources.
    private static func isInstalled(_ path: FilePath) -> Bool {
        ["site-packages", "dist-packages", "node_modules", "gems", "vendor", "venv", ".venv"].contains {
            path.contains($0)
        }
    }

    private static let sources = [
        ".c", ".cc", ".cpp", ".cs", ".csproj", ".cxx", ".f90", ".go", ".gradle", ".h", ".hh", ".hpp", ".hs", ".java",
        ".kt",
        ".ml", ".nim", ".rs", ".scala", ".swift", ".xs", ".zig",
    ]
    private static let others = [".am", ".in", ".m4", ".md", ".mod", ".sum", ".ac"]
    private static let products = [".o", ".lo", ".la", ".obj", ".gcda", ".gcno", ".rlib", ".rmeta", ".d"]
    private static let manifests: Set<String> = [
        "Build.PL", "CMakeLists.txt", "Cargo.toml", "GNUmakefile", "Makefile", "Makefile.PL", "Makefile.am",
        "Package.swift",
        "build.gradle", "build.xml", "build.zig", "config.m4", "configure", "configure.ac", "go.mod", "meson.build",
        "pom.xml",
    ]
    private static let names: Set<String> = [
        ".dockerignore", ".gitignore", "Cargo.lock", "Dockerfile", "LICENSE", "MYMETA.json", "MYMETA.yml",
        "Package.resolved", "README", "config.log", "config.status", "libtool",
    ]
}
