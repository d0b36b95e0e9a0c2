import Evidence
import FileTree

/// A base that several images could share: their own bases have nearly the same contents, in other layers.
public struct CommonBase: Sendable, Hashable {
    /// The base to share; nil where its name is not known.
    public let base: String?
    /// The images that have it, or one of nearly the same contents.
    public let images: [String]
    /// The bytes of its files that the others' bases have too.
    public let sameBytes: Int64
    /// What all of them would take less on one disk, in bytes, if the others need no more of their bases.
    public let savedBytes: Int64

    /// So much of the smaller base must be in the other one.
    private static let leastShare = 0.5

    /// The smallest base that another one nearly contains; nil where there is none.
    init?(among bases: [BaseContents]) {
        let distinct = bases.reduce(into: [BaseContents]()) { found, base in
            if !found.contains(where: { $0.chain == base.chain }) { found.append(base) }
        }
        for candidate in distinct.sorted(by: { $0.size < $1.size }) where candidate.size > 0 {
            let others = distinct.filter { other in
                guard !other.chain.starts(with: candidate.chain) else { return false }
                return Double(candidate.sameBytes(as: other)) >= CommonBase.leastShare * Double(candidate.size)
            }
            guard !others.isEmpty else { continue }
            let chains = [candidate.chain] + others.map(\.chain)
            base = candidate.base
            images = bases.filter { chains.contains($0.chain) }.map(\.image)
            sameBytes = others.map { candidate.sameBytes(as: $0) }.min() ?? 0
            savedBytes = CommonBase.bytesBeside(candidate, others)
            return
        }
        return nil
    }

    /// The layers of other bases that the candidate has not, each once.
    private static func bytesBeside(_ candidate: BaseContents, _ others: [BaseContents]) -> Int64 {
        var seen = Set(candidate.chain)
        var sum: Int64 = 0
        for other in others {
            for (layer, size) in zip(other.chain, other.layerSizes) where seen.insert(layer).inserted {
                sum.addSaturated(size)
            }
        }
        return sum
    }
}

/// What a base image's files hold.
struct BaseContents: Sendable {
    /// The image that has the base.
    let image: String
    /// The base's name; nil where it is not known.
    let base: String?
    /// Its layers by their numbers among all chains of the series.
    let chain: [Int]
    /// Their sizes in bytes.
    let layerSizes: [Int64]
    /// The sizes of its contents in bytes, by their hash.
    private let contents: [UInt64: Int64]

    /// Nil where no base is known.
    init?(of image: AnalyzedImage, named name: String, chain: [Int]) {
        let layers = image.stages.baseLayers.filter { $0 <= image.stack.layerCount }
        guard let last = layers.last, chain.indices.contains(last - 1) else { return nil }
        self.image = name
        base = image.stages.baseName
        self.chain = Array(chain.prefix(last))
        layerSizes = (1...last).map { image.stack.totals(of: $0)?.size ?? 0 }
        let view = image.stack.view(of: 1...last)
        var contents: [UInt64: Int64] = [:]
        for index in 0..<image.stack.pathCount {
            guard let path = image.stack.path(at: index), view.isPresent(path), let reference = view.entry(of: path)
            else { continue }
            let entry = image.stack.entry(reference)
            if let hash = entry.contentHash, entry.size > 0 { contents[hash] = entry.size }
        }
        self.contents = contents
    }

    /// The bytes of all its contents, each once.
    var size: Int64 { contents.values.reduce(0) { $0.addingSaturated($1) } }

    /// The bytes of those contents that another base has too.
    func sameBytes(as other: BaseContents) -> Int64 {
        contents.reduce(0) { sum, content in
            other.contents[content.key] == nil ? sum : sum.addingSaturated(content.value)
        }
    }
}
