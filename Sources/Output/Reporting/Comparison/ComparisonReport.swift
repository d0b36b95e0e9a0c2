import DisplayText
import FileTree
import ImageAnalysis

/// What `strata diff` says of two images.
public struct ComparisonReport: Sendable {
    let comparison: Comparison
    let limit: Int
    let warnings: [String]
    let files: [FileDifference]?

    /// - Parameters:
    ///   - comparison: What differs.
    ///   - limit: How many lines each of the tables for people has, those with the largest difference.
    ///   - warnings: What is odd or damaged in the images, one sentence each.
    ///   - files: How files of other contents differ; nil where nobody asked.
    public init(_ comparison: Comparison, limit: Int, warnings: [String] = [], files: [FileDifference]? = nil) {
        self.comparison = comparison
        self.limit = limit
        self.warnings = warnings
        self.files = files
    }
}

/// What all forms for people say.
extension ComparisonReport {
    /// A size of both images, in bytes.
    struct Size {
        let title: String
        let a: Int64
        let b: Int64
    }

    /// Why the images differ, one row.
    struct Cause {
        let delta: Int64
        let compressedDelta: Int64
        /// How many paths; nil for what is not in the trees.
        let paths: Int?
        let why: String
    }

    /// The sizes, that of all layers first.
    var sizes: [Size] {
        let (a, b) = (comparison.a, comparison.b)
        return [
            Size(title: "in layers", a: a.layerBytes, b: b.layerBytes),
            Size(title: "shown", a: a.visibleBytes, b: b.visibleBytes),
            Size(title: "stored", a: a.storedBytes, b: b.storedBytes),
        ]
    }

    /// By how many layers the second image has more: `+2`, `-1`, `0`.
    var layerDifference: String {
        let more = comparison.b.layers - comparison.a.layers
        return more > 0 ? "+\(more)" : "\(more)"
    }

    /// The causes, the largest first; last what lies in layers and is not shown.
    var causes: [Cause] {
        let (a, b) = (comparison.a, comparison.b)
        let hidden = Cause(
            delta: b.hiddenBytes - a.hiddenBytes, compressedDelta: b.hiddenCompressed - a.hiddenCompressed, paths: nil,
            why: "hidden: in a layer, and not shown")
        let classes = comparison.classes.filter(\.isCause).map { sum in
            Cause(
                delta: sum.delta, compressedDelta: sum.compressedDelta, paths: sum.paths, why: why(sum.difference))
        }
        return classes + (hidden.delta != 0 || hidden.compressedDelta != 0 ? [hidden] : [])
    }

    /// What a class means, for these images.
    private func why(_ difference: DifferenceClass) -> String {
        let meaning = "\(difference.rawValue): \(difference.meaning)"
        guard difference == .baseImage, let from = comparison.a.base, let to = comparison.b.base else { return meaning }
        return from == to ? meaning : "\(difference.rawValue): \(from) → \(to)"
    }

    /// What both share and a push sends; what is the same, and how exact compressed sizes are.
    var sentences: [String] {
        let isSampled = comparison.compressedError > 0
        let shared = comparison.sharedLayers
        let same = comparison.classes.first { $0.difference == .same }
        return [
            "\(Count.text(shared, "layer")) from the base on \(Count.noun(shared, "is", "are")) shared; a push of B to where "
                + "A is sends \(ByteCount(comparison.pushedBytes))" + (isSampled ? " (by samples)" : ""),
            "the same in both: \(ByteCount(same?.bytesB ?? 0)) in \(same?.paths ?? 0) paths"
                + (isSampled ? "; compressed by samples, ±\(ByteCount(comparison.compressedError))" : ""),
        ]
    }

    /// The versions of a package, `-` for none.
    func versions(_ versions: [String]) -> String {
        versions.isEmpty ? "-" : versions.map { Printable.escape($0) }.joined(separator: ", ")
    }

    /// How much of a list is left out.
    func more(_ count: Int, _ noun: String) -> String {
        "and \(Count.text(count - limit, noun)) more (--limit, --format json)"
    }
}
