import Archive
import ImageAnalysis

/// Reports as one document of SARIF 2.1.0, within what GitHub's code scanning takes: 10 MB compressed by gzip, 5,000
/// results of a run shown, 10 tags of a rule kept ("SARIF support for code scanning", GitHub Docs). The worst stay.
public struct SARIFDocument: Sendable {
    /// The results of a run that are shown.
    public static let resultLimit = 5000
    /// The tags of a rule that are kept.
    static let tagLimit = 10
    /// The runs that a document may have.
    private static let runLimit = 20
    /// The bytes that a document may have, compressed by gzip.
    public static let byteLimit = 10_000_000

    /// The document.
    public let json: JSONValue
    /// What was left out, or will not be taken, one sentence each.
    public let remarks: [String]

    /// A run for each report.
    ///
    /// - Parameters:
    ///   - reports: The reports.
    ///   - toolVersion: The version of the program that asks.
    ///   - byteLimit: The bytes that the document may have, compressed by gzip; GitHub's by default.
    public init(_ reports: [any ReportedFindings], toolVersion: String, byteLimit: Int = SARIFDocument.byteLimit) {
        var limit = SARIFDocument.resultLimit
        var json = SARIFDocument.json(reports, toolVersion, resultLimit: limit)
        // As long as it may be too long: half as many results are about half as many bytes.
        while limit > 0, SARIFDocument.exceeds(byteLimit, json.pretty) {
            limit = min(limit, reports.map(\.resultCount).max() ?? 0) / 2
            json = SARIFDocument.json(reports, toolVersion, resultLimit: limit)
        }
        self.json = json
        let cut = reports.filter { $0.resultCount > limit }.map { report in
            "SARIF: \(report.resultCount - limit) of \(report.resultCount) results on \(report.subject) are left out, the "
                + "lightest: code scanning shows \(SARIFDocument.resultLimit) and takes 10 MB"
        }
        let runs =
            reports.count > SARIFDocument.runLimit
            ? ["SARIF: code scanning takes \(SARIFDocument.runLimit) images in one file, this has \(reports.count)"]
            : []
        remarks = cut + runs
    }

    private static func json(
        _ reports: [any ReportedFindings], _ toolVersion: String, resultLimit: Int
    ) -> JSONValue {
        [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": .array(
                reports.map { report in
                    report.sarifRun(
                        toolVersion: toolVersion, resultLimit: resultLimit,
                        category: reports.count > 1 ? report.subject : nil)
                }),
        ]
    }

    /// Whether a text is longer once it is compressed; what is no longer before is not. What cannot be compressed counts
    /// as it is.
    private static func exceeds(_ limit: Int, _ text: String) -> Bool {
        guard text.utf8.count > limit else { return false }
        do throws(ArchiveError) {
            return try CompressionMeter.size(of: Array(text.utf8)[...], .gzip) > Int64(limit)
        } catch {
            return true
        }
    }
}

extension ReportedFindings {
    /// How many results there are, accepted ones too.
    fileprivate var resultCount: Int { findings.count + ignored.count }
}
