import Evidence
import FileTree

/// A rule that paths tell: its patterns say which files of the final tree it is about. Most such rules are a text and
/// patterns, rows of `PathListRule`; those that look closer say which of the matched files count.
protocol PathRule: ImageRule {
    /// What a path must look like.
    var patterns: [PathPattern] { get }
    /// What the files are, for "12.3 MB of …".
    var subject: String { get }
    /// Findings of fewer bytes are not worth a line.
    var minimumBytes: Int64 { get }
    /// Whether it is about one tool's cache: `TaggedCache` leaves to it what it lists.
    var isCache: Bool { get }
    /// Which of the matched files count; all by default.
    func files(in image: AnalyzedImage) -> [PathIndex.File]
    /// What is to be said of one file; nothing by default.
    func note(on file: PathIndex.File, in image: AnalyzedImage) -> String
    /// What else a finding of these files rests on, one sentence; nothing by default.
    func evidence(on files: [PathIndex.File], in image: AnalyzedImage) -> String
}

extension PathRule {
    var minimumBytes: Int64 { 4096 }

    var isCache: Bool { false }

    func matches(in image: AnalyzedImage) -> [PathIndex.File] { image.paths.files(of: rule.id) }

    func files(in image: AnalyzedImage) -> [PathIndex.File] { matches(in: image) }

    func note(on file: PathIndex.File, in image: AnalyzedImage) -> String { "" }

    func evidence(on files: [PathIndex.File], in image: AnalyzedImage) -> String { "" }

    /// At most two findings: what the image's own layers have, and what came with the base image.
    func findings(in image: AnalyzedImage) -> [Finding] {
        let files = files(in: image)
        return [
            files.filter { !image.isBase(layer: $0.entry.layer) }, files.filter { image.isBase(layer: $0.entry.layer) },
        ]
        .filter { !$0.isEmpty }.flatMap { files in
            BloatFindings(rule: rule, subject: subject, minimumBytes: minimumBytes, image: image).findings(
                of: files.map {
                    Finding.Item(
                        path: $0.path, entry: $0.entry, bytes: $0.bytes, note: note(on: $0, in: image))
                }, evidence: evidence(on: files, in: image))
        }
    }
}
