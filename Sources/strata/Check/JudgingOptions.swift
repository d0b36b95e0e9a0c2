import ArgumentParser
import ImageAnalysis
import ImageStore
import OCI

/// How images are judged: what the commands that look for findings have in common.
struct JudgingOptions: ParsableArguments {
    @Option(help: "The image's name where several lie in one archive.") var reference: String?
    @Option(help: "The platform, OS/ARCH[/VARIANT], where an image has several.") var platform: Platform?
    @OptionGroup var dockerfile: DockerfileOptions
    @Option(help: "Only rules of this category; may be said several times.") var category: [Rule.Category] = []
    @OptionGroup var rules: RuleOptions
    @Option(
        help: ArgumentHelp(
            "Findings on paths that match do not count: 'usr/share/**'; may be said several times.", valueName: "glob"))
    var skipPath: [String] = []
    @Option(help: "Findings on the base image's layers: include (if not said), exclude or only; gates count the same.")
    var base: BaseLayers?
    @OptionGroup var ignoring: IgnoreOptions
    @OptionGroup var vulnerabilities: VulnerabilityOptions
    @OptionGroup var exceptions: ExceptionOptions
    @OptionGroup var cache: CacheOptions
    @Flag(help: "Show secrets whole; else the start and the length of each.") var showSecrets = false

    /// What is asked of images, gates and files beside them apart.
    func request(_ settings: ProjectSettings) throws(Failure) -> FindingsReport.Request {
        var request = FindingsReport.Request()
        request.categories = Set(
            settings.list(.category, or: category.map(\.rawValue)).compactMap(Rule.Category.init(rawValue:)))
        (request.rules, request.skippedRules) = try rules.ids(settings)
        request.skippedPaths = settings.list(.skipPath, or: skipPath).map { IgnoredPath($0) }
        request.base = settings.value(.base, or: base) ?? .include
        return request
    }
}

extension BaseLayers: ExpressibleByArgument {}

extension ImageName {
    /// The directory in which the image lies; nil for a stream or an engine.
    var directory: String? {
        guard case .path(let path) = self else { return nil }
        return path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
    }
}
