import OCI

/// Takes up the images of a `manifest.json` one by one.
struct DockerArchiveReader {
    private var contents: Contents
    /// Where the images of an id stand in the contents.
    private var places: [String: [Int]]
    /// The names that `manifest.json` gives the image at a place, in its order.
    private var names: [Int: Names] = [:]
    /// The configurations by their members: many images can share one.
    private var configurations: [String: Result<Configuration, Fault>] = [:]
    private var budget = DocumentBudget()

    private typealias Configuration = (bytes: [UInt8], config: ImageConfig)

    private struct Names {
        private(set) var ordered: [String] = []
        private var known: Set<String> = []

        mutating func add(_ names: [String]) {
            for name in names where known.insert(name).inserted { ordered.append(name) }
        }
    }

    /// Starts with what is known of the archive.
    init(_ contents: Contents) {
        self.contents = contents
        if contents.format == .ociArchive { self.contents.format = .dockerArchive }
        places = Dictionary(grouping: contents.images.indices) { contents.images[$0].id }
    }

    /// Takes up an image, or the names of one that is known.
    mutating func take(_ entry: DockerManifest) {
        let digest = DockerArchive.digest(ofMember: entry.config)
        do throws(Fault) {
            for place in try places(of: entry, digest) { names[place, default: Names()].add(entry.repoTags) }
        } catch {
            let isAbsent = contents.directory.find(entry.config).window == nil
            contents.others.append(
                OtherManifest(
                    kind: isAbsent ? .absent : .unreadable, digest: digest, references: entry.repoTags,
                    platform: nil, reason: error.words))
        }
    }

    /// All that was found. The names that users know are those of `manifest.json`, where it gives any.
    mutating func finish() -> Contents {
        for (place, names) in names where !names.ordered.isEmpty {
            contents.images[place] = contents.images[place].renamed(names.ordered)
        }
        names = [:]
        return contents
    }

    private mutating func places(of entry: DockerManifest, _ digest: String?) throws(Fault) -> [Int] {
        if let digest, let known = places[digest] { return known }
        return add(try image(entry))
    }

    /// Where the image stands: a configuration in a member of another name can be known by its digest.
    private mutating func add(_ image: StoredImage) -> [Int] {
        if let known = places[image.id]?.filter({ contents.images[$0].manifestDigest == nil }), !known.isEmpty {
            return known
        }
        places[image.id, default: []].append(contents.images.count)
        contents.images.append(image)
        return [contents.images.count - 1]
    }

    private mutating func image(_ entry: DockerManifest) throws(Fault) -> StoredImage {
        try ImageAssembly.check(layerCount: entry.layers.count)
        let (bytes, config) = try configuration(entry.config)
        let layers = entry.layers.enumerated().map { place, member in
            let source = place < config.diffIDs.count ? entry.layerSources[config.diffIDs[place]] : nil
            return ImageAssembly.Layer(
                name: member, digest: DockerArchive.digest(ofMember: member), mediaType: source?.mediaType,
                found: contents.directory.find(member))
        }
        return ImageAssembly(
            configBytes: bytes, config: config, claimedConfigDigest: DockerArchive.digest(ofMember: entry.config),
            references: entry.repoTags, layers: layers
        ).image
    }

    private mutating func configuration(_ member: String) throws(Fault) -> Configuration {
        if let known = configurations[member] { return try known.get() }
        let directory = contents.directory
        let read = Result { () throws(Fault) in
            let found = directory.find(member)
            try budget.take(found.window?.length ?? 0)
            return try ImageAssembly.configuration(found, named: member)
        }
        configurations[member] = read.map { ($0.0, $0.1) }
        return try read.map { ($0.0, $0.1) }.get()
    }
}
