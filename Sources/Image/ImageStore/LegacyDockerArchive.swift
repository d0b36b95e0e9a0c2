import OCI

/// What `docker save` wrote before version 1.10: no `manifest.json`, but `repositories` and for each layer a directory
/// with `json`, which names its parent, and `layer.tar`.
enum LegacyDockerArchive {
    /// Layers above one another at most; Docker itself never allowed more than 127.
    static let maximumLayers = 4096

    /// Whether there is anything of that kind.
    static func isPresent(in directory: any BlobDirectory) -> Bool {
        directory.contains("repositories") || !identifiers(in: directory).isEmpty
    }

    /// Reads the archive: an image for each name in `repositories`, or, without that, for each layer that is no
    /// other's parent.
    static func read(_ directory: any BlobDirectory) throws(Fault) -> Contents {
        var contents = Contents(format: .dockerArchive, directory: directory)
        for (identifier, names) in try tops(in: directory, warnings: &contents.warnings) {
            do throws(Fault) {
                contents.images.append(try image(identifier, names: names, in: directory))
            } catch {
                contents.others.append(
                    OtherManifest(kind: .absent, digest: nil, references: names, platform: nil, reason: error.words))
            }
        }
        return contents
    }

    private static func identifiers(in directory: any BlobDirectory) -> [String] {
        directory.topLevelNames.filter { isIdentifier($0) && directory.find("\($0)/json").window != nil }
    }

    /// Whether a text may be a directory's name: ids are hexadecimal, and a hostile one could be a path.
    private static func isIdentifier(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// The newest layers of the images with their names, sorted by name.
    private static func tops(
        in directory: any BlobDirectory, warnings: inout [String]
    ) throws(Fault) -> [(identifier: String, names: [String])] {
        guard directory.contains("repositories") else {
            warnings.append("there is no manifest.json and no repositories: the images have no names")
            return topless(in: directory).map { ($0, []) }
        }
        let repositories = try directory.decode([String: [String: String]].self, at: "repositories")
        var tops: [(identifier: String, names: [String])] = []
        for (repository, tags) in repositories.sorted(by: { $0.key < $1.key }) {
            for (tag, identifier) in tags.sorted(by: { $0.key < $1.key }) {
                let name = "\(repository):\(tag)"
                if let known = tops.firstIndex(where: { $0.identifier == identifier }) {
                    tops[known].names.append(name)
                } else {
                    tops.append((identifier, [name]))
                }
            }
        }
        return tops
    }

    private static func topless(in directory: any BlobDirectory) -> [String] {
        let identifiers = identifiers(in: directory)
        let parents = Set(
            identifiers.compactMap { (try? directory.decode(LegacyImage.self, at: "\($0)/json"))?.parent })
        return identifiers.filter { !parents.contains($0) }
    }

    private static func image(
        _ identifier: String, names: [String], in directory: any BlobDirectory
    ) throws(Fault) -> StoredImage {
        guard isIdentifier(identifier) else {
            throw Fault(.damaged, "“repositories” names an image by what is no id: “\(identifier)”")
        }
        let bytes = try directory.document("\(identifier)/json")
        let chain = chain(from: identifier, in: directory)
        var config = chain.steps.last?.image.config ?? ImageConfig()
        config.history = chain.steps.map(\.image.history)
        return ImageAssembly(
            configBytes: bytes, config: config, id: identifier, references: names,
            layers: chain.steps.map { step in
                let member = "\(step.identifier)/layer.tar"
                return ImageAssembly.Layer(name: member, found: directory.find(member))
            },
            warnings: chain.warnings
        ).image
    }

    /// The image and its ancestors, oldest first. A chain that loops or breaks off ends there, with a warning.
    private static func chain(
        from top: String, in directory: any BlobDirectory
    ) -> (steps: [(identifier: String, image: LegacyImage)], warnings: [String]) {
        var steps: [(identifier: String, image: LegacyImage)] = []
        var seen: Set<String> = []
        var next: String? = top
        while let identifier = next, !identifier.isEmpty {
            guard isIdentifier(identifier) else {
                return (steps.reversed(), ["a layer's parent is no id: “\(identifier)”; what is below is unknown"])
            }
            guard seen.insert(identifier).inserted, steps.count < maximumLayers else {
                return (steps.reversed(), ["the layers' parents run in a circle at \(identifier)"])
            }
            guard let image = try? directory.decode(LegacyImage.self, at: "\(identifier)/json") else {
                return (steps.reversed(), ["the parent layer \(identifier) is not in the archive; more may lie below"])
            }
            steps.append((identifier, image))
            next = image.parent
        }
        return (steps.reversed(), [])
    }
}
