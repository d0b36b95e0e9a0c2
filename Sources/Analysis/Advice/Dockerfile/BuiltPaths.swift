import Evidence
import FileTree
import Packages
import Rules

/// What the final stage has to take from the builder: the paths that instructions made and that stay.
struct BuiltPaths {
    private let image: AnalyzedImage
    private let kept: [Int: [PathID]]
    /// Paths that are there before anything is built: of the base image, and of what is copied from the context.
    private var given: Set<PathID> = []

    /// Directories that packages of the system and their scripts fill.
    private static let system: Set<String> = [
        "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "run", "sbin", "sys", "tmp", "usr",
        "var",
    ]
    /// So many paths of one directory are copied as the directory.
    private static let most = 3

    /// - Parameters:
    ///   - kept: The entries that stay.
    ///   - builtLayers: The layers of the instructions that build, from 1.
    ///   - withBase: Whether the final stage lacks what the base has outside of packages.
    init(of image: AnalyzedImage, kept: Set<EntryReference>, builtLayers: Set<Int>, withBase: Bool) {
        self.image = image
        var paths: [Int: [PathID]] = [:]
        for entry in kept where withBase || !image.isBase(layer: entry.layer) {
            guard let path = image.stack.path(of: entry), BuiltPaths.isBuilt(path, in: image) else { continue }
            paths[entry.layer, default: []].append(path)
        }
        self.kept = paths
        for layer in 1...max(1, image.stack.layerCount) where !builtLayers.contains(layer) {
            guard !(withBase && image.isBase(layer: layer)) else { continue }
            for entry in image.stack.entries(of: layer) {
                var next = image.stack.path(of: entry)
                while let path = next, given.insert(path).inserted { next = image.stack.parent(of: path) }
            }
        }
    }

    /// Whether a file is no package's, and lies where packages put none (Filesystem Hierarchy Standard).
    static func isBuilt(_ path: PathID, in image: AnalyzedImage) -> Bool {
        if let owner = image.packages.owner(of: path), owner.ecosystem.isSystem { return false }
        let text = image.text(of: path)
        if text.hasPrefix("usr/local/") || text.hasPrefix("usr/src/") || text.hasPrefix("var/www/") { return true }
        return !system.contains(String(text.prefix { $0 != "/" }))
    }

    /// The paths from the root that the layers made, sorted: whole directories where all of it is new.
    func paths(ofLayers layers: Set<Int>) -> [String] {
        var roots: [PathID: Set<PathID>] = [:]
        for path in layers.flatMap({ kept[$0] ?? [] }) where !isMadeAnew(path) {
            var root = path
            while let parent = image.stack.parent(of: root), parent != .root, !given.contains(parent) { root = parent }
            roots[image.stack.parent(of: root) ?? .root, default: []].insert(root)
        }
        let paths = roots.flatMap { parent, children in
            parent == .root || children.count <= BuiltPaths.most ? Array(children) : [parent]
        }
        return paths.map { "/" + image.text(of: $0) }.sorted()
    }

    /// Whether it is byte code of a module that is there without it: Python writes that by itself.
    private func isMadeAnew(_ path: PathID) -> Bool {
        image.source(ofByteCode: path).map(given.contains) ?? false
    }

    /// Whether all files of a layer that stay are sources that are compiled, or tell how: no program reads them.
    func isCompiledSource(layer: Int) -> Bool {
        let files = (kept[layer] ?? []).map { FilePath(image.stack.path(of: $0)) }
        return !files.isEmpty
            && files.allSatisfy { file in
                BuiltPaths.buildNames.contains(String(file.name))
                    || BuiltPaths.sources.contains { file.name.hasSuffix($0) }
            }
    }

    private static let sources = [
        ".c", ".cc", ".cpp", ".cs", ".csproj", ".go", ".gradle", ".h", ".hpp", ".hs", ".java", ".kt", ".md", ".mod",
        ".rs", ".scala", ".sum", ".swift", ".zig",
    ]
    private static let buildNames: Set<String> = [
        ".dockerignore", ".gitignore", "CMakeLists.txt", "Cargo.lock", "Cargo.toml", "Dockerfile", "LICENSE",
        "Makefile", "Package.resolved", "pom.xml",
    ]
}
