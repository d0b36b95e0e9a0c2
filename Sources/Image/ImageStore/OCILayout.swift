import OCI

/// An OCI layout (image-layout.md): `index.json` and `blobs/`, in a directory or a tar.
enum OCILayout {
    /// Reads the layout. A missing `oci-layout` file is a warning.
    static func read(_ directory: any BlobDirectory, isArchive: Bool) throws(Fault) -> Contents {
        let index = try directory.decode(Index.self, at: "index.json")
        var walk = ManifestWalk(directory, naming: .layout)
        walk.walk(index)
        let images = walk.finish()
        var warnings = walk.warnings
        if !directory.contains("oci-layout") { warnings.append("the “oci-layout” file is missing") }
        return Contents(
            format: isArchive ? .ociArchive : .ociLayout, directory: directory, images: images, others: walk.others,
            warnings: warnings)
    }

    /// The names that a descriptor of an index gives: containerd's full name, else the reference name, which may be
    /// full or only a tag; nil when it gives none.
    static func names(_ descriptor: Descriptor) -> [String]? {
        let keys = ["io.containerd.image.name", "org.opencontainers.image.ref.name"]
        let name = keys.lazy.compactMap { descriptor.annotations[$0] }.first { !$0.isEmpty }
        return name.map { [$0] }
    }
}
