import OCI

/// How a place names its blobs.
enum BlobNaming: Sendable {
    /// `blobs/<algorithm>/<hex>`, in OCI layouts.
    case layout
    /// `<hex>`, and `<hex>.manifest.json` for manifests below an index, in docker directories.
    case flat

    /// Where the blob of `digest` may lie.
    func blobPaths(of digest: Digest) -> [String] {
        switch self {
        case .layout: ["blobs/\(digest.algorithm)/\(digest.hex)"]
        case .flat: [digest.hex, "\(digest.algorithm)-\(digest.hex)"]
        }
    }

    /// Where the manifest of `digest` may lie.
    func manifestPaths(of digest: Digest) -> [String] {
        switch self {
        case .layout: blobPaths(of: digest)
        case .flat: blobPaths(of: digest).map { "\($0).manifest.json" } + blobPaths(of: digest)
        }
    }
}

extension BlobDirectory {
    /// The first of `paths` that there is; what is wrong with the first when there is none.
    func findFirst(_ paths: [String]) -> Found {
        var outcome: Found?
        for path in paths {
            let found = find(path)
            if case .file = found { return found }
            outcome = outcome ?? found
        }
        return outcome ?? .absent
    }

    /// The blob of a digest as written; a malformed digest never becomes a path.
    func blob(_ digest: String, naming: BlobNaming) -> Found {
        guard let digest = Digest(digest) else { return .missing("has a malformed digest") }
        return findFirst(naming.blobPaths(of: digest))
    }
}
