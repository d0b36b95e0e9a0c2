import Evidence
import FileTree

/// Makes findings of files that need not be there: one for the image's own layers, one for the base image's, since what
/// helps is another thing.
struct BloatFindings {
    let rule: Rule
    /// What the files are, for "12.3 MB of …".
    let subject: String
    /// Findings of fewer bytes are not worth a line.
    var minimumBytes: Int64 = 4096
    let image: AnalyzedImage

    /// The findings of these files, in any order.
    ///
    /// - Parameter evidence: What else they rest on, a sentence to end the evidence with.
    func findings(of items: [Finding.Item], evidence: String = "") -> [Finding] {
        let isBase = { (item: Finding.Item) in image.isBase(layer: item.entry.layer) }
        return [items.filter { !isBase($0) }, items.filter(isBase)].enumerated().compactMap { place, items in
            finding(of: items, isBase: place == 1, evidence: evidence)
        }
    }

    private func finding(of items: [Finding.Item], isBase: Bool, evidence: String) -> Finding? {
        let bytes = items.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
        guard bytes >= minimumBytes, !items.isEmpty else { return nil }
        let sorted = items.sorted { $0.bytes == $1.bytes ? $0.path < $1.path : $0.bytes > $1.bytes }
        let byLayer = Dictionary(grouping: items, by: \.entry.layer)
            .map { (layer: $0.key, bytes: $0.value.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }) }
            .sorted { $0.bytes == $1.bytes ? $0.layer < $1.layer : $0.bytes > $1.bytes }
        let layer = byLayer.first?.layer
        let place = CommonDirectory.of(items.map(\.path), in: image.stack)
        let title = "\(ByteCount(bytes)) of \(subject)" + (isBase ? " in the base image" : "")
        return Finding(
            rule, title: title, severity: severity(of: bytes, isBase: isBase),
            path: place.map { image.stack.path(of: $0) }, layer: layer,
            line: layer.flatMap { image.line(ofLayer: $0) }, bytes: bytes,
            evidence: sentence(sorted, byLayer: byLayer, place: place) + (evidence.isEmpty ? "" : " " + evidence),
            remedy: isBase ? image.baseRemedy : rule.remedy, items: sorted)
    }

    /// A fifth of a full Debian image is worth doing something about; what the base image brought is one step less.
    private func severity(of bytes: Int64, isBase: Bool) -> Severity {
        let step = bytes >= 20_000_000 ? 2 : bytes >= 1_000_000 ? 1 : 0
        let steps: [Severity] = [.info, .low, .medium]
        return min(max(rule.severity, .low), steps[max(0, isBase ? step - 1 : step)])
    }

    private func sentence(
        _ items: [Finding.Item], byLayer: [(layer: Int, bytes: Int64)], place: PathID?
    ) -> String {
        let below = place.map { " below /\(image.text(of: $0))" } ?? ""
        let count = items.count == 1 ? "1 file, /\(image.text(of: items[0].path))" : "\(items.count) files\(below)"
        let layers = byLayer.prefix(3).map { "\(ByteCount($0.bytes)) by \(image.author(ofLayer: $0.layer))" }
        let rest = byLayer.count > 3 ? " and \(byLayer.count - 3) more layers" : ""
        return "\(count): \(layers.joined(separator: ", "))\(rest)."
    }
}
