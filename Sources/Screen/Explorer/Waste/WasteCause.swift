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
    /// The files, by directory; empty where the finding lists none.
    let tree: ByteTree

    /// The causes of an image, one's own first, each kind with the most bytes first.
    ///
    /// - Parameters:
    ///   - findings: All findings of the image.
    ///   - aboutBytes: Those that are about bytes, indices into `findings`.
    ///   - baseLayerCount: How many layers are the base image's.
    static func causes(
        of findings: [ImageFindings.Judged], aboutBytes: [Int], in stack: LayerStack, baseLayerCount: Int
    ) -> [WasteCause] {
        var taken: Set<EntryReference> = []
        // What is hidden is hidden, whatever else is to be said of it.
        let byRule = Dictionary(grouping: aboutBytes) { key(of: findings[$0]) }.values.sorted { left, right in
            let (isHidden, isOtherHidden) = (
                findings[left[0]].category == .waste, findings[right[0]].category == .waste
            )
            return isHidden == isOtherHidden ? left[0] < right[0] : isHidden
        }
        return byRule.flatMap { group -> [WasteCause] in
            let items = group.flatMap { findings[$0].finding.items }.filter { taken.insert($0.entry).inserted }
            let others = group.filter { findings[$0].finding.items.isEmpty }
            return [false, true].compactMap { isBase in
                let parts = items.filter { ($0.entry.layer <= baseLayerCount) == isBase }
                let plain = others.filter { ((findings[$0].finding.layer ?? .max) <= baseLayerCount) == isBase }
                return WasteCause(group[0], findings, parts, plain, isBase: isBase, in: stack)
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
        _ first: Int, _ findings: [ImageFindings.Judged], _ items: [Finding.Item], _ plain: [Int], isBase: Bool,
        in stack: LayerStack
    ) {
        let more = plain.reduce(Int64(0)) { $0.addingSaturated(findings[$1].finding.bytes ?? 0) }
        tree = ByteTree(items, in: stack)
        bytes = tree.bytes.addingSaturated(more)
        guard bytes > 0 else { return nil }
        files = tree.files
        let isHidden = findings[first].category == .waste
        title = isHidden ? "Stored, then hidden by later layers" : findings[first].finding.rule.title
        self.isBase = isBase
        finding = first
        layers = Set(items.map(\.entry.layer) + plain.compactMap { findings[$0].finding.layer }).sorted()
    }
}
