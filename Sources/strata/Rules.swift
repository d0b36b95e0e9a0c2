import ArgumentParser
import ImageAnalysis
import Reporting

/// `strata rules`: what the rules look for, why, and what to do.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List all rules, or tell of one why it matters and what to do.",
        discussion: "ID is a rule's own, or one of dockle, hadolint or BuildKit: CIS-DI-0001, DL3008."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, markdown
    }

    @Argument(help: "The rules to tell of in full.") var ids: [String] = []
    @Option(help: "table, json or markdown.") var format: Format = .table
    @OptionGroup var output: OutputOptions

    func run() throws {
        let chosen = try ids.flatMap { id in
            let meant = RuleCatalog.rules(named: id)
            guard !meant.isEmpty else { throw Failure.usage(RuleCatalog.unknown(id)) }
            return meant
        }
        let list = ids.isEmpty ? RuleList() : RuleList(chosen)
        let output = try Output(path: output.output)
        let palette = self.output.palette(for: output)
        switch format {
        case .table where ids.isEmpty: try output.write(list.text(width: output.width, palette: palette))
        case .table: try output.write(list.details(width: output.width, palette: palette))
        case .json: try output.write(json: list.json)
        case .markdown: try output.write(list.markdown)
        }
        try output.finish()
    }
}
