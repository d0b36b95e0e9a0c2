import OCI

extension ImageStore {
    /// The image that the user means by `--reference` and `--platform`.
    ///
    /// Without a reference it is the first one's; without a platform, this machine's, else the first. A reference
    /// fits exactly, else without `docker.io/library/` and with `:latest` understood, else without any registry, else
    /// as the beginning of an image id or manifest digest, else as a tag alone.
    /// - Throws: `ImageStoreError` that lists what there is.
    public func image(reference: String?, platform: Platform?) throws(ImageStoreError) -> StoredImage {
        let candidates = try candidates(for: reference)
        guard let platform else {
            return candidates.matching.first { $0.platform.satisfies(.current) } ?? candidates.first
        }
        guard let image = candidates.matching.first(where: { $0.platform.satisfies(platform) }) else {
            throw unknownPlatform(platform, among: candidates.matching)
        }
        return image
    }

    private typealias Candidates = (first: StoredImage, matching: [StoredImage])

    private func candidates(for reference: String?) throws(ImageStoreError) -> Candidates {
        guard let reference else {
            guard let first = images.first else { throw unknownReference("") }
            return (first, images.filter { $0.isNamed(like: first) })
        }
        for rule in ReferenceRule.allCases {
            let matching = images.filter { rule.matches($0, reference) }
            if let first = matching.first { return (first, matching) }
        }
        throw unknownReference(reference)
    }

    private func unknownReference(_ reference: String) -> ImageStoreError {
        let known = images.flatMap { image in
            image.references.isEmpty ? [ReferenceRule.short(image.id)] : image.references
        }
        return ImageStoreError(
            kind: .unknownReference,
            message: "“\(source.path)” has no image “\(reference)”; there is \(Self.list(known))")
    }

    private func unknownPlatform(_ platform: Platform, among images: [StoredImage]) -> ImageStoreError {
        let absent = others.filter { $0.kind == .absent }.compactMap(\.platform)
        let known = images.map { "\($0.platform)" } + absent.map { "\($0) (its blobs are absent)" }
        return ImageStoreError(
            kind: .unknownPlatform,
            message: "“\(source.path)” has no image for \(platform); there is \(Self.list(known))")
    }

    /// Names without repetition, twenty at most.
    private static func list(_ names: [String]) -> String {
        var distinct: [String] = []
        distinct.append(new: names)
        let more = distinct.count > 20 ? " and \(distinct.count - 20) more" : ""
        return distinct.isEmpty ? "none" : distinct.prefix(20).joined(separator: ", ") + more
    }
}

extension StoredImage {
    /// Whether this and `other` are one image for several platforms: they share a name, or neither has any.
    fileprivate func isNamed(like other: StoredImage) -> Bool {
        if references.isEmpty || other.references.isEmpty { return references.isEmpty && other.references.isEmpty }
        let names = Set(other.references.map(ReferenceRule.familiar))
        return references.contains { names.contains(ReferenceRule.familiar($0)) }
    }
}

/// How a reference that the user writes can fit an image, strictest first.
enum ReferenceRule: CaseIterable {
    case exact, familiar, withoutRegistry, identifier, tag

    func matches(_ image: StoredImage, _ wanted: String) -> Bool {
        switch self {
        case .exact: image.references.contains(wanted)
        case .familiar:
            image.references.contains { Self.familiar($0) == Self.familiar(wanted) }
        case .withoutRegistry:
            image.references.contains { Self.withoutRegistry(Self.familiar($0)) == Self.familiar(wanted) }
        case .identifier: Self.isBeginning(wanted, of: image.id) || Self.isBeginning(wanted, of: image.manifestDigest)
        case .tag: !wanted.isEmpty && image.references.contains { Self.tag(of: $0) == wanted }
        }
    }

    /// A name as Docker shows it: without `docker.io/library/`, with the tag that is understood.
    static func familiar(_ name: String) -> String {
        var name = name[...]
        for prefix in ["index.docker.io/", "docker.io/", "library/"] where name.hasPrefix(prefix) {
            name = name.dropFirst(prefix.count)
        }
        let hasTag = name.contains("@") || (name.split(separator: "/").last?.contains(":") ?? false)
        return hasTag ? String(name) : "\(name):latest"
    }

    private static func withoutRegistry(_ name: String) -> String {
        guard let slash = name.firstIndex(of: "/") else { return name }
        let host = name[..<slash]
        let isRegistry = host == "localhost" || host.contains(".") || host.contains(":")
        return isRegistry ? String(name[name.index(after: slash)...]) : name
    }

    private static func isBeginning(_ wanted: String, of digest: String?) -> Bool {
        guard let digest, wanted.utf8.count >= 4 else { return false }
        return digest.hasPrefix(wanted) || hex(digest).hasPrefix(wanted)
    }

    private static func tag(of name: String) -> String? {
        guard !name.contains("@"), let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else {
            return nil
        }
        return String(name[name.index(after: colon)...])
    }

    private static func hex(_ digest: String) -> Substring {
        digest.firstIndex(of: ":").map { digest[digest.index(after: $0)...] } ?? digest[...]
    }

    /// Twelve digits of a digest.
    static func short(_ digest: String) -> String {
        String(hex(digest).prefix(12))
    }
}
