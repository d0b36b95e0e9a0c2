import ImageAnalysis
import ImageStore

/// An image that was opened and judged.
struct JudgedImage {
    /// The image.
    let analysis: OpenedAnalysis
    /// What is said of it.
    let report: FindingsReport
    /// What the user should know besides, one sentence each.
    private let warnings: [String]

    /// Opens an image and asks the rules.
    ///
    /// - Parameters:
    ///   - name: The image's name.
    ///   - options: How images are judged.
    ///   - settings: What is settled besides.
    ///   - messages: What is said meanwhile.
    ///   - request: What is asked, files beside the image apart.
    ///   - prepare: Adds to the request what the image itself decides, once it is read.
    init(
        _ name: String, _ options: JudgingOptions, _ settings: ProjectSettings, _ messages: MessageOptions,
        request: FindingsReport.Request,
        prepare: (inout FindingsReport.Request, ImageReport) throws -> Void = { _, _ in }
    ) throws {
        var request = request
        let directory = ImageName(name).directory
        let accepted = try options.ignoring.list(settings, besideImageIn: directory)
        request.ignored = accepted.list
        var warnings = accepted.warnings
        var image = ImageOptions()
        (image.image, image.reference, image.platform) = (name, options.reference, options.platform)
        let index = try options.cache.index(settings)
        analysis = try OpenedAnalysis(image, options.dockerfile, index, messages) {
            $0.scansSecrets = RuleCatalog.imageRules.contains { $0.rule.category == .secret && request.asks($0.rule) }
            $0.showsSecrets = options.showSecrets
        }
        var (known, remarks) = try options.vulnerabilities.known(of: analysis.image)
        warnings += remarks
        // Other tools' files count only where there is something that they could be about.
        let hasReports = !options.vulnerabilities.isEmpty
        if hasReports || !options.exceptions.vex.isEmpty || !options.exceptions.trivyIgnore.isEmpty {
            (known.exceptions, remarks) = try options.exceptions.exceptions(beside: accepted.list, imageIn: directory)
            warnings += remarks
        }
        try prepare(&request, analysis.report)
        report = FindingsReport(
            on: analysis.image, report: analysis.report, request: request,
            imageRules: RuleCatalog.imageRules(knowing: known))
        if hasReports, request.categories.isEmpty || request.categories.contains(.vulnerability) {
            warnings += known.exceptions.unused(by: report.ignored)
        }
        self.warnings = warnings
    }

    /// All warnings go to standard error unless the user wants none.
    func warn(_ messages: MessageOptions) {
        analysis.warn(messages)
        messages.warn(warnings)
    }
}
