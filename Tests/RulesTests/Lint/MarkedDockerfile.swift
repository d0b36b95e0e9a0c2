import Dockerfile
import ImageAnalysis
import Testing

@testable import Rules

/// A Dockerfile in a test with a mark, such as 1️⃣, before each place where a rule is to find something.
struct MarkedDockerfile {
    let text: String
    let marks: [SourcePosition]

    init(_ marked: String) {
        var text = String.UnicodeScalarView()
        var marks: [SourcePosition] = []
        var (line, column) = (1, 1)
        var scalars = Array(marked.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            // A mark is a digit, a variation selector and a keycap.
            if ("0"..."9").contains(scalar), scalars.starts(with: ["\u{FE0F}", "\u{20E3}"]) {
                scalars = scalars.dropFirst(2)
                marks.append(SourcePosition(line: line, column: column))
                continue
            }
            text.append(scalar)
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        self.text = String(text)
        self.marks = marks
    }
}

extension Finding {
    /// Where it is.
    var position: SourcePosition { SourcePosition(line: line ?? 0, column: column ?? 0) }
}

/// Expects a rule to find something at each mark, and nowhere else.
func expect(
    _ rule: any DockerfileRule, _ marked: String, ignored: String? = nil, environment: Set<String> = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let source = MarkedDockerfile(marked)
    let dockerfile = AnalyzedDockerfile(
        DockerfileDocument(parsing: source.text), ignored: ignored.map(IgnorePatterns.init(parsing:)),
        environment: environment)
    let findings = rule.findings(in: dockerfile).sorted { $0.position < $1.position }
    #expect(findings.map(\.position) == source.marks, sourceLocation: sourceLocation)
    for finding in findings {
        #expect(finding.rule.id == rule.rule.id, sourceLocation: sourceLocation)
        #expect(!finding.title.isEmpty && !finding.title.hasSuffix("."), sourceLocation: sourceLocation)
        #expect(!finding.evidence.isEmpty && !finding.remedy.isEmpty, sourceLocation: sourceLocation)
    }
}
