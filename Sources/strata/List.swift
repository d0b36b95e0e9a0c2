import ArgumentParser
import FileTree
import ImageAnalysis
import ImageStore
import Reporting

/// `strata ls`: the tree, whole, after a layer, or what layers changed.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "List the tree, or what layers changed in it.",
        discussion: """
            Marks: + added, ~ contents modified, m only mode, owner or time modified, - removed. Sizes of directories \
            and their files are those of all that lies below. Times are UTC.

            \(FilterOptions.discussion) Then the list has whole paths of all levels: strata ls IMAGE --filter '>10MB \
            kind:file' --sort size.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, jsonl, csv
    }

    @OptionGroup var image: ImageOptions
    @Argument(help: "Where to start.") var path = "/"
    @OptionGroup var layers: LayerOptions
    @Flag(help: "Only what changed in these layers, with all levels.") var changes = false
    @OptionGroup var filtering: FilterOptions
    @Option(help: "What the base image's layers store: include, exclude or only.") var base: BaseLayers = .include
    @Option(help: "How many levels; 1 if not said, all with --changes.") var depth: Int?
    @Flag(name: [.customShort("R"), .long], help: "All levels.") var recursive = false
    @Option(help: "name, size or count.") var sort: TreeListing.Order = .name
    @Option(help: "table, json, jsonl or csv.") var format: Format = .table
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func validate() throws {
        if let depth, depth < 1 { throw ValidationError("--depth must be 1 or more") }
        if layers.layer == .all, !changes { throw ValidationError("--layer all needs --changes") }
        if depth != nil, recursive { throw ValidationError("--depth and --recursive exclude each other") }
    }

    func run() throws {
        let (opened, context) = try filtering.open(image, messages)
        let range = try opened.layers(layers.layer?.number, layers.layers)
        let views = (layers.layer == .all ? range.map { $0...$0 } : [range]).map { opened.stack.view(of: $0) }
        let filter = try filter(opened)
        let listing = LayerListings(
            views.compactMap { self.listing(of: $0, filter?.paths(in: $0, context)) }, ofEachLayer: layers.layer == .all
        )
        if listing.listings.isEmpty, let last = views.last { throw last.absence(of: path, command: "ls") }
        let output = try Output(path: output.output)
        switch format {
        case .table:
            let palette = self.output.palette(for: output)
            try listing.writeText(width: output.width, palette: palette) { try output.write($0) }
        case .json: try output.write(json: listing.json)
        case .jsonl: try listing.writeJSONLines { try output.write($0) }
        case .csv: try listing.writeCSV { try output.write($0) }
        }
        try output.finish()
        opened.warn(messages)
        try opened.requireComplete()
    }

    /// The filter with what `--base` adds.
    private func filter(_ opened: LoadedImage) throws -> PathFilter? {
        guard base != .include else { return filtering.filter }
        let stages = try filtering.dockerfile.stages(
            of: opened.image, named: ImageName(image.image), others: opened.store.others(than: opened.image))
        return try PathFilter.adding(base, baseLayers: stages.baseLayers, to: filtering.filter)
    }

    /// The listing of a view; nil where the path is not in it.
    private func listing(of view: TreeView, _ filter: PathSet?) -> TreeListing? {
        let showsChanges = changes || layers.layer != nil || layers.layers != nil
        guard let top = view.resolve(Array(path.utf8), includesRemoved: showsChanges) else { return nil }
        let isDeep = recursive || changes || filter != nil
        return TreeListing(
            view, below: top, depth: depth ?? (isDeep ? nil : 1), order: sort, onlyChanges: changes,
            showsChanges: showsChanges, filter: filter)
    }
}

extension TreeListing.Order: ExpressibleByArgument {}
