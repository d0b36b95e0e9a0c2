import Archive
import ImageAnalysis
import ImageStore
import Reporting

/// What `--against` names: an image, or what `strata check --format json` wrote of one.
enum PriorSource {
    case image(PriorReport)
    case document(PriorReport.Document, name: String)

    /// Opens what is named. An image is judged as those are that are held against it.
    init(
        _ name: String, _ options: JudgingOptions, _ settings: ProjectSettings, _ messages: MessageOptions
    ) throws {
        if PriorSource.isDocument(name) {
            let bytes = try ConfigurationFile.document(at: name)
            do throws(PriorReport.Fault) {
                self = .document(try PriorReport.Document(parsing: bytes, name: name), name: name)
            } catch {
                throw Failure.usage("\(name) \(error.description)")
            }
        } else {
            let judged = try JudgedImage(
                name, options, settings, messages, request: try options.request(settings))
            try judged.analysis.loaded.requireComplete()
            self = .image(PriorReport(judged.report, name: name))
        }
    }

    /// The report that an image is held against.
    func report(on image: ImageReport) throws(Failure) -> PriorReport {
        switch self {
        case .image(let report): return report
        case .document(let document, let name):
            do throws(PriorReport.Fault) {
                return try document.report(on: image)
            } catch {
                throw .usage("\(name) \(error.description)")
            }
        }
    }

    /// What should be known of it, one sentence each.
    var warnings: [String] {
        switch self {
        case .image: []
        case .document(let document, _): document.warnings
        }
    }

    /// Whether a file begins as a JSON document does: no image does.
    private static func isDocument(_ name: String) -> Bool {
        guard case .path(let path) = ImageName(name), ConfigurationFile.isFile(path),
            let start = try? FileWindow(opening: path).bytes(at: 0, count: 64)
        else { return false }
        return start.first { ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].contains($0) } == UInt8(ascii: "{")
    }
}
