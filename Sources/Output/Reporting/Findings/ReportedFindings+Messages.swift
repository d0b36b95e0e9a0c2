import ImageAnalysis

extension ReportedFindings {
    /// A finding in one paragraph: what, where, and what to do.
    func message(of finding: Finding) -> String {
        let place = placeInImage(of: finding).map { " (\($0))" } ?? ""
        return [finding.title + place + ".", finding.evidence, finding.remedy]
            .filter { !$0.isEmpty }.map { Self.sentence($0) }.joined(separator: " ")
    }

    /// `layer 3: /app/.env`; nil for a finding about the whole image.
    func placeInImage(of finding: Finding) -> String? {
        let path = finding.path.map { "/" + String(decoding: $0, as: UTF8.self) }
        let parts = [finding.layer.map { "layer \($0)" }, path].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ": ")
    }

    /// Where a finding is in files: at a line of the Dockerfile where one is known, else at the file in the image, else at
    /// the archive. Paths are as they were given, or without a leading slash.
    func position(of finding: Finding) -> (path: [UInt8], line: Int, column: Int?) {
        if let line = finding.line, let dockerfilePath { return (Array(dockerfilePath.utf8), line, finding.column) }
        return (finding.path ?? Array(sourcePath.utf8), 1, nil)
    }

    private static func sentence(_ text: String) -> String {
        text.hasSuffix(".") || text.hasSuffix("!") || text.hasSuffix("?") ? text : text + "."
    }
}
