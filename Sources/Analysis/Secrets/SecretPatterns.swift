/// All families of secrets with the databases that find their anchors. Made once, when first needed.
struct SecretPatterns: Sendable {
    /// What a literal of a database belongs to.
    struct Anchor: Sendable {
        /// The index of its family.
        var family: Int
        /// Its length in bytes.
        var length: Int
        /// Set where it is an anchor in base64: characters of its group of four that stand before it.
        var base64Lead: Int?
        /// Whether it is an anchor in hexadecimal digits.
        var isHex = false
    }

    /// A database and what its literals mean.
    struct Part: Sendable {
        var database: LiteralDatabase
        var anchors: [Anchor]
    }

    /// The families; of two that fit the same bytes equally well, the first counts.
    static let families: [SecretFamily] =
        SecretFamily.privateKeys + SecretFamily.cloud + SecretFamily.sourceHosting + SecretFamily.registry
        + SecretFamily.artificialIntelligence + SecretFamily.payment + SecretFamily.messaging
        + SecretFamily.infrastructure + SecretFamily.service + SecretFamily.webTokens + SecretFamily.databases
        + SecretFamily.commands + SecretFamily.assignments + SecretFamily.credentialFiles

    /// Finds tokens, in all files.
    let tokens: Part
    /// Finds names of passwords, in files where people assign some.
    let assignments: Part

    /// The patterns, or why there are none.
    static let shared: Result<SecretPatterns, LiteralDatabase.Failure> = Result { () throws(LiteralDatabase.Failure) in
        try SecretPatterns()
    }

    private init() throws(LiteralDatabase.Failure) {
        tokens = try SecretPatterns.part { !$0.isAssignment }
        assignments = try SecretPatterns.part { $0.isAssignment }
    }

    private static func part(_ isWanted: (SecretFamily) -> Bool) throws(LiteralDatabase.Failure) -> Part {
        var literals: [LiteralDatabase.Literal] = []
        var anchors: [Anchor] = []
        for (index, family) in families.enumerated() where isWanted(family) {
            for text in family.anchors {
                literals.append(.init(bytes: Array(text.utf8), ignoresCase: family.ignoresCase))
                anchors.append(Anchor(family: index, length: text.utf8.count))
                guard family.findsBase64, !family.ignoresCase, text.utf8.count >= 4 else { continue }
                for form in Base64.forms(of: text) {
                    literals.append(.init(bytes: form.characters))
                    anchors.append(Anchor(family: index, length: form.characters.count, base64Lead: form.lead))
                }
                let digits = Hexadecimal.encode(text.utf8)
                literals.append(.init(bytes: digits, ignoresCase: true))
                anchors.append(Anchor(family: index, length: digits.count, isHex: true))
            }
        }
        return Part(database: try LiteralDatabase(literals), anchors: anchors)
    }
}
