import ArgumentParser
import FileTree
import Reporting

/// `strata ls`: the tree, whole, after a layer, or what layers changed.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "List the tree, or what layers changed in it.",
        discussion: """
            Marks: + added, ~ contents modified, m only mode, owner or time modified, - removed. Sizes of directories \
            and their files are those of all that lies below. Times are UTC.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, jsonl, csv
    }

    @OptionGroup var image: ImageOptions
    @Argument(help: "Where to start.") var path = "/"
    @OptionGroup var layers: LayerOptions
    @Flag(help: "Only what changed in these layers, with all levels.") var changes = false
    @Option(help: "How many levels; 1 if not said, all with --changes.") var depth: Int?
    @Flag(name: [.customShort("R"), .long], help: "All levels.") var recursive = false
    @Option(help: "name, size or count.") var sort: TreeListing.Order = .name
    @Option(help: "table, json, jsonl or csv.") var format: Format = .table
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func validate() throws {
        if let depth, depth < 1 { throw ValidationError("--depth must be 1 or more") }
        if depth != nil, recursive { throw ValidationError("--depth and --recursive exclude each other") }
    }

    func run() throws {
        let opened = try LoadedImage(image, messages)
        let view = opened.stack.view(of: try opened.layers(layers.layer, layers.layers))
        let showsChanges = changes || layers.layer != nil || layers.layers != nil
        let top = view.resolve(Array(path.utf8), includesRemoved: showsChanges)
        guard let top else { throw view.absence(of: path, command: "ls") }
        let listing = TreeListing(
            view, below: top, depth: recursive ? nil : depth ?? (changes ? nil : 1), order: sort,
            onlyChanges: changes, showsChanges: showsChanges)
        let output = try Output(path: output.output)
        try output.write(text(of: listing, on: output))
        try output.finish()
        opened.warn(messages)
        try opened.requireComplete()
    }

    private func text(of listing: TreeListing, on output: Output) -> String {
        switch format {
        case .table: listing.text(width: output.width, palette: self.output.palette(for: output))
        case .json: listing.json.pretty + "\n"
        case .jsonl: listing.jsonLines
        case .csv: listing.csv
        }
    }
}

extension TreeListing.Order: ExpressibleByArgument {}
