import ArgumentParser
import DisplayText
import FileTree
import Reporting

/// `strata extract`: copies files and directories out of the image.
struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy files and directories out of the image.",
        discussion: """
            Paths keep their directories below DIR. Nothing is written outside DIR: no link is followed, absolute \
            links are made relative, links that lead out of it and devices are not made, set-id bits are dropped, owners \
            are yours.

            \(FilterOptions.discussion)
            """
    )

    @OptionGroup var image: ImageOptions
    @Argument(help: "What to copy; / is the whole tree.") var paths: [String]
    @Option(name: .shortAndLong, help: "The directory to copy into; made if it is not there.") var output: String
    @Option(help: "The tree after this layer, from 1.") var layer: Int?
    @OptionGroup var filtering: FilterOptions
    @Flag(help: "Replace files that are there already.") var overwrite = false
    @OptionGroup var messages: MessageOptions

    func run() throws {
        let (opened, context) = try filtering.open(image, messages)
        let last = try opened.layers(layer, nil).upperBound
        let view = opened.stack.view(of: 1...last)
        let tops = try paths.map { name in
            guard let top = view.resolve(Array(name.utf8), followsLast: false) else {
                try opened.requireComplete()
                throw view.absence(of: name, command: "extract")
            }
            return top
        }
        var extraction = try Extraction(from: opened.image, view: view, into: openDirectory())
        do {
            try extraction.run(tops, only: filtering.filter?.paths(in: view, context))
        } catch {
            report(extraction.summary)
            throw error
        }
        report(extraction.summary)
        opened.warn(messages)
        try opened.requireComplete()
        let failed = extraction.summary.failed
        if failed > 0 { throw Failure.unreadable("\(Count.text(failed, "path was", "paths were")) not extracted") }
    }

    private func openDirectory() throws(Failure) -> ExtractionDirectory {
        do {
            return try ExtractionDirectory(path: output, overwrites: overwrite)
        } catch {
            throw .usage("\(output) \(error.reason)")
        }
    }

    private func report(_ summary: Extraction.Summary) {
        let byReason = Dictionary(grouping: summary.refusals, by: \.reason)
        for (reason, refusals) in byReason.sorted(by: { $0.key < $1.key }) {
            let shown = messages.verbose ? refusals[...] : refusals.prefix(3)
            let names = shown.map { Printable.escape($0.path) }.joined(separator: ", ")
            let rest = refusals.count - shown.count
            StandardError.write("not made: \(names)\(rest > 0 ? " and \(rest) more" : ""): \(reason)")
        }
        guard !messages.quiet else { return }
        let size = ByteCount(summary.bytes)
        let directories = Count.text(summary.directories, "directory", "directories")
        StandardError.write("\(Count.text(summary.files, "file")) and \(directories), \(size), in \(output)")
    }
}
