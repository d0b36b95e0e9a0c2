import Archive
import Evidence
import FileTree

/// The hashes of contents that are nothing but zeros, by their size: recorded and padded files look alike by their hash
/// though they tell nothing of what they were.
struct ZeroContents: Sendable {
    /// Larger contents are not looked at, in bytes.
    static let limit: Int64 = 4 << 30

    private var hashes: [Int64: UInt64] = [:]

    /// Works out the hashes for these sizes, in bytes, in one pass over as many zeros as the largest has.
    init(sizes: some Sequence<Int64>) {
        let zeros = [UInt8](repeating: 0, count: 256 << 10)
        var hasher = ContentHasher()
        var done: Int64 = 0
        for size in Set(sizes).sorted() where size > 0 && size <= ZeroContents.limit {
            while done < size {
                let count = Int(min(size - done, Int64(zeros.count)))
                zeros.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
                done += Int64(count)
            }
            hashes[size] = hasher.finish()
        }
    }

    /// Whether contents of that size and hash are all zeros.
    func holds(size: Int64, hash: UInt64?) -> Bool {
        guard let hash, let zeros = hashes[size] else { return false }
        return hash == zeros
    }
}

/// Says how far equal hashes can be trusted: contents that are all zeros may have been blanked.
enum BlankContents {
    /// A sentence about the copies of a pair whose contents are all zeros; empty when none are.
    static func caveat(on pair: WasteBreakdown.Pair, in stack: LayerStack) -> String {
        let entries = pair.copies.map { stack.entry($0.hidden.entry) }
        let zeros = ZeroContents(sizes: entries.map(\.size))
        let count = entries.count { zeros.holds(size: $0.size, hash: $0.contentHash) }
        if count == 0 { return "" }
        return "\(count) of them hold nothing but zeros: if they were blanked, they may have differed."
    }
}
