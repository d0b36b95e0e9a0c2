import Evidence

/// A kind of secret: how it is found, how it is told from what only looks like it, and how much it matters.
struct SecretFamily: Sendable {
    /// Its name for programs: `github-token`.
    let id: String
    /// Its name for people: `GitHub token`.
    let name: String
    /// The rule that reports it.
    let group: SecretGroup
    /// How much it matters where it is live and sure.
    let severity: Severity
    /// Where to look: it is checked only at these texts.
    let anchors: [String]
    /// Whether the anchors are found in either case.
    var ignoresCase = false
    /// Whether it is looked for only in files where people assign passwords: see `FileTraits.wantsAssignments`.
    var isAssignment = false
    /// Whether base64 of it is looked for as well.
    var findsBase64 = true
    /// The shape of what follows an anchor, where that is all that the check looks at.
    var shape: TokenShape?
    /// Looks closely at an anchor, given its range; gives the secret, or nil where there is none.
    let check: @Sendable (SecretText, Range<Int>) -> SecretCandidate?
}

/// A secret that passed its family's check.
struct SecretCandidate: Sendable, Hashable {
    /// Where the value stands in the text.
    var range: Range<Int>
    /// How sure it is, before the file's path is looked at.
    var confidence: Confidence
    /// What more is known of it, a few words: `its checksum fits`.
    var note = ""
    /// What it was checked by beyond its shape, whether it fits or not.
    var proof = SecretFamily.Proof.shape
    /// Whether it is written to be replaced, or known to everyone.
    var isPlaceholder = false
    /// How much it matters, where that is not its family's severity.
    var severity: Severity?

    /// A value that is written to be replaced.
    static func placeholder(_ range: Range<Int>) -> SecretCandidate {
        SecretCandidate(range: range, confidence: .low, note: "a placeholder", isPlaceholder: true)
    }
}

/// What a secret opens: each group has a rule of its own.
enum SecretGroup: String, Sendable, Hashable, CaseIterable {
    /// Private keys of any kind.
    case privateKey
    /// Keys of cloud providers.
    case cloud
    /// Tokens of source hosting and build services.
    case sourceHosting
    /// Tokens that publish packages or images.
    case registry
    /// Keys of model services.
    case artificialIntelligence
    /// Keys of payment services.
    case payment
    /// Tokens and webhooks of chat and mail services.
    case messaging
    /// Tokens of infrastructure, secret stores and monitoring.
    case infrastructure
    /// Tokens of other services.
    case service
    /// Signed web tokens and headers that carry one.
    case webToken
    /// Passwords of databases and of addresses with user and password.
    case database
    /// Files that exist to hold credentials.
    case credentialFile
    /// Passwords and keys known by the name they are assigned to.
    case assignment
    /// Variables, build arguments and labels of the image whose name says that they are secret.
    case variable
    /// Files that hold keys behind a password.
    case keyStore
}

extension SecretFamily {
    /// How a token may be checked beyond its shape.
    enum Proof: Sendable, Hashable {
        /// By its shape alone.
        case shape
        /// It ends in a checksum in base 62: a wrong one makes it unlikely.
        case base62Checksum
    }

    /// A token that starts with one of some prefixes and goes on with bytes of one kind.
    ///
    /// - Parameters:
    ///   - prefixes: What it may start with.
    ///   - body: What follows is made of.
    ///   - count: How many bytes follow.
    ///   - entropy: What follows must be as random, in bits a byte.
    ///   - classes: What follows has so many of lower case, upper case, digits and the rest.
    ///   - isDistinctive: Whether its shape alone tells it in a file where strings have no boundaries.
    static func token(
        _ id: String, _ name: String, _ group: SecretGroup, _ severity: Severity = .high, prefixes: [String],
        body: ByteSet, count: ClosedRange<Int>, entropy: Double = 3, proof: Proof = .shape,
        confidence: Confidence = .high, classes: Int = 1, isDistinctive: Bool = true
    ) -> SecretFamily {
        let shape = TokenShape(
            body: body, count: count, entropy: entropy, classes: classes, proof: proof, isDistinctive: isDistinctive)
        return SecretFamily(
            id: id, name: name, group: group, severity: severity, anchors: prefixes, shape: shape,
            check: { text, anchor in shape.check(text, anchor, confidence) })
    }
}

/// The shape of a token behind its prefix.
struct TokenShape: Sendable {
    var body: ByteSet
    var count: ClosedRange<Int>
    var entropy = 3.0
    var classes = 1
    var proof = SecretFamily.Proof.shape
    var isDistinctive = true

    /// The token that starts with the anchor; nil where what follows is of another shape.
    func check(_ text: SecretText, _ anchor: Range<Int>, _ confidence: Confidence = .high) -> SecretCandidate? {
        var end = text.end(of: body, from: anchor.upperBound, limit: count.upperBound + 1)
        let isPacked = text.isBinary && isDistinctive
        if end - anchor.upperBound > count.upperBound {
            guard isPacked else { return nil }
            end = anchor.upperBound + count.upperBound
        }
        guard end - anchor.upperBound >= count.lowerBound else { return nil }
        let range = anchor.lowerBound..<end
        guard isPacked || text.startsWord(range) && text.endsWord(range) else { return nil }
        let value = text.bytes[anchor.upperBound..<end]
        if Placeholder.isPlaceholder(value) { return .placeholder(range) }
        guard ByteStatistics.entropy(value) >= entropy, ByteStatistics.classes(value) >= classes else {
            return SecretCandidate(range: range, confidence: .low, note: "hardly random", isPlaceholder: true)
        }
        guard case .base62Checksum = proof else { return SecretCandidate(range: range, confidence: confidence) }
        return Checksum.endsInBase62(value)
            ? SecretCandidate(range: range, confidence: .high, note: "its checksum fits", proof: proof)
            : SecretCandidate(range: range, confidence: .low, note: "its checksum does not fit", proof: proof)
    }
}
