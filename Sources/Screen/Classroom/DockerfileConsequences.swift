import DisplayText
import Dockerfile
import Explorer
import ImageAnalysis
import Learn
import TerminalUI

/// What comes of a Dockerfile as it stands in the editor: faults and findings, the stages.
struct DockerfileConsequences {
    private let file: TaughtDockerfile
    private let findings: [Finding]

    init(_ file: TaughtDockerfile) {
        self.file = file
        findings = file.findings
    }

    /// The lines, from 1, that something is said of.
    var markedLines: Set<Int> {
        Set(findings.compactMap(\.line) + file.document.issues.map(\.lines.lowerBound))
    }

    /// What is to be read.
    func lines(width: Int, _ options: Explorer.Options) -> [TextLine] {
        stageLines(width, options) + faultLines(width, options) + findingLines(width, options)
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

    private func faultLines(_ width: Int, _ options: Explorer.Options) -> [TextLine] {
        file.document.issues.prefix(3).flatMap { issue in
            TextLine.wrapped(Printable.escape(issue.description), width: width, style: options.theme.error)
        }
    }

    private func findingLines(_ width: Int, _ options: Explorer.Options) -> [TextLine] {
        let shown = findings.filter { $0.severity > .info }
        guard !shown.isEmpty else { return [TextLine("No findings.", options.theme.dim)] }
        return shown.map { finding in
            let place = finding.line.map { "line \($0): " } ?? ""
            return TextLine(place + Printable.escape(finding.title), options.theme.warning)
        }
    }
}
