import OCI

/// What made a layer, read from a line of history in the dialect of any builder.
///
/// Builders write instructions each in their own way: `/bin/sh -c #(nop)  CMD ["bash"]`,
/// `RUN |1 A=1 /bin/sh -c make # buildkit`, `EXPOSE map[80/tcp:{}]`. This is the instruction as a Dockerfile has it,
/// as far as the line still tells. The text comes from the image and is not escaped.
public struct CreatedBy: Hashable, Sendable {
    /// Who wrote the line; nil when it has no dialect.
    public let builder: Builder?
    /// The Dockerfile instruction in capitals, `RUN` or `COPY`; nil when the line is none.
    public let keyword: String?
    /// What follows the keyword, white space as recorded; the whole line where there is no keyword.
    public let arguments: String
    /// `NAME=value` of the build arguments that were set when a RUN ran.
    public let buildArguments: [String]

    /// Reads one line of history.
    public init(_ history: History) {
        let builder = Builder(history)
        self.builder = builder
        var line = Substring(history.createdBy ?? "").trimmed
        if builder == .buildKit, line.hasSuffix("# buildkit") { line = line.dropLast("# buildkit".count).trimmed }
        let instruction = CreatedBy.instruction(in: line, builder: builder)
        keyword = instruction.keyword
        (buildArguments, arguments) = CreatedBy.arguments(
            of: instruction, fallback: CreatedBy.description(of: history, builder: builder))
    }

    /// The whole instruction, white space as recorded; never empty.
    public var text: String {
        guard let keyword else { return arguments }
        return arguments.isEmpty ? keyword : "\(keyword) \(arguments)"
    }

    /// The whole instruction on one line, runs of white space as one space.
    public var oneLine: String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }

    /// The instruction in lines, broken where the Dockerfile was: builders drop the backslash and the line break of a
    /// continuation and keep the indentation of the next line.
    public var lines: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap(CreatedBy.continuations)
    }

    private static func instruction(in line: Substring, builder: Builder?) -> (keyword: String?, rest: Substring) {
        if let mark = line.firstRange(of: "#(nop)") {
            return keywordAndRest(line[mark.upperBound...].trimmed)
        }
        switch builder {
        case .buildKit, .kaniko:
            return keywordAndRest(line)
        case .classic, .buildah:
            return ("RUN", line)
        case .debuerreotype:
            return (nil, line.drop { $0 == "#" || $0 == " " })
        case nil where line.hasPrefix("/") && line.contains(" "):
            return ("RUN", line)
        case nil:
            return keywordAndRest(line)
        default:
            return (nil, line)
        }
    }

    private static func keywordAndRest(_ line: Substring) -> (keyword: String?, rest: Substring) {
        let word = line.prefix { !$0.isWhitespace }
        guard keywords.contains(word.uppercased()) else { return (nil, line) }
        return (word.uppercased(), line[word.endIndex...].trimmed)
    }

    private static func arguments(
        of instruction: (keyword: String?, rest: Substring), fallback: String
    ) -> (buildArguments: [String], text: String) {
        guard let keyword = instruction.keyword else {
            return ([], instruction.rest.isEmpty ? fallback : String(instruction.rest))
        }
        guard keyword == "RUN" else { return ([], GoSyntax.argument(instruction.rest, of: keyword)) }
        let (assignments, command) = BuildArguments.split(instruction.rest)
        let start = ShellPrefix.end(in: command) ?? command.startIndex
        return (assignments, String(command[start...].trimmed))
    }

    /// What to say of a line without text.
    private static func description(of history: History, builder: Builder?) -> String {
        let comment = history.comment ?? ""
        return comment.isEmpty ? "no instruction recorded" : comment
    }

    /// Breaks one line where a tab or several spaces show that a continuation was there.
    private static func continuations(_ line: Substring) -> [String] {
        let body = line.drop { $0.isWhitespace }
        var lines = [String(line[..<body.startIndex])]
        var index = body.startIndex
        while index < body.endIndex {
            let word = body[index...].prefix { !$0.isWhitespace }
            let gap = body[word.endIndex...].prefix { $0.isWhitespace }
            index = gap.endIndex
            lines[lines.count - 1] += word
            guard index < body.endIndex else { break }
            if gap == " " {
                lines[lines.count - 1] += " "
            } else {
                lines[lines.count - 1] += " \\"
                lines.append("    ")
            }
        }
        return lines
    }

    private static let keywords: Set<String> = [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
        "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]
}

extension Substring {
    /// The text without white space at either end.
    var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }) else { return "" }
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return self[first...last]
    }
}
