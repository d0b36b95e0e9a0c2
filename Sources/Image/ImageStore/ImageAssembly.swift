import Archive
import OCI

/// Puts an image together from its parts, and says in warnings what does not fit. Nothing but a missing
/// configuration keeps an image from being opened.
struct ImageAssembly {
    /// A layer as a manifest lists it.
    struct Layer {
        /// The member or digest, for messages.
        var name: String
        var digest: String?
        var mediaType: String?
        var claimedSize: Int64?
        var urls: [String] = []
        var annotations: [String: String] = [:]
        var found: Found

        /// What tells its blob from others: the digest, else the place in the archive.
        fileprivate var identity: String? { digest ?? found.window.map { "\($0.offset)+\($0.length)" } }
    }

    /// No engine stacks more layers (overlayfs takes 128 in all), so no image has one blob more often. Empty layers, of
    /// which some tools write one a step, are not counted.
    private static let maximumRepeats = 127
    private static let emptyLayerSize: Int64 = 1024

    var configBytes: [UInt8]
    var config: ImageConfig
    /// The id where it is not the digest of the configuration.
    var id: String?
    var claimedConfigDigest: String?
    var manifestDigest: String?
    var references: [String] = []
    var platform: Platform?
    var layers: [Layer]
    var annotations: [String: String] = [:]
    var attestations: [Attestation] = []
    var warnings: [String] = []

    /// The image, its layers sniffed and matched with the history.
    var image: StoredImage {
        var warnings = warnings
        let digest = "sha256:" + DigestHasher.sha256(of: configBytes)
        if let claimed = claimedConfigDigest, claimed.hasPrefix("sha256:"), claimed != digest {
            warnings.append("the configuration is not the one that its name promises: \(claimed) is \(digest)")
        }
        let steps = config.history.filter { !$0.emptyLayer }
        var uses: [String: (first: Int, count: Int)] = [:]
        let blobs = layers.enumerated().map { place, layer in
            let use = layer.identity.flatMap { uses[$0] } ?? (first: place + 1, count: 0)
            if let identity = layer.identity { uses[identity] = (use.first, use.count + 1) }
            var blob = blob(
                layer, index: place + 1, history: place < steps.count ? steps[place] : nil,
                isRepeatedTooOften: use.count >= ImageAssembly.maximumRepeats, warnings: &warnings)
            if use.first <= place { blob.sameAs = use.first }
            return blob
        }
        warnings += countWarnings(steps: steps.count)
        return StoredImage(
            id: id ?? digest, manifestDigest: manifestDigest, references: references, platform: knownPlatform,
            config: config, configBytes: configBytes, layers: blobs, annotations: annotations,
            attestations: attestations, warnings: warnings)
    }

    /// The configuration's platform; what it leaves out comes from the index.
    private var knownPlatform: Platform {
        var known = config.platform
        guard let platform else { return known }
        if known.os.isEmpty { known.os = platform.os }
        if known.architecture.isEmpty { known.architecture = platform.architecture }
        if known.architecture == platform.architecture { known.variant = known.variant ?? platform.variant }
        return known
    }

    private func countWarnings(steps: Int) -> [String] {
        var warnings: [String] = []
        if config.omittedSteps > 0 {
            warnings.append(
                "the history has \(config.history.count + config.omittedSteps) steps, "
                    + "of which the first \(config.history.count) are looked at")
        }
        let cut = config.history.count(where: \.isCut)
        if cut > 0 {
            warnings.append(
                "the text of \(cut) history steps is longer than \(History.maximumLength) bytes and was cut")
        }
        if id == nil, config.diffIDs.count != layers.count {
            warnings.append("the configuration lists \(config.diffIDs.count) diffIDs for \(layers.count) layers")
        }
        if config.history.isEmpty, !layers.isEmpty {
            warnings.append("the configuration has no history: which instruction made which layer is unknown")
        } else if steps != layers.count {
            warnings.append(
                "the history has \(steps) steps that make layers for \(layers.count) layers: "
                    + "steps and layers are matched from the base upwards")
        }
        return warnings
    }

    private func blob(
        _ layer: Layer, index: Int, history: History?, isRepeatedTooOften: Bool, warnings: inout [String]
    ) -> LayerBlob {
        let unreadable = MediaType.unreadableLayer(layer.mediaType ?? "", annotations: layer.annotations)
        var window = layer.found.window
        var missing = reasonForAbsence(layer)
        var compression = Compression.none
        if let bytes = window {
            do throws(ArchiveError) {
                compression = try Compression.sniff(bytes)
                let isTar = try TarBlock.canBegin(bytes)
                if compression == .none, !isTar {
                    missing =
                        unreadable.map { "is \($0)" }
                        ?? "is neither a tar nor compressed in a known way (\(Compression.names))"
                } else if let unreadable {
                    // What can be read of it is a wrapper.
                    warnings.append("layer \(index)\(named(layer.mediaType)) is \(unreadable)")
                }
                if isRepeatedTooOften, bytes.length > ImageAssembly.emptyLayerSize {
                    missing =
                        "is one blob for more than the \(ImageAssembly.maximumRepeats)th time, which no engine stacks"
                }
            } catch {
                missing = "cannot be read: \(error.message)"
            }
            if let claimed = layer.claimedSize, claimed != bytes.length {
                warnings.append("layer \(index) has \(bytes.length) bytes, its descriptor says \(claimed)")
            }
        }
        if let missing {
            window = nil
            warnings.append("layer \(index) (\(layer.name)) \(missing)\(named(layer.mediaType))")
        }
        return LayerBlob(
            index: index, digest: layer.digest,
            diffID: index <= config.diffIDs.count ? config.diffIDs[index - 1] : nil, mediaType: layer.mediaType,
            blobSize: layer.found.window?.length ?? max(0, layer.claimedSize ?? 0), compression: compression,
            window: window, missing: missing.map { $0 + named(layer.mediaType) }, history: history)
    }

    /// The media type for a sentence about a layer; empty for one that says nothing new.
    private func named(_ mediaType: String?) -> String {
        guard let mediaType, !mediaType.isEmpty, !MediaType.isPlainLayer(mediaType),
            !MediaType.isForeignLayer(mediaType)
        else { return "" }
        return ", of the media type \(mediaType)"
    }

    private func reasonForAbsence(_ layer: Layer) -> String? {
        guard case .missing(let reason) = layer.found else { return nil }
        if let kind = MediaType.unreadableLayer(layer.mediaType ?? "", annotations: layer.annotations) {
            return "\(reason); it is \(kind)"
        }
        guard MediaType.isForeignLayer(layer.mediaType ?? "") || !layer.urls.isEmpty else { return reason }
        return "is a foreign layer, kept elsewhere" + (layer.urls.first.map { " (\($0))" } ?? "")
    }
}

extension ImageAssembly {
    /// The most layers of an image; overlayfs stacks 500.
    static let maximumLayers = 10_000

    /// Refuses more layers than any tool writes, before one of them is looked for.
    static func check(layerCount: Int) throws(Fault) {
        guard layerCount <= maximumLayers else {
            throw Fault(.damaged, "an image lists \(layerCount) layers, more than \(maximumLayers)")
        }
    }

    /// A configuration's bytes and what they say, or the fault that keeps the image from being opened.
    static func configuration(_ found: Found, named name: String) throws(Fault) -> ([UInt8], ImageConfig) {
        let name = "configuration \(name)"
        switch found {
        case .missing(let reason): throw Fault(.damaged, "\(name) \(reason)")
        case .file(let window):
            let bytes = try window.document(named: name)
            do {
                return (bytes, try JSONDocument.decode(ImageConfig.self, from: bytes))
            } catch {
                throw Fault(.damaged, "\(name) \(error)")
            }
        }
    }
}
