import DisplayText
import Dockerfile
import Explorer
import ImageAnalysis
import Learn
import TerminalUI

/// What comes of a Dockerfile, or of its `.dockerignore`, as it stands in the editor: findings, the stages.
struct DockerfileConsequences {
    private let file: TaughtDockerfile
    private let findings: [Finding]
    private let size: PredictedSize
    /// What stands before a line's number: of which file it is, where that is not the edited one.
    private let lineLabel: String

    init(_ file: TaughtDockerfile, editing edited: Step.Edit.File, knowing sizes: KnownSizes) {
        self.file = file
        lineLabel = edited == .dockerfile ? "line" : "Dockerfile, line"
        findings = file.findings
        size = PredictedSize(of: file, knowing: sizes)
    }

    /// The lines, from 1, that something is said of.
    var markedLines: Set<Int> {
        Set(findings.compactMap(\.line) + file.document.issues.map(\.lines.lowerBound))
    }

    /// What is to be read.
    func lines(width: Int, _ options: Explorer.Options) -> [TextLine] {
        stageLines(width, options) + [sizeLine(options)] + cacheLines(width, options) + findingLines(width, options)
    }

    /// The size that is known of, and what is not.
    private func sizeLine(_ options: Explorer.Options) -> TextLine {
        let known = ByteCount(size.knownBytes).text(in: options.units)
        let line = TextLine("size        ", options.theme.dim).adding(known, options.theme.title)
        guard !size.unknown.isEmpty else { return line }
        let lines = size.unknown.map { "\($0.line)" }
        let subject = lines.count == 1 ? "line \(lines[0]) comes" : "lines \(lines.joined(separator: ", ")) come"
        return line.adding(" and what \(subject) to, which nobody knows yet", options.theme.dim)
    }

    /// What a build of it runs again after the file that the learner began with.
    private func cacheLines(_ width: Int, _ options: Explorer.Options) -> [TextLine] {
        guard let steps = file.rebuild?.steps.filter({ $0.outcome != .notBuilt }), !steps.isEmpty else { return [] }
        let again = steps.filter(\.isDoneAgain)
        let text =
            again.isEmpty
            ? "all \(steps.count) steps cached"
            : "\(again.count) of \(steps.count) steps run again: line "
                + again.map { "\($0.lines.lowerBound)" }.joined(separator: ", ")
        return [TextLine("build again ", options.theme.dim).adding(text)]
    }

    private func stageLines(_ width: Int, _ options: Explorer.Options) -> [TextLine] {
        let theme = options.theme
        return file.graph.stages.map { stage in
            let sources = file.graph.edges.filter { $0.stage == stage.index && $0.kind != .from }.map {
                $0.source.label(in: file.graph)
            }
            let isBuilt = stage.role != .unbuilt
            let line = TextLine(TextWidth.pad(Printable.escape(stage.label), to: 12), isBuilt ? theme.title : theme.dim)
                .adding("from \(Printable.escape(stage.base.label(in: file.graph)))", isBuilt ? theme.text : theme.dim)
            let taken = sources.isEmpty ? "" : ", takes from \(Printable.escape(sources.joined(separator: ", ")))"
            return line.adding(taken + (isBuilt ? "" : ", not built: nobody needs it"), theme.dim)
        }
    }

    private func findingLines(_ width: Int, _ options: Explorer.Options) -> [TextLine] {
        let shown = findings.filter { $0.severity > .info }
        guard !shown.isEmpty else { return [TextLine("No findings.", options.theme.dim)] }
        return shown.flatMap { finding in
            let place = finding.line.map { "\(lineLabel) \($0): " } ?? ""
            return TextLine.wrapped(
                place + Printable.escape(finding.title), width: width,
                style: finding.severity >= .high ? options.theme.error : options.theme.warning)
        }
    }
}
