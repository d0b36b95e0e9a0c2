import Archive
import Evidence

/// Searches files of one layer for secrets: those, too, that later layers delete or overwrite.
final class SecretScanner {
    /// No more secrets are told of one file.
    private static let limitOfOneFile = 100

    private let layer: Int
    private let collect: @Sendable (SecretMatch) -> Void
    private let skip: @Sendable (InspectedSecrets.Reason, Int64) -> Void
    private let redaction: SecretRedaction
    private let search: SecretSearch
    /// What archives in the files draw from.
    private let pool = UnpackingPool(oneOf: SearchLanes.count)
    private var file = SearchedFile(storedPath: [], path: FilePath([]), traits: FileTraits(), size: 0, ordinal: 0)
    private var contents: FileSearch
    /// What the current file's archives draw from.
    private var budget: SearchBudget
    /// Families and fingerprints of the current file's secrets: one told twice tells nothing more.
    private var seen: Set<UInt64> = []
    /// Whether the current file has secrets that are not told.
    private var isCrowded = false

    /// A scanner of files of a layer.
    ///
    /// - Parameters:
    ///   - layer: The layer, from 1.
    ///   - redaction: How much of a secret is kept.
    ///   - collect: Gets each secret.
    ///   - skip: Gets the size of each file that is passed over in part.
    init(
        layer: Int, redaction: SecretRedaction, collect: @escaping @Sendable (SecretMatch) -> Void,
        skip: @escaping @Sendable (InspectedSecrets.Reason, Int64) -> Void
    ) throws(LiteralDatabase.Failure) {
        self.layer = layer
        self.redaction = redaction
        self.collect = collect
        self.skip = skip
        search = try SecretSearch()
        budget = SearchBudget(from: pool)
        contents = FileSearch(file.path, budget: budget, search)
    }

    /// A new file.
    func begin(_ file: SearchedFile) {
        self.file = file
        if !budget.isUntouched { budget = SearchBudget(from: pool) }
        contents = FileSearch(file.path, traits: file.traits, budget: budget, search)
        if !seen.isEmpty { seen.removeAll() }
        isCrowded = false
        search.begin()
    }

    /// The next bytes of the file.
    func receive(_ bytes: UnsafeRawBufferPointer) {
        contents.receive(bytes).forEach(tell)
    }

    /// The file is through; not called for one that could not be read to its end.
    func end() {
        contents.finish().forEach(tell)
        if contents.isExceeded { skip(.archive, file.size) }
        if isCrowded || search.isExceeded { skip(.crowd, file.size) }
    }

    private func tell(_ found: FileSearch.Found) {
        let secret = found.secret
        let fingerprint = SecretRedaction.fingerprint(of: secret.value)
        guard !seen.contains(fingerprint) else { return }
        guard seen.count < SecretScanner.limitOfOneFile else {
            isCrowded = true
            return
        }
        seen.insert(fingerprint)
        collect(
            SecretMatch(
                family: secret.family.id, path: file.storedPath, layer: layer, ordinal: file.ordinal,
                members: found.members, encoding: secret.encoding, offset: found.offset, line: found.line,
                confidence: found.traits.confidence(of: secret.candidate, isBinary: found.line == nil),
                severity: found.traits.severity(of: secret), note: secret.candidate.note,
                isPlaceholder: secret.candidate.isPlaceholder, shown: redaction.text(of: secret.value),
                fingerprint: fingerprint))
    }
}

extension FileTraits {
    /// How sure a secret is where it stands in such a file.
    func confidence(of candidate: SecretCandidate, isBinary: Bool) -> Confidence {
        if isDocumentation || candidate.isPlaceholder { return .low }
        guard isPackageCode, candidate.proof == .shape else { return candidate.confidence }
        // Libraries of cryptography carry keys to test themselves with.
        if isBinary { return .low }
        return candidate.confidence == .high ? .medium : .low
    }

    /// How much a secret matters where it stands in such a file: what was installed is public, as a rule. A token with
    /// a checksum was issued, or was made to look so: neither is part of a program.
    func severity(of secret: SecretSearch.Found) -> Severity {
        let severity = secret.candidate.severity ?? secret.family.severity
        return isPackageCode && secret.candidate.proof == .shape ? min(severity, .high) : severity
    }
}
