import FileTree
import ImageAnalysis

/// A reason for which bytes are in the image that need not be there. No byte has two.
struct WasteCause: Sendable, Hashable {
    let title: String
    /// Whether the bytes are the base image's, which another base would leave out, and not one's own.
    let isBase: Bool
    /// The finding that says most about it, an index into `ImageFindings.all`.
    let finding: Int
    /// The layers that store the bytes, from 1.
    let layers: [Int]
    let bytes: Int64
    let files: Int
    /// The files, by directory, once the cause was unfolded; nil until then.
    private(set) var tree: ByteTree?

    /// The files of one finding, by their places among its items.
    private struct Part: Hashable {
        let finding: Int
        let items: [UInt32]
    }

    private let parts: [Part]

    /// Whether it lists files, so that there is something to unfold.
    var hasEntries: Bool { files > 0 }

    /// Makes the tree of a cause that is about to be unfolded.
    mutating func unfold(_ findings: [ImageFindings.Judged], in stack: LayerStack) {
        guard tree == nil else { return }
        tree = ByteTree(
            parts.flatMap { part in
                let items = findings[part.finding].finding.items
                return part.items.map { items[Int($0)] }
            }, in: stack)
    }

    /// The causes of an image, one's own first, each kind with the most bytes first.
    ///
    /// - Parameters:
    ///   - findings: All findings of the image.
    ///   - aboutBytes: Those that are about bytes, indices into `findings`.
    ///   - baseLayerCount: How many layers are the base image's.
    static func causes(
        of findings: [ImageFindings.Judged], aboutBytes: [Int], baseLayerCount: Int
    ) -> [WasteCause] {
        var taken = EntrySet()
        // What is hidden is hidden, whatever else is to be said of it.
        let byRule = Dictionary(grouping: aboutBytes) { key(of: findings[$0]) }.values.sorted { left, right in
            let (isHidden, isOtherHidden) = (
                findings[left[0]].category == .waste, findings[right[0]].category == .waste
            )
            return isHidden == isOtherHidden ? left[0] < right[0] : isHidden
        }
        return byRule.flatMap { group -> [WasteCause] in
            var parts: [Bool: [Part]] = [:]
            for index in group {
                let items = findings[index].finding.items
                let own = items.indices.filter { taken.insert(items[$0].entry) }
                for isBase in [false, true] {
                    let part = own.filter { (items[$0].entry.layer <= baseLayerCount) == isBase }
                    if part.isEmpty { continue }
                    parts[isBase, default: []].append(Part(finding: index, items: part.map(UInt32.init)))
                }
            }
            let others = group.filter { findings[$0].finding.items.isEmpty }
            return [false, true].compactMap { isBase in
                let plain = others.filter { ((findings[$0].finding.layer ?? .max) <= baseLayerCount) == isBase }
                return WasteCause(group[0], findings, parts[isBase] ?? [], plain, isBase: isBase)
            }
        }.sorted { left, right in
            if left.isBase != right.isBase { return !left.isBase }
            return left.bytes == right.bytes ? left.title < right.title : left.bytes > right.bytes
        }
    }

    /// All that is hidden is one cause; else each rule is one.
    private static func key(of judged: ImageFindings.Judged) -> String {
        judged.category == .waste ? "" : judged.finding.rule.id
    }

    private init?(
        _ first: Int, _ findings: [ImageFindings.Judged], _ parts: [Part], _ plain: [Int], isBase: Bool
    ) {
        var bytes = Int64(0)
        var layers = Set(plain.compactMap { findings[$0].finding.layer })
        for part in parts {
            let items = findings[part.finding].finding.items
            for item in part.items {
                bytes = bytes.addingSaturated(items[Int(item)].bytes)
                layers.insert(items[Int(item)].entry.layer)
            }
        }
        for other in plain { bytes = bytes.addingSaturated(findings[other].finding.bytes ?? 0) }
        guard bytes > 0 else { return nil }
        let isHidden = findings[first].category == .waste
        title = isHidden ? "Stored, then hidden by later layers" : findings[first].finding.rule.title
        (self.isBase, self.parts, self.bytes) = (isBase, parts, bytes)
        files = parts.reduce(0) { $0 + $1.items.count }
        finding = first
        self.layers = layers.sorted()
    }
}
