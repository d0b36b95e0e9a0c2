import OCI

/// What `docker save` writes since version 1.10, and others after it: `manifest.json`, an array of images, each with
/// the members that hold its configuration and its layers.
enum DockerArchive {
    /// The images that `manifest.json` lists; throws when there is none to read.
    static func entries(in directory: any BlobDirectory) throws(Fault) -> [DockerManifest] {
        let bytes = try directory.document("manifest.json")
        do {
            return try DockerManifest.list(from: bytes)
        } catch {
            throw Fault(.damaged, "is damaged: manifest.json \(error)")
        }
    }

    /// Reads the archive.
    static func read(_ directory: any BlobDirectory) throws(Fault) -> Contents {
        var contents = Contents(format: .dockerArchive, directory: directory)
        for entry in try entries(in: directory) { add(entry, to: &contents) }
        return contents
    }

    /// Joins `manifest.json` with what the index of the same archive told: names for images that both know, and
    /// images that only `manifest.json` takes for such.
    static func merge(_ entries: [DockerManifest], into contents: inout Contents) {
        if contents.format == .ociArchive { contents.format = .dockerArchive }
        for entry in entries {
            let digest = digest(ofMember: entry.config)
            let places = contents.images.indices.filter { contents.images[$0].id == digest }
            guard !places.isEmpty else {
                add(entry, to: &contents)
                continue
            }
            for place in places where !entry.repoTags.isEmpty {
                contents.images[place] = contents.images[place].renamed(entry.repoTags)
            }
        }
    }

    private static func add(_ entry: DockerManifest, to contents: inout Contents) {
        do throws(Fault) {
            let image = try image(entry, in: contents.directory)
            if let same = contents.images.firstIndex(where: { $0.id == image.id && $0.manifestDigest == nil }) {
                var names = contents.images[same].references
                names.append(new: image.references)
                contents.images[same] = contents.images[same].renamed(names)
            } else {
                contents.images.append(image)
            }
        } catch {
            let isAbsent = contents.directory.find(entry.config).window == nil
            contents.others.append(
                OtherManifest(
                    kind: isAbsent ? .absent : .unreadable, digest: digest(ofMember: entry.config),
                    references: entry.repoTags, platform: nil, reason: error.words))
        }
    }

    private static func image(_ entry: DockerManifest, in directory: any BlobDirectory) throws(Fault) -> StoredImage {
        let (bytes, config) = try ImageAssembly.configuration(directory.find(entry.config), named: entry.config)
        let layers = entry.layers.enumerated().map { place, member in
            layer(member, diffID: place < config.diffIDs.count ? config.diffIDs[place] : nil, entry, directory)
        }
        return ImageAssembly(
            configBytes: bytes, config: config, claimedConfigDigest: digest(ofMember: entry.config),
            references: entry.repoTags, layers: layers
        ).image
    }

    private static func layer(
        _ member: String, diffID: String?, _ entry: DockerManifest, _ directory: any BlobDirectory
    ) -> ImageAssembly.Layer {
        let source = diffID.flatMap { entry.layerSources[$0] }
        return ImageAssembly.Layer(
            name: member, digest: digest(ofMember: member), mediaType: source?.mediaType, found: directory.find(member))
    }

    /// The digest in a member's name: `blobs/sha256/<hex>`, `sha256:<hex>`, `<hex>.json`, `<hex>.tar`,
    /// `<hex>.tar.gz`; nil for `<id>/layer.tar` and other names.
    static func digest(ofMember member: String) -> String? {
        let parts = member.split(separator: "/").filter { $0 != "." }
        guard let last = parts.last else { return nil }
        if parts.count == 3, parts[0] == "blobs" {
            return Digest(algorithm: String(parts[1]), hex: String(last))?.description
        }
        guard parts.count == 1 else { return nil }
        if let digest = Digest(last) { return digest.description }
        let stem = last.prefix { $0 != "." }
        let suffixes = ["", ".json", ".tar", ".tar.gz"]
        guard suffixes.contains(String(last.dropFirst(stem.count))) else { return nil }
        return Digest(algorithm: "sha256", hex: String(stem))?.description
    }
}

extension StoredImage {
    /// The same image under other names.
    func renamed(_ references: [String]) -> StoredImage {
        StoredImage(
            id: id, manifestDigest: manifestDigest, references: references, platform: platform, config: config,
            configBytes: configBytes, layers: layers, annotations: annotations, attestations: attestations,
            warnings: warnings)
    }
}
