import FileTree
import ImageAnalysis

/// What rules found in an image, made ready for the screen by the thread that analyses.
public struct ImageFindings: Sendable, Hashable {
    /// A finding, with what its rule says of all such findings.
    struct Judged: Sendable, Hashable {
        let finding: Finding
        let category: Rule.Category
        /// Why it matters; empty where no rule of the catalog made the finding.
        let why: String

        /// Whether it is about bytes that the image need not have.
        var isAboutBytes: Bool {
            finding.bytes != nil && [.waste, .bloat, .lesson].contains(category)
        }
    }

    /// All findings, the worst first.
    let all: [Judged]
    /// Which findings are about bytes, those with most of them first; indices into `all`.
    let aboutBytes: [Int]
    /// Why bytes need not be there, each byte for one cause; one's own first.
    private(set) var causes: [WasteCause]
    /// The others, the worst first; indices into `all`.
    let others: [Int]
    /// Which entries, directories and layers have findings.
    let marks: FindingMarks
    /// The largest files that layers store and no container sees, with what became of each.
    let wastedFiles: [WastedFile]
    /// Secrets, hardening and vulnerabilities of low severity or worse, the worst first; indices into `all`.
    let dangers: [Int]

    /// What filters may ask of findings.
    let filterContext: PathFilter.Context

    /// A file that a layer stores and a later one hides.
    struct WastedFile: Sendable, Hashable {
        var item: Finding.Item
        /// `deleted in 13`.
        var fate: String
    }

    /// More of them than a screen has room for.
    private static let wastedFileLimit = 50

    /// The findings of an image, of every rule and of a scanner, say.
    ///
    /// - Parameters:
    ///   - findings: The findings, the worst first.
    ///   - image: The image; paths are its stack's.
    public init(_ findings: [Finding], in image: AnalyzedImage) {
        self.init(
            findings, in: image.stack, baseLayerCount: image.stages.attribution.base.layerCount ?? 0,
            wastedFiles: image.waste.copies.prefix(ImageFindings.wastedFileLimit).map { WastedFile($0) })
    }

    /// Makes the tree of a cause that is about to be unfolded.
    mutating func unfold(cause: Int, in stack: LayerStack) {
        guard causes.indices.contains(cause) else { return }
        causes[cause].unfold(all, in: stack)
    }

    init(_ findings: [Finding], in stack: LayerStack, baseLayerCount: Int = 0, wastedFiles: [WastedFile] = []) {
        self.wastedFiles = wastedFiles
        all = findings.map { Judged(finding: $0, category: $0.rule.category, why: $0.rule.why) }
        let all = all
        aboutBytes = all.indices.filter { all[$0].isAboutBytes }.sorted { left, right in
            let (leftBytes, rightBytes) = (all[left].finding.bytes ?? 0, all[right].finding.bytes ?? 0)
            return leftBytes == rightBytes ? left < right : leftBytes > rightBytes
        }
        causes = WasteCause.causes(of: all, aboutBytes: aboutBytes, baseLayerCount: baseLayerCount)
        others = all.indices.filter { !all[$0].isAboutBytes }
        dangers = others.filter { index in
            all[index].finding.severity >= .low && [.secret, .hardening, .vulnerability].contains(all[index].category)
        }
        marks = FindingMarks(all, in: stack)
        var context = PathFilter.Context()
        context.add(findings: findings, in: stack)
        filterContext = context
    }
}

extension ImageFindings.WastedFile {
    /// A hidden copy with its end in words.
    init(_ copy: WastedCopy) {
        item = Finding.Item(path: copy.path, entry: copy.entry, bytes: copy.bytes)
        fate =
            switch copy.cause {
            case .overwritten: "overwritten in \(copy.hiddenBy)"
            case .replaced: "replaced in \(copy.hiddenBy)"
            case .opaque, .whiteout: "deleted in \(copy.hiddenBy)"
            case .superseded: "written twice there"
            }
    }
}
