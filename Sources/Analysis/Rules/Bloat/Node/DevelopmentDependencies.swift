import Evidence
import FileTree
import FoundationEssentials
import Packages

/// Node packages that only development needs.
struct DevelopmentDependencies: PathRule {
    let rule = Rule(
        id: "node-dev-dependencies", category: .bloat, severity: .high,
        title: "Development dependencies of Node packages are installed",
        why:
            "devDependencies are compilers, bundlers, linters and test runners: often most of node_modules, and most of its "
            + "known vulnerabilities.",
        remedy:
            "Install with npm ci --omit=dev (yarn workspaces focus --production, pnpm install --prod), or prune in a "
            + "builder stage and COPY --from node_modules.")
    let patterns: [PathPattern] = ["package.json"]
    let subject = "Node's development dependencies"
    let collectors: [any Collector] = [
        WholeFiles(
            "node-project", FileSelection([.exactly("package.json")], upTo: 1 << 20),
            FileSelection([.exactly(".package-lock.json")], upTo: 16 << 20))
    ]

    private struct Manifest: Decodable {
        var dependencies: [String: String]?
        var devDependencies: [String: String]?
        var optionalDependencies: [String: String]?
    }

    /// What npm writes into node_modules of each package that it installed (docs.npmjs.com, package-lock.json).
    private struct HiddenLock: Decodable {
        struct Package: Decodable { var dev: Bool? }
        var packages: [String: Package]
    }

    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        matches(in: image).compactMap { image.stack.parent(of: $0.path) }.flatMap { project in
            packages(of: project, in: image).flatMap { image.files(below: $0) }
        }.unique
    }

    /// The directories of a project's development dependencies.
    private func packages(of project: PathID, in image: AnalyzedImage) -> [PathID] {
        // An installed package's own devDependencies are never installed; a distribution's package brings what it needs.
        guard !isInstalled(project, in: image.stack), !isDistributed(project, in: image),
            let modules = image.child(of: project, named: "node_modules")
        else { return [] }
        if let lock = decode(HiddenLock.self, at: image.child(of: modules, named: ".package-lock.json"), in: image) {
            return lock.packages.filter { $0.value.dev == true }.keys.sorted()
                .compactMap { image.child(of: project, named: $0) }
        }
        guard let manifest = decode(Manifest.self, at: image.child(of: project, named: "package.json"), in: image)
        else { return [] }
        let needed = (manifest.dependencies ?? [:]).merging(manifest.optionalDependencies ?? [:]) { one, _ in one }
        return (manifest.devDependencies ?? [:]).keys.filter { needed[$0] == nil }.sorted()
            .compactMap { name in
                image.child(of: modules, named: name).map { stored($0, in: image) }
            }
    }

    /// Where pnpm put a package that node_modules only links to; a link elsewhere leads to a workspace's own code.
    private func stored(_ package: PathID, in image: AnalyzedImage) -> PathID {
        guard image.view?.kind(of: package) == .symbolicLink, let target = image.resolved(image.text(of: package)),
            image.stack.ancestors(of: target).contains(where: { image.stack.name(of: $0).elementsEqual(".pnpm".utf8) })
        else { return package }
        return target
    }

    private func isInstalled(_ path: PathID, in stack: LayerStack) -> Bool {
        stack.ancestors(of: path).contains { stack.name(of: $0).elementsEqual("node_modules".utf8) }
    }

    private func isDistributed(_ project: PathID, in image: AnalyzedImage) -> Bool {
        let manifest = image.child(of: project, named: "package.json")
        let owner = manifest.flatMap { image.packages.owner(of: $0) }
        return owner.map { [.dpkg, .apk, .rpm].contains($0.ecosystem) } ?? false
    }

    private func decode<Document: Decodable>(
        _ type: Document.Type, at path: PathID?, in image: AnalyzedImage
    ) -> Document? {
        guard let path, let bytes = image.text(at: path) else { return nil }
        return try? JSONDecoder().decode(type, from: Data(bytes))
    }
}

extension [PathIndex.File] {
    /// Each file once, in the order in which they first come.
    fileprivate var unique: [PathIndex.File] {
        var seen: Set<PathID> = []
        return filter { seen.insert($0.path).inserted }
    }
}
