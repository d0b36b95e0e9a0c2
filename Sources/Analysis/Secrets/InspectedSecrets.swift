import Evidence

/// What the search for secrets found in an image's layers, and what it did not look into.
struct InspectedSecrets: Sendable {
    /// The secrets, in the order of layers and of entries in their tars.
    var matches: [SecretMatch] = []
    /// Files that were passed over since they list packages, by the kind of index.
    var skippedIndices = Skipped()
    /// Archives inside of layers that were searched as they lie there only, since they are too large or nested too deep.
    var skippedArchives = Skipped()
    /// Files in which so much looks like a secret that not all of it was looked at, or told.
    var crowdedFiles = Skipped()
    /// Why there was no search, or not to its end; nil when there was one.
    var fault: String?
    /// How much of a secret is shown.
    let redaction: SecretRedaction

    /// Why a file was passed over.
    enum Reason: Sendable {
        /// It lists packages.
        case index
        /// It is an archive beyond the budget.
        case archive
        /// Too much in it looks like a secret.
        case crowd
    }

    /// Files that were passed over.
    struct Skipped: Sendable, Hashable {
        /// Those of one layer.
        struct Files: Sendable, Hashable {
            var count = 0
            var bytes: Int64 = 0
        }

        private var byLayer: [Int: Files] = [:]

        /// How many.
        var files: Int { byLayer.values.reduce(0) { $0 + $1.count } }
        /// Their bytes.
        var bytes: Int64 { byLayer.values.reduce(0) { $0.addingSaturated($1.bytes) } }

        mutating func add(_ size: Int64, inLayer layer: Int) {
            byLayer[layer, default: Files()].count += 1
            byLayer[layer, default: Files()].bytes.addSaturated(size)
        }

        /// Those of one layer.
        func files(inLayer layer: Int) -> Files { byLayer[layer] ?? Files() }

        /// Sets those of one layer.
        mutating func set(_ files: Files, inLayer layer: Int) {
            byLayer[layer] = files.count > 0 ? files : nil
        }

        /// Adds those of other layers.
        mutating func merge(_ other: Skipped) {
            byLayer.merge(other.byLayer) { mine, _ in mine }
        }

        /// Those of some layers, under the numbers that they have elsewhere.
        func renumbered(_ numbers: [Int: [Int]]) -> Skipped {
            var skipped = Skipped()
            for (layer, files) in byLayer {
                for number in numbers[layer] ?? [] { skipped.byLayer[number] = files }
            }
            return skipped
        }

        /// The same with those of other layers.
        func adding(_ other: Skipped) -> Skipped {
            var skipped = self
            skipped.merge(other)
            return skipped
        }
    }

    /// No more secrets are kept of one image.
    private static let matchLimit = 10_000

    /// Nothing was found yet.
    init(redaction: SecretRedaction) {
        self.redaction = redaction
    }

    mutating func add(_ secret: SecretMatch) {
        matches.append(secret)
        // The first ones are kept, whichever thread came first; put in order now and then only.
        if matches.count >= 2 * InspectedSecrets.matchLimit { self = concluded }
    }

    /// The same, its secrets in order, as many as are kept.
    var concluded: InspectedSecrets {
        var secrets = self
        secrets.sort()
        if matches.count > InspectedSecrets.matchLimit {
            secrets.matches.removeLast(matches.count - InspectedSecrets.matchLimit)
            secrets.fault = "there are more than \(InspectedSecrets.matchLimit) secrets"
        }
        return secrets
    }

    private mutating func sort() {
        matches.sort { ($0.layer, $0.ordinal, $0.offset) < ($1.layer, $1.ordinal, $1.offset) }
    }

    mutating func addSkipped(_ reason: Reason, _ size: Int64, inLayer layer: Int) {
        switch reason {
        case .index: skippedIndices.add(size, inLayer: layer)
        case .archive: skippedArchives.add(size, inLayer: layer)
        case .crowd: crowdedFiles.add(size, inLayer: layer)
        }
    }
}

extension InspectedSecrets {
    /// Adds what was found in other layers.
    mutating func merge(_ other: InspectedSecrets) {
        for match in other.matches { add(match) }
        skippedIndices.merge(other.skippedIndices)
        skippedArchives.merge(other.skippedArchives)
        crowdedFiles.merge(other.crowdedFiles)
    }
}

extension InspectedSecrets: LayeredResult {
    func renumbered(_ numbers: [Int: [Int]]) -> InspectedSecrets {
        var secrets = InspectedSecrets(redaction: redaction)
        secrets.fault = fault
        secrets.skippedIndices = skippedIndices.renumbered(numbers)
        secrets.skippedArchives = skippedArchives.renumbered(numbers)
        secrets.crowdedFiles = crowdedFiles.renumbered(numbers)
        secrets.matches = matches.flatMap { match in
            (numbers[match.layer] ?? []).map { layer in
                var match = match
                match.layer = layer
                return match
            }
        }
        return secrets
    }

    func adding(_ other: any LayeredResult) -> InspectedSecrets {
        guard let other = other as? InspectedSecrets else { return self }
        var secrets = self
        secrets.fault = fault ?? other.fault
        secrets.skippedIndices = skippedIndices.adding(other.skippedIndices)
        secrets.skippedArchives = skippedArchives.adding(other.skippedArchives)
        secrets.crowdedFiles = crowdedFiles.adding(other.crowdedFiles)
        secrets.matches += other.matches
        secrets.sort()
        return secrets
    }
}

extension InspectedContents {
    /// What the search for secrets found; nil where there was none.
    var secrets: InspectedSecrets? { result(InspectedSecrets.self) }
}
