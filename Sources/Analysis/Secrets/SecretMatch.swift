import Evidence

/// A secret that was found in a file of a layer.
struct SecretMatch: Sendable, Hashable {
    /// The kind of secret: `github-token`.
    var family: String
    /// The path in the layer's tar, as stored.
    var path: [UInt8]
    /// The layer, from 1.
    var layer: Int
    /// The index of the entry in the layer's tar, from 0.
    var ordinal: Int
    /// The members of archives that lead to it, the outermost first; empty for the file itself.
    var members: [String] = []
    /// How it is encoded: `base64`, `UTF-16`; empty for not at all.
    var encoding = ""
    /// Where its bytes start in the file, or in the innermost member, in bytes.
    var offset: Int64
    /// The line, from 1; nil in binary files.
    var line: Int?
    /// How sure it is.
    var confidence: Confidence
    /// How much it matters where it is live, before confidence and state are taken into account.
    var severity: Severity
    /// What more is known of it, a few words; empty for nothing.
    var note = ""
    /// Whether it is written to be replaced, or known to everyone.
    var isPlaceholder = false
    /// The secret as it may be shown: its first characters and its length, or all where the user asked for it.
    var shown: String
    /// XXH3 of the secret: equal for one secret in several places.
    var fingerprint: UInt64
}
