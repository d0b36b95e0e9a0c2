/// All families of secrets with the database that finds their anchors. Made once, when first needed.
struct SecretPatterns: Sendable {
    /// What a literal of the database belongs to.
    struct Anchor: Sendable {
        /// The index of its family.
        var family: Int
        /// Whether it is looked at only in files where people assign passwords.
        var isAssignment: Bool
        /// Its length in bytes.
        var length: Int
        /// Set where it is an anchor in base64: characters of its group of four that stand before it.
        var base64Lead: Int?
        /// Whether it is an anchor in hexadecimal digits.
        var isHex = false
    }

    /// The families; of two that fit the same bytes equally well, the first counts.
    static let families: [SecretFamily] =
        SecretFamily.privateKeys + SecretFamily.cloud + SecretFamily.sourceHosting + SecretFamily.registry
        + SecretFamily.artificialIntelligence + SecretFamily.payment + SecretFamily.messaging
        + SecretFamily.infrastructure + SecretFamily.service + SecretFamily.webTokens + SecretFamily.databases
        + SecretFamily.commands + SecretFamily.assignments + SecretFamily.credentialFiles

    /// Finds the anchors of all families in one pass: those of some alone would take as long.
    let database: LiteralDatabase
    /// What its literals mean.
    let anchors: [Anchor]

    /// The patterns, or why there are none.
    static let shared: Result<SecretPatterns, LiteralDatabase.Failure> = Result { () throws(LiteralDatabase.Failure) in
        try SecretPatterns()
    }

    private init() throws(LiteralDatabase.Failure) {
        var literals: [LiteralDatabase.Literal] = []
        var anchors: [Anchor] = []
        for (index, family) in SecretPatterns.families.enumerated() {
            func add(_ bytes: [UInt8], ignoresCase: Bool = false, base64Lead: Int? = nil, isHex: Bool = false) {
                literals.append(.init(bytes: bytes, ignoresCase: ignoresCase))
                anchors.append(
                    Anchor(
                        family: index, isAssignment: family.isAssignment, length: bytes.count, base64Lead: base64Lead,
                        isHex: isHex))
            }
            for text in family.anchors {
                add(Array(text.utf8), ignoresCase: family.ignoresCase)
                guard family.findsBase64, !family.ignoresCase, text.utf8.count >= 4 else { continue }
                for form in Base64.forms(of: text) { add(form.characters, base64Lead: form.lead) }
                add(Hexadecimal.encode(text.utf8), ignoresCase: true, isHex: true)
            }
        }
        database = try LiteralDatabase(literals)
        self.anchors = anchors
    }
}
