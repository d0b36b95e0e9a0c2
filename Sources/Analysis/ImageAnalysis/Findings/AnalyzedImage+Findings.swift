import Evidence
import FileTree
import Rules

extension AnalyzedImage {
    /// What the rules find, the worst first, among equals those with most bytes.
    ///
    /// - Parameters:
    ///   - rules: The rules on images to ask; all by default.
    ///   - dockerfileRules: The rules on Dockerfiles to ask of the image's own, or of its history; none by default.
    ///   - isCancelled: Asked before each rule on images; once it is true, no more rules are asked.
    public func findings(
        of rules: [any ImageRule] = RuleCatalog.imageRules, _ dockerfileRules: [any DockerfileRule] = [],
        isCancelled: () -> Bool = { false }
    ) -> [Finding] {
        let onImage = rules.flatMap { isCancelled() ? [] : $0.findings(in: self) }
        let found = onImage + (isCancelled() ? [] : lintFindings(of: dockerfileRules))
        return found.enumerated().sorted { left, right in
            if left.element.severity != right.element.severity { return left.element.severity > right.element.severity }
            let (leftBytes, rightBytes) = (left.element.bytes ?? 0, right.element.bytes ?? 0)
            return leftBytes == rightBytes ? left.offset < right.offset : leftBytes > rightBytes
        }.map(\.element)
    }

    /// The bytes that all these findings together would save: an entry that several findings name counts once.
    public func reclaimableBytes(_ findings: [Finding]) -> Int64 {
        var seen = EntrySet()
        var sum: Int64 = 0
        for finding in findings {
            for item in finding.items where seen.insert(item.entry) {
                sum = sum.addingSaturated(item.bytes)
            }
        }
        return sum
    }
}
