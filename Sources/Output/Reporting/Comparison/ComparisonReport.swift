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
