import ImageAnalysis

extension ReportedFindings {
    /// The findings as JSON, an object a line: what was judged, then the documented object of the finding.
    ///
    /// - Parameter hasAllItems: Whether findings list all their files, or the largest.
    public func jsonLines(hasAllItems: Bool = false) -> String {
        findings.map { finding in
            let line = JSONValue.object([(subjectKey, .string(subject))])
            return line.adding(json(of: finding, hasAllItems: hasAllItems)).compact + "\n"
        }.joined()
    }
}
