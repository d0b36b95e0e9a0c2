import Evidence
import FileTree
import Rules

/// What `strata check` says of an image: its facts, what the rules found in it, and whether it passes the gates.
///
/// `Reporting` writes it in each format.
public struct FindingsReport: Sendable {
    /// What is asked of an image.
    public struct Request: Sendable {
        /// Only rules of these categories; empty for all.
        public var categories: Set<Rule.Category> = []
        /// Only rules of these ids; empty for all.
        public var rules: Set<String> = []
        /// Not the rules of these ids.
        public var skippedRules: Set<String> = []
        /// Findings on these paths are counted and not told; gates do not look at them.
        public var skippedPaths: [IgnoredPath] = []
        /// Findings that are accepted.
        public var ignored = IgnoreList()
        /// Findings that are accepted by name, one by one.
        public var baseline = Baseline()
        /// What the image is held against; nil for nothing.
        public var prior: PriorReport?
        /// Whether only findings count that `prior` does not have: the list and the gates look at these alone.
        public var isNewOnly = false
        /// Lesser findings are counted, and gates see them, but they are not listed.
        public var minimumSeverity = Severity.info
        /// Whether findings on the base image's layers count, for gates on findings too.
        public var base = BaseLayers.include
        /// The limits to keep.
        public var gates: [Gate] = []

        /// Everything, and no limits.
        public init() {}

        /// Whether a rule is asked.
        public func asks(_ rule: Rule) -> Bool {
            (categories.isEmpty || categories.contains(rule.category)) && (rules.isEmpty || rules.contains(rule.id))
                && !skippedRules.contains(rule.id)
        }
    }

    /// The facts of `strata inspect`.
    public let image: ImageReport
    /// The findings to list, the worst first.
    public let findings: [Finding]
    /// The findings that are accepted, in the same order.
    public let ignored: [Finding]
    /// How many findings are not listed because they are too light.
    public let omittedCount: Int
    /// How many findings are left out because they are on paths that are skipped.
    public let skippedCount: Int
    /// How the image stands to the one that it is held against; nil where there is none.
    public let growth: Growth?
    /// All that was found, whatever is listed, accepted or left out.
    public let everything: KnownFindings
    /// The bytes that remedies of the listed findings would save together, each file counted once.
    public let reclaimableBytes: Int64
    /// How the image stands to the gates, in their order.
    public let gates: [GateResult]
    /// The rules that found something, listed or not, in the catalog's order.
    public let rules: [Rule]
    /// What the final tree does not show, taken apart.
    public let waste: WasteBreakdown
    /// What it shows more than once.
    public let duplicates: DuplicateContents
    /// The layers, for the names of paths.
    public let stack: LayerStack

    /// Looks for findings.
    ///
    /// - Parameters:
    ///   - image: What rules look at.
    ///   - report: The facts of the same image.
    ///   - request: What is asked.
    ///   - imageRules: The rules on images.
    ///   - dockerfileRules: The rules on Dockerfiles, asked where the image's own is known.
    public init(
        on image: AnalyzedImage, report: ImageReport, request: Request = Request(),
        imageRules: [any ImageRule] = RuleCatalog.imageRules,
        dockerfileRules: [any DockerfileRule] = RuleCatalog.dockerfileRules
    ) {
        let onImage = imageRules.filter { request.asks($0.rule) }
        let onDockerfile = dockerfileRules.filter { request.asks($0.rule) }
        let found = image.findings(of: onImage, onDockerfile).map { FindingsReport.placed($0, in: image.stages) }
            .fingerprinted
        let wanted = found.filter { request.base.includes(isBase: image.isOfBase($0)) }
        let told = wanted.filter { finding in !FindingsReport.skips(finding, request.skippedPaths, in: image.stack) }
        let (open, ignored) = request.baseline.split(request.ignored.split(told))
        let kept = request.isNewOnly ? open.filter { request.prior?.findings.contains($0) != true } : open
        self.image = report
        self.ignored = ignored
        skippedCount = wanted.count - told.count
        let everything = KnownFindings(found)
        self.everything = everything
        growth = request.prior.map { prior in
            Growth(
                prior: prior, newCount: open.count { !prior.findings.contains($0) },
                goneCount: prior.findings.count(absentFrom: everything), leftOutCount: open.count - kept.count)
        }
        findings = kept.filter { $0.severity >= request.minimumSeverity }
        omittedCount = kept.count - findings.count
        reclaimableBytes = image.reclaimableBytes(findings)
        let unreadable = image.stack.layersNotLoaded.count
        // Of a part of an image nothing good can be said: no table must read as if it had passed.
        let standing = unreadable > 0 ? [Gate(.completeness, origin: "always")] : []
        gates = (standing + request.gates).map {
            $0.result(for: report.totals, findings: kept, unreadableLayers: unreadable)
        }
        waste = image.wasteBreakdown
        duplicates = image.duplicates
        stack = image.stack
        var fired = Set(found.map(\.rule))
        // Each once: some rules answer images and Dockerfiles alike.
        rules = (onImage.map(\.rule) + onDockerfile.map(\.rule)).filter { fired.remove($0) != nil }
    }

    /// Whether the image keeps all limits.
    public var hasPassed: Bool { gates.allSatisfy(\.hasPassed) }

    /// How many listed findings there are of a severity.
    public func count(of severity: Severity) -> Int { findings.count { $0.severity == severity } }

    /// Whether a finding is on skipped paths: its own, or those of all its files.
    private static func skips(_ finding: Finding, _ patterns: [IgnoredPath], in stack: LayerStack) -> Bool {
        func isSkipped(_ path: [UInt8]) -> Bool { patterns.contains { $0.matches(path) } }
        guard !patterns.isEmpty else { return false }
        if let path = finding.path, isSkipped(path) { return true }
        return !finding.items.isEmpty && finding.items.allSatisfy { isSkipped(stack.path(of: $0.path)) }
    }

    /// The finding with the line of the Dockerfile that made its layer, where it has no line of its own.
    private static func placed(_ finding: Finding, in stages: ImageStages) -> Finding {
        guard finding.line == nil, let layer = finding.layer else { return finding }
        guard let origin = stages.attribution.layers.first(where: { $0.index == layer }), !origin.isWholeStage else {
            return finding
        }
        var placed = finding
        placed.line = origin.lines?.lowerBound
        return placed
    }
}
