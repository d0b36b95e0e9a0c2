import Evidence
import FileTree

/// The equal contents of the final tree, found by the hashes that the loader made.
public struct DuplicateContents: Deduction {
    /// The groups, those with most bytes to save first; blank ones too.
    public let groups: [DuplicateGroup]

    /// Looks for equal contents. Nothing is found where contents were not hashed.
    public init(of image: AnalyzedImage) {
        guard let view = image.view else {
            groups = []
            return
        }
        let candidates = DuplicateContents.candidates(in: view)
        var runs: [ArraySlice<Candidate>] = []
        var start = 0
        for place in candidates.indices
        where place + 1 == candidates.count || candidates[place + 1] != candidates[start] {
            if place > start { runs.append(candidates[start...place]) }
            start = place + 1
        }
        let zeros = ZeroContents(sizes: runs.compactMap { $0.first?.size })
        groups = runs.compactMap { run in
            guard let first = run.first else { return nil }
            let files = run.map { DuplicateGroup.File(path: $0.path, entry: $0.entry) }
            return DuplicateGroup(
                size: first.size, hash: first.hash,
                files: files.sorted { ($0.entry.layer, $0.path.index) < ($1.entry.layer, $1.path.index) },
                isBlank: zeros.holds(size: first.size, hash: first.hash))
        }.sorted { $0.comesBefore($1) }
    }

    /// One contents each, equal ones side by side.
    private static func candidates(in view: TreeView) -> [Candidate] {
        let stack = view.stack
        var candidates: [Candidate] = []
        candidates.reserveCapacity(view.fileCount(of: .root))
        for index in 0..<stack.pathCount {
            guard let path = stack.path(at: index), view.isPresent(path), view.kind(of: path) != .directory else {
                continue
            }
            // Contents with several names have their bytes at one of them.
            let size = view.size(of: path)
            guard size > 0, let entry = view.entry(of: path).flatMap({ stack.contents(of: $0) }),
                let hash = stack.contentHash(of: entry)
            else { continue }
            candidates.append(Candidate(size: size, hash: hash, path: path, entry: entry))
        }
        return candidates.sorted { ($0.size, $0.hash) < ($1.size, $1.hash) }
    }

    private struct Candidate: Equatable {
        let size: Int64
        let hash: UInt64
        let path: PathID
        let entry: EntryReference

        static func == (left: Candidate, right: Candidate) -> Bool {
            left.size == right.size && left.hash == right.hash
        }
    }
}

extension DuplicateGroup {
    fileprivate func comesBefore(_ other: DuplicateGroup) -> Bool {
        if extraBytes != other.extraBytes { return extraBytes > other.extraBytes }
        return files.first.map(\.path.index) ?? 0 < other.files.first.map(\.path.index) ?? 0
    }
}

extension AnalyzedImage {
    /// Equal contents of the final tree.
    public var duplicates: DuplicateContents { self[DuplicateContents.self] }
}
