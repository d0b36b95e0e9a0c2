import ArgumentParser
import FileTree
import ImageAnalysis
import RegularExpressions
import Reporting

/// `strata grep`: lines of files in all layers.
struct Grep: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search the contents of files in all layers, deleted and overwritten ones too.",
        discussion: """
            PATTERN is a regular expression as Perl has it, without back-references and look-around. Of each line: the \
            layer that stores it, whether the file is live, deleted or overwritten and by which layer, and \
            path:line: text. Binary files are named, not shown. Exit status: 0 found, 1 nothing found, 2 wrong usage, 3 \
            the image cannot be read.

            \(FilterOptions.discussion) Each file is judged as its own layer shows it.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, jsonl
    }

    @OptionGroup var image: ImageOptions
    @Argument(help: "What to look for.") var pattern: String
    @Argument(help: "Only these files and what lies below these directories.") var paths: [String] = []
    @Flag(name: [.customShort("F"), .long], help: "PATTERN is a text, no expression.") var fixedStrings = false
    @Flag(name: .shortAndLong, help: "Letters match in either case.") var ignoreCase = false
    @Flag(name: [.customShort("l"), .long], help: "Only the names of files.") var filesWithMatches = false
    @Flag(name: .shortAndLong, help: "Only how many lines of each file.") var count = false
    @Option(name: .shortAndLong, help: "At most so many lines of each file.") var maxCount: Int?
    @Option(help: "Only what this layer stores, from 1.") var layer: Int?
    @OptionGroup var filtering: FilterOptions
    @Option(help: "table, json or jsonl.") var format: Format = .table
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func validate() throws {
        if let maxCount, maxCount < 1 { throw ValidationError("--max-count must be 1 or more") }
        if count, filesWithMatches { throw ValidationError("--count and --files-with-matches exclude each other") }
    }

    func run() throws {
        let found = FoundFiles()
        let (opened, context) = try filtering.open(
            image, messages, search: try search().observing { found.add($0) })
        if let layer { _ = try opened.layers(layer, nil) }
        let tops = Set(try paths.map { try top($0, in: opened.stack) })
        let filter = LayerFilter(filtering.filter, context, opened.stack)
        let stack = opened.stack
        let report = TextSearchReport(of: pattern, found.files, in: stack) { path, number in
            guard layer == nil || number == layer else { return false }
            guard let path else { return tops.isEmpty && filtering.filter == nil }
            return (tops.isEmpty || stack.path(path, isAtOrBelow: tops)) && filter.fits(path, inLayer: number)
        }
        let output = try Output(path: output.output)
        try output.write(text(of: report, on: output))
        try output.finish()
        opened.warn(messages)
        if !messages.quiet, found.isOverBudget {
            StandardError.write(
                "warning: more than \(FoundFiles.budget >> 20) MiB of lines fit: those of some files are only counted; "
                    + "--filter or -m narrows it"
            )
        }
        try opened.requireComplete()
        if report.files.isEmpty { throw ExitCode(1) }
    }

    private func search() throws -> TextSearch {
        var options = TextSearch.Options()
        (options.isLiteral, options.ignoresCase) = (fixedStrings, ignoreCase)
        options.linesPerFile = filesWithMatches ? 1 : maxCount
        options.keepsLines = !filesWithMatches && !count
        do throws(RegularExpression.Fault) {
            return try TextSearch(pattern, options)
        } catch {
            throw Failure.usage("\(pattern) cannot be looked for: \(error.message) (-F takes it as a text)")
        }
    }

    /// A path of any layer; where a link leads, in the final tree.
    private func top(_ name: String, in stack: LayerStack) throws -> PathID {
        let bytes = Array(name.utf8)
        let view = stack.view(of: 1...max(1, stack.layerCount))
        guard let path = view.resolve(bytes) ?? stack.find(bytes) else { throw view.absence(of: name, command: "grep") }
        return path
    }

    private func text(of report: TextSearchReport, on output: Output) -> String {
        switch format {
        case .table:
            report.text(
                filesWithMatches ? .names : count ? .counts : .lines, width: output.width,
                palette: self.output.palette(for: output))
        case .json: report.json.pretty + "\n"
        case .jsonl: report.jsonLines
        }
    }
}

/// A filter on files of any layer: each is judged by the tree after its own.
private final class LayerFilter {
    private let filter: PathFilter?
    private let context: PathFilter.Context
    private let stack: LayerStack
    private var known: [Int: PathSet] = [:]

    init(_ filter: PathFilter?, _ context: PathFilter.Context, _ stack: LayerStack) {
        (self.filter, self.context, self.stack) = (filter, context, stack)
    }

    func fits(_ path: PathID, inLayer layer: Int) -> Bool {
        guard let filter else { return true }
        let paths = known[layer] ?? filter.paths(in: stack.view(of: layer...layer), context)
        known[layer] = paths
        return paths.contains(path)
    }
}
