import Dockerfile
import Evidence

/// What comments of a Dockerfile ask to be left alone: `# hadolint ignore=DL3008` above an instruction,
/// `# hadolint global ignore=…` for the whole file, the same with `strata`, and BuildKit's `# check=skip=…`, at the top
/// for the whole file, with `;error=true` if need be, and above an instruction for that one.
public struct LintComments: Sendable {
    /// Ids that are ignored in the whole file, in lower case.
    private var everywhere: Set<String> = []
    /// Ids that are ignored in the instruction that starts at a line.
    private var byLine: [(lines: ClosedRange<Int>, ids: Set<String>)] = []
    /// Names that `# check=skip=` skips, in lower case; `all` for all of BuildKit's.
    private var skipped: Set<String> = []
    /// Experimental checks that `# check=experimental=` asks for, in lower case; `all` for all of them.
    private var experimental: Set<String> = []
    /// Whether `# check=error=true` makes each of BuildKit's checks fail the build.
    public private(set) var failsOnChecks = false

    /// Reads the comments of a document.
    public init(of document: DockerfileDocument) {
        for directive in document.directives where directive.name == "check" { read(check: directive.value) }
        var previous = 0
        for instruction in document.instructions {
            // The comments above it, and those within its continuations.
            let heredoc = (instruction.trigger.first ?? instruction).heredocs.compactMap(\.lines?.lowerBound).min()
            let end = heredoc.map { $0 - 1 } ?? instruction.lines.upperBound
            let ids = ids(inLines: (previous + 1)...max(previous + 1, end), of: document)
            if !ids.isEmpty { byLine.append((instruction.lines, ids)) }
            previous = instruction.lines.upperBound
        }
        if previous < document.lines.count { _ = ids(inLines: (previous + 1)...document.lines.count, of: document) }
    }

    /// Whether a finding of a rule at a line is to be left out.
    public func ignores(_ rule: Rule, line: Int?) -> Bool {
        let ids = Set(([rule.id] + rule.knownAs).map { $0.lowercased() })
        if !ids.isDisjoint(with: everywhere) { return true }
        if !ids.isDisjoint(with: skipped) || skipped.contains("all") && rule.isBuildCheck { return true }
        guard let line else { return false }
        return byLine.contains { instruction in
            guard instruction.lines.contains(line) else { return false }
            return !ids.isDisjoint(with: instruction.ids) || instruction.ids.contains("all") && rule.isBuildCheck
        }
    }

    /// Whether an experimental check of BuildKit's is asked for.
    func enables(experimental name: String) -> Bool {
        !experimental.isDisjoint(with: ["all", name.lowercased()])
    }

    /// The shells that comments such as `# hadolint shell=powershell` name, in order of their lines.
    static func statedShells(in document: DockerfileDocument) -> [(line: Int, shell: String)] {
        document.lines.enumerated().compactMap { index, line in
            guard let comment = line.comment, comment.hasPrefix("hadolint"), let equals = comment.firstIndex(of: "=")
            else { return nil }
            let words = comment[..<equals].split(whereSeparator: \.isWhitespace)
            let shell = comment[comment.index(after: equals)...].split(whereSeparator: \.isWhitespace).first
            return words == ["hadolint", "shell"] ? shell.map { (index + 1, String($0)) } : nil
        }
    }

    private mutating func read(check value: String) {
        for part in value.split(separator: ";") {
            let words = part.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard words.count == 2 else { continue }
            let names = words[1].split(separator: ",").map(String.init)
            switch words[0] {
            case "skip": skipped.formUnion(names)
            case "experimental": experimental.formUnion(names)
            case "error": failsOnChecks = words[1] == "true"
            default: continue
            }
        }
    }

    /// The ids in the comments of these lines; those for the whole file are noted.
    private mutating func ids(inLines range: ClosedRange<Int>, of document: DockerfileDocument) -> Set<String> {
        var found: Set<String> = []
        for number in range where document.lines.indices.contains(number - 1) {
            guard let pragma = Pragma(document.lines[number - 1]) else { continue }
            if pragma.isGlobal { everywhere.formUnion(pragma.ids) } else { found.formUnion(pragma.ids) }
        }
        return found
    }

    /// `# hadolint ignore=A,B`, `# strata global ignore=A` or `# check=skip=A // reason`.
    private struct Pragma {
        let isGlobal: Bool
        let ids: [String]

        init?(_ line: String) {
            guard let comment = line.comment, var equals = comment.firstIndex(of: "=") else { return nil }
            let words = comment[..<equals].split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
            var text = comment
            if words == ["check"] {
                let skip = text[text.index(after: equals)...]
                guard skip.hasPrefix("skip="), let next = skip.firstIndex(of: "=") else { return nil }
                equals = next
                text = text[..<(text.firstIndex(of: ";") ?? text.endIndex)]
            } else {
                guard let tool = words.first, tool == "hadolint" || tool == "strata", words.last == "ignore",
                    words.count == 2 || words.count == 3 && words[1] == "global"
                else { return nil }
            }
            isGlobal = words.count == 3
            ids = text[text.index(after: equals)...].split(separator: ",").compactMap { part in
                part.split(whereSeparator: \.isWhitespace).first.map { $0.lowercased() }
            }
        }
    }
}

extension String {
    /// What stands behind the `#` of a line that is a comment, without white space around; nil for any other line.
    var comment: Substring? {
        let text = drop(while: \.isWhitespace)
        guard text.first == "#" else { return nil }
        let body = text.dropFirst().drop(while: \.isWhitespace)
        return body[..<(body.lastIndex { !$0.isWhitespace }.map(body.index(after:)) ?? body.startIndex)]
    }
}

extension Rule {
    /// Whether BuildKit checks it too: its names are words, those of other tools have numbers.
    package var isBuildCheck: Bool {
        knownAs.contains { $0.first?.isUppercase == true && $0.allSatisfy(\.isLetter) }
    }
}
