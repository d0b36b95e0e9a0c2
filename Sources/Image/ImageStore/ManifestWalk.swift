import Archive
import OCI

/// Walks an index, the indexes below it and their manifests, and sorts what is there: images, attestations of images,
/// and what is neither.
///
/// Manifests of other platforms are often listed and absent; that is noted, never a failure.
struct ManifestWalk {
    /// Indexes inside one another at most.
    static let maximumDepth = 8
    /// Descriptors followed at most, so that indexes that list one another many times over come to an end.
    static let maximumDescriptors = 20_000

    let directory: any BlobDirectory
    let naming: BlobNaming
    private var entries: [Entry] = []
    /// Where an image stands in the entries, by its manifest's digest.
    private var places: [String: Int] = [:]
    private var attestations: [PendingAttestation] = []
    private(set) var others: [OtherManifest] = []
    private var known: Set<OtherManifest> = []
    /// The descriptors that were followed, with the names on the way.
    private var followed: Set<Followed> = []
    private var budget = DocumentBudget()
    private(set) var warnings: [String] = []
    private var descriptorCount = 0

    /// An image on its way: the same manifest can be listed under several names.
    private struct Entry {
        let digest: String
        var assembly: ImageAssembly
    }

    private struct Followed: Hashable {
        let digest: String
        let names: [String]
    }

    private struct PendingAttestation {
        let subject: String?
        let statements: [Attestation]
        let other: OtherManifest
    }

    /// What leads to a descriptor: the names and annotations of the indexes above it.
    struct Path {
        var names: [String] = []
        var annotations: [String: String] = [:]
        var depth = 0
        /// The indexes on the way, which must not come again.
        var digests: Set<String> = []
    }

    init(_ directory: any BlobDirectory, naming: BlobNaming) {
        self.directory = directory
        self.naming = naming
    }

    /// The images found, with their attestations.
    mutating func finish() -> [StoredImage] {
        for pending in attestations {
            let subject = pending.subject ?? (entries.count == 1 ? entries[0].digest : nil)
            if let place = subject.flatMap({ places[$0] }) {
                entries[place].assembly.attestations += pending.statements
            } else {
                if known.insert(pending.other).inserted { others.append(pending.other) }
            }
        }
        attestations = []
        return entries.map(\.assembly.image)
    }

    /// Follows every descriptor of `index`.
    mutating func walk(_ index: Index, below path: Path = Path()) {
        for descriptor in index.manifests {
            descriptorCount += 1
            guard descriptorCount <= ManifestWalk.maximumDescriptors else {
                if descriptorCount == ManifestWalk.maximumDescriptors + 1 {
                    warnings.append("only \(ManifestWalk.maximumDescriptors) manifests of the index are looked at")
                }
                return
            }
            follow(descriptor, below: path)
        }
    }

    private mutating func follow(_ descriptor: Descriptor, below path: Path) {
        var path = path
        if let names = OCILayout.names(descriptor) { path.names = names }
        path.annotations.merge(descriptor.annotations) { $1 }
        if let place = places[descriptor.digest] {
            entries[place].assembly.references.append(new: path.names)
            return
        }
        guard followed.insert(Followed(digest: descriptor.digest, names: path.names)).inserted else { return }
        guard let digest = Digest(descriptor.digest) else {
            note(.unreadable, descriptor, path, "a manifest has a malformed digest, “\(descriptor.digest)”")
            return
        }
        let name = "manifest \(digest.algorithm):\(digest.short)"
        switch directory.findFirst(naming.manifestPaths(of: digest)) {
        case .missing(let reason):
            let platform = descriptor.platform.map { " for \($0)" } ?? ""
            let kind: OtherManifest.Kind = subject(of: descriptor) == nil ? .absent : .attestation
            note(kind, descriptor, path, "\(name)\(platform) \(reason)")
        case .file(let window):
            do throws(Fault) {
                try budget.take(window.length)
                try read(window.document(named: name), of: descriptor, below: path)
            } catch {
                note(.unreadable, descriptor, path, error.words)
            }
        }
    }

    private mutating func read(_ bytes: [UInt8], of descriptor: Descriptor, below path: Path) throws(Fault) {
        let name = "manifest \(descriptor.digest)"
        do throws(JSONDocumentError) {
            if MediaType.isIndex(descriptor.mediaType) {
                return try descend(JSONDocument.decode(Index.self, from: bytes), of: descriptor, below: path)
            }
            guard let manifest = try? JSONDocument.decode(Manifest.self, from: bytes) else {
                return try readUntyped(bytes, of: descriptor, below: path)
            }
            add(manifest, of: descriptor, below: path, bytes: bytes)
        } catch {
            throw Fault(.damaged, "\(name) \(error)")
        }
    }

    /// A document that is no image manifest though its descriptor does not say index.
    private mutating func readUntyped(
        _ bytes: [UInt8], of descriptor: Descriptor, below path: Path
    ) throws(JSONDocumentError) {
        if let index = try? JSONDocument.decode(Index.self, from: bytes) {
            return descend(index, of: descriptor, below: path)
        }
        if descriptor.mediaType == MediaType.artifactManifest {
            return note(.artifact, descriptor, path, "an OCI artifact manifest, no image")
        }
        _ = try JSONDocument.decode(Manifest.self, from: bytes)
    }

    private mutating func descend(_ index: Index, of descriptor: Descriptor, below path: Path) {
        var path = path
        path.depth += 1
        guard path.digests.insert(descriptor.digest).inserted, path.depth <= ManifestWalk.maximumDepth else {
            return note(.unreadable, descriptor, path, "an index that contains itself or nests too deeply")
        }
        if index.manifests.isEmpty { note(.artifact, descriptor, path, "an index without manifests") }
        path.annotations.merge(index.annotations) { $1 }
        walk(index, below: path)
    }

    /// Takes up a manifest, read from `bytes`: as an image, an attestation, or an artifact.
    mutating func add(_ manifest: Manifest, of descriptor: Descriptor, below path: Path, bytes: [UInt8]) {
        let isInToto = !manifest.layers.isEmpty && manifest.layers.allSatisfy { $0.mediaType == MediaType.inToto }
        if subject(of: descriptor) != nil || isInToto || manifest.artifactType == MediaType.attestationManifest {
            return addAttestation(manifest, of: descriptor, below: path)
        }
        guard !manifest.isArtifact else {
            return note(OtherManifest.Kind(manifest), descriptor, path, OtherManifest.words(for: manifest))
        }
        do throws(Fault) {
            var assembly = try assembly(of: manifest, descriptor, below: path)
            let actual = "sha256:" + DigestHasher.sha256(of: bytes)
            if descriptor.digest.hasPrefix("sha256:"), actual != descriptor.digest {
                assembly.warnings.append("the manifest \(descriptor.digest) is not what its digest promises")
            }
            places[descriptor.digest] = entries.count
            entries.append(Entry(digest: descriptor.digest, assembly: assembly))
        } catch {
            let isAbsent = directory.blob(manifest.config.digest, naming: naming).window == nil
            note(isAbsent ? .absent : .unreadable, descriptor, path, error.words)
        }
    }

    private mutating func assembly(
        of manifest: Manifest, _ descriptor: Descriptor, below path: Path
    ) throws(Fault) -> ImageAssembly {
        try ImageAssembly.check(layerCount: manifest.layers.count)
        let digest = manifest.config.digest
        let found = directory.blob(digest, naming: naming)
        try budget.take(found.window?.length ?? 0)
        let (bytes, config) = try ImageAssembly.configuration(found, named: digest)
        return ImageAssembly(
            configBytes: bytes, config: config, claimedConfigDigest: digest, manifestDigest: descriptor.digest,
            references: path.names, platform: descriptor.platform, layers: manifest.layers.map(layer),
            annotations: path.annotations.merging(manifest.annotations) { $1 })
    }

    private func layer(_ descriptor: Descriptor) -> ImageAssembly.Layer {
        ImageAssembly.Layer(
            name: descriptor.digest, digest: descriptor.digest,
            mediaType: descriptor.mediaType.isEmpty ? nil : descriptor.mediaType,
            claimedSize: descriptor.size == 0 ? nil : descriptor.size, urls: descriptor.urls,
            annotations: descriptor.annotations, found: directory.blob(descriptor.digest, naming: naming))
    }
}

extension ManifestWalk {
    /// The image that a descriptor's annotations say it attests: BuildKit's way, and that of Docker 29.
    private func subject(of descriptor: Descriptor) -> String? {
        let annotations = descriptor.annotations
        if annotations["vnd.docker.reference.type"] == "attestation-manifest" {
            return annotations["vnd.docker.reference.digest"]
        }
        return annotations["io.containerd.manifest.subject"]
    }

    private mutating func addAttestation(_ manifest: Manifest, of descriptor: Descriptor, below path: Path) {
        let statements = manifest.layers.compactMap { layer -> Attestation? in
            guard layer.mediaType == MediaType.inToto || layer.annotations["in-toto.io/predicate-type"] != nil,
                let window = directory.blob(layer.digest, naming: naming).window
            else { return nil }
            return Attestation(
                predicateType: layer.annotations["in-toto.io/predicate-type"] ?? "", digest: layer.digest,
                window: window)
        }
        let other = OtherManifest(
            kind: .attestation, digest: descriptor.digest, references: path.names, platform: descriptor.platform,
            reason: "an attestation of an image that is not here")
        attestations.append(
            PendingAttestation(
                subject: subject(of: descriptor) ?? manifest.subject?.digest, statements: statements, other: other))
    }

    private mutating func note(
        _ kind: OtherManifest.Kind, _ descriptor: Descriptor, _ path: Path, _ reason: String
    ) {
        let other = OtherManifest(
            kind: kind, digest: descriptor.digest, references: path.names, platform: descriptor.platform,
            reason: reason)
        if known.insert(other).inserted { others.append(other) }
    }
}

extension [String] {
    /// Appends what is not there yet.
    mutating func append(new names: [String]) {
        for name in names where !contains(name) { append(name) }
    }
}
