import ImageAnalysis
import Reporting

/// A file of accepted findings.
enum BaselineFile {
    /// Reads a file.
    static func read(_ path: String) throws(Failure) -> Baseline {
        let bytes = try ConfigurationFile.bytes(of: path)
        do throws(Baseline.Fault) {
            return try Baseline(parsing: bytes, name: path)
        } catch {
            throw .usage("\(path)\(error.description)")
        }
    }

    /// What accepts nothing any more, one sentence each: of many only the first.
    ///
    /// - Parameters:
    ///   - baseline: What is accepted.
    ///   - reports: What was found.
    ///   - isAsked: Whether a rule was asked, by its id.
    static func remarks(
        on baseline: Baseline, after reports: [FindingsReport], whereAsked isAsked: (String) -> Bool
    ) -> [String] {
        let absent = baseline.absent(from: reports.map(\.everything), whereAsked: isAsked)
        let listed = absent.prefix(listedCount).map { entry in
            "\(baseline.origin(of: entry)): \(baseline.text(of: entry)) is accepted and not found any more"
        }
        let rest = absent.count - listed.count
        return listed + (rest > 0 ? ["\(baseline.name): \(rest) more are accepted and not found any more"] : [])
    }

    private static let listedCount = 10
}
