import ArgumentParser
import DisplayText
import FileTree
import ImageAnalysis
import ImageStore

/// Which paths a command is about.
struct FilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only paths that fit, such as '*.py >1MB !test'; see above.", valueName: "expression"),
        transform: PathFilter.init)
    var filter: PathFilter?
    @OptionGroup var dockerfile: DockerfileOptions

    /// What the help of each command that has the option says of it.
    static let discussion = """
        --filter joins terms: side by side all must hold, | or `or` between alternatives, ! or - before what is not \
        wanted, brackets group. A word is a part of a name, with a slash of the path; '*.py' a whole name, \
        '**/test/**' and 'lib/*.so' a path, /regex/ an expression of the path; >10MB <=4k a size; layer:9 layer:3-5, \
        stage:builder, kind:file|dir|link|hardlink|device|pipe|socket, owner:0 owner:1000:1000, \
        mode:suid|sgid|sticky|world-writable|exec mode:0755, change:+|~|m|-, mark:secret|waste|bloat|hardening, \
        rule:ID, package:libc6. Case does not count.
        """

    /// Opens the image: analysed, where the filter asks for what only that tells.
    func open(_ options: ImageOptions, _ messages: MessageOptions, search: (any ContentSearch)? = nil) throws -> (
        loaded: LoadedImage, context: PathFilter.Context
    ) {
        guard let filter, filter.needsFindings || filter.needsPackages || filter.needsStages else {
            let observer = search.map { ContentInspection(collectors: [], searches: [$0]) }
            let loaded = try LoadedImage(
                options.image, options.reference, options.platform, options.cache, messages, observer: observer)
            return (loaded, PathFilter.Context())
        }
        let analysis = try OpenedAnalysis(options, dockerfile, messages) {
            $0.scansSecrets = filter.needsFindings
            $0.hashesContents = filter.needsFindings
            if let search { $0.searches = [search] }
        }
        let context = PathFilter.Context(
            analysis.image, findings: filter.needsFindings ? analysis.analysis.findings().findings : nil,
            hasPackages: filter.needsPackages)
        do throws(PathFilter.Fault) {
            try filter.check(against: context)
        } catch {
            throw Failure.usage("--filter: \(Printable.escape(error.description))")
        }
        return (analysis.loaded, context)
    }
}
