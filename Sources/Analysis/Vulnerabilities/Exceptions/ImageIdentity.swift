import ImageStore
import Packages

/// The names and digests by which a VEX document may mean an image.
struct ImageIdentity {
    /// A name of the image, its parts apart: `docker.io/library/debian:12`.
    private struct Name {
        /// With the registry, as engines complete it.
        let repository: String
        let tag: String

        init(_ text: String) {
            let path = text.prefix { $0 != "@" }
            let slash = path.lastIndex(of: "/") ?? path.startIndex
            let colon = path[slash...].lastIndex(of: ":")
            tag = colon.map { String(path[path.index(after: $0)...]) } ?? "latest"
            repository = Name.whole(String(colon.map { path[..<$0] } ?? path))
        }

        /// A repository's name with Docker Hub's registry and `library` where it has none.
        static func whole(_ text: String) -> String {
            var parts = text.lowercased().split(separator: "/").map(String.init)
            if ["index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"].contains(parts.first) {
                parts[0] = "docker.io"
            }
            let hasRegistry =
                parts.count > 1 && (parts[0].contains(".") || parts[0].contains(":") || parts[0] == "localhost")
            if !hasRegistry { parts.insert("docker.io", at: 0) }
            if parts[0] == "docker.io", parts.count == 2 { parts.insert("library", at: 1) }
            return parts.joined(separator: "/")
        }

        var last: Substring { repository.split(separator: "/").last ?? "" }
    }

    private let names: [Name]
    private let references: Set<String>
    private let digests: Set<String>
    private let architecture: String

    init(_ image: StoredImage) {
        names = image.references.map(Name.init)
        references = Set(image.references)
        digests = Set([image.id, image.manifestDigest].compactMap { $0?.lowercased() })
        architecture = image.platform.architecture
    }

    /// Whether a product is the image: by a package URL of type `oci` or `docker`, a name, or a digest.
    func isMeant(by component: VEXDocument.Component) -> Bool {
        component.hashes.contains { digests.contains("sha256:\($0.lowercased())") }
            || component.names.contains { name in
                PackageURL.Parts(name).map(isMeant)
                    ?? (references.contains(name) || digests.contains(name.lowercased()))
            }
    }

    private func isMeant(by parts: PackageURL.Parts) -> Bool {
        let qualifiers = parts.qualifiers
        guard parts.type == "oci" || parts.type == "docker" else { return false }
        if let wanted = qualifiers["arch"], wanted != architecture { return false }
        // The digest tells the image, whatever it is called here.
        if let version = parts.version, version.contains(":") { return digests.contains(version.lowercased()) }
        let path = (parts.namespace + [parts.name]).joined(separator: "/")
        let tag = qualifiers["tag"] ?? parts.version
        return names.contains { name in
            guard tag == nil || tag == name.tag else { return false }
            if let repository = qualifiers["repository_url"] {
                let whole = Name.whole(repository)
                return whole == name.repository || Name.whole("\(repository)/\(parts.name)") == name.repository
            }
            return parts.namespace.isEmpty && parts.type == "oci"
                ? name.last == parts.name.lowercased() : Name.whole(path) == name.repository
        }
    }
}
