/// The tag and digest of an image's reference.
struct ImageTag {
    /// The tag; nil where there is none.
    let tag: String?
    /// Whether a digest pins it.
    let hasDigest: Bool

    /// Takes `name:tag@digest` apart. OCI layouts name images by bare tags: a word without `:` and `/` is one, where
    /// the reference is an archive's.
    init(_ reference: String, allowsBareTag: Bool) {
        let parts = reference.split(separator: "@", maxSplits: 1)
        let name = parts.first ?? ""
        hasDigest = parts.count > 1
        let last = name.split(separator: "/").last ?? ""
        if let colon = last.lastIndex(of: ":") {
            tag = String(last[last.index(after: colon)...])
        } else {
            tag = allowsBareTag && !name.contains("/") && !name.isEmpty ? String(name) : nil
        }
    }

    /// Whether next week's image may have the same name: no tag, or one that is meant to move.
    var isMoving: Bool {
        guard !hasDigest else { return false }
        return tag.map { ["latest", "stable", "edge", "nightly", "main", "master", "dev"].contains($0) } ?? true
    }
}
