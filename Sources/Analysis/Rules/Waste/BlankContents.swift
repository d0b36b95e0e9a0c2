import Evidence
import FileTree

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
