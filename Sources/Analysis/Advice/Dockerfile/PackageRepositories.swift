import Evidence
import FileTree
import Packages

/// Where an image's own layers tell a package manager to look for packages.
enum PackageRepositories {
    private static let places = [
        "etc/apt/keyrings/", "etc/apt/preferences.d/", "etc/apt/sources.list.d/", "etc/apt/trusted.gpg.d/",
        "usr/share/keyrings/", "etc/apk/keys/", "etc/apk/repositories",
    ]

    /// Their lists and keys, paths with leading slashes, sorted; with them the roots of trust that their addresses need.
    static func paths(in image: AnalyzedImage) -> [String] {
        guard let view = image.view else { return [] }
        var paths: [String] = []
        for layer in 1...max(1, image.stack.layerCount) where !image.isBase(layer: layer) {
            for entry in image.stack.entries(of: layer) {
                guard let path = image.stack.path(of: entry), view.entry(of: path) == entry, view.isPresent(path),
                    view.kind(of: path) == .regularFile, image.packages.owner(of: path) == nil,
                    places.contains(where: { image.text(of: path).hasPrefix($0) })
                else { continue }
                paths.append("/" + image.text(of: path))
            }
        }
        let trust = "etc/ssl/certs/ca-certificates.crt"
        let has = { (view: TreeView?) in
            image.stack.find(Array(trust.utf8)).map { view?.isPresent($0) == true } ?? false
        }
        if !paths.isEmpty, has(view), !has(image.baseTree) { paths.append("/" + trust) }
        return paths.sorted()
    }
}
