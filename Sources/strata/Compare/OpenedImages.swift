import ImageAnalysis
import OCI

/// Images that a command holds against one another: read one after the other, layers that several have once.
struct OpenedImages {
    private let platform: Platform?
    private let scansSecrets: Bool
    private let findsDockerfile: Bool
    private let cache: CacheOptions
    private let messages: MessageOptions
    private var analyses: [Analysis] = []

    /// - Parameters:
    ///   - platform: The platform of all, where an image has several.
    ///   - scansSecrets: Whether all files are searched for secrets.
    ///   - findsDockerfile: Whether the Dockerfile of each is looked for.
    ///   - cache: Whether what is made of layers is kept for the next time.
    ///   - messages: What is said meanwhile.
    init(
        platform: Platform?, scansSecrets: Bool, findsDockerfile: Bool = false, _ cache: CacheOptions,
        _ messages: MessageOptions
    ) {
        (self.platform, self.scansSecrets, self.messages) = (platform, scansSecrets, messages)
        (self.findsDockerfile, self.cache) = (findsDockerfile, cache)
    }

    /// Opens an image and reads of it what no other had.
    ///
    /// - Parameters:
    ///   - name: Where it is.
    ///   - reference: Which image there; nil for the first.
    /// - Throws: Where not all of it can be read.
    mutating func open(_ name: String, reference: String? = nil) throws -> Analysis {
        var options = ImageOptions()
        (options.image, options.reference, options.platform, options.cache) = (name, reference, platform, cache)
        let opened = try OpenedAnalysis(options, nil, messages) { request in
            (request.isToBeCompared, request.scansSecrets) = (true, scansSecrets)
            request.findsDockerfile = findsDockerfile
            request.alreadyRead = analyses.map(\.image)
        }
        try opened.loaded.requireComplete()
        analyses.append(opened.analysis)
        return opened.analysis
    }

    /// What is odd or damaged in them, with the image's name before it, each sentence once.
    var warnings: [String] {
        var seen: Set<String> = []
        return analyses.flatMap { analysis in
            analysis.warnings.map { "\(analysis.store.source.path): \($0)" }
        }.filter { seen.insert($0).inserted }
    }
}
