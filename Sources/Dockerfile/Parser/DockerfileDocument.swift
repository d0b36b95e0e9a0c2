/// A Dockerfile as BuildKit reads it: directives, instructions with their lines, and what is wrong with it.
///
/// Reading never fails: what is not understood becomes an issue, and reading goes on with the next instruction.
/// The stages are `StageGraph(document)`; which layer each instruction made is `Attribution`.
public struct DockerfileDocument: Hashable, Sendable {
    /// The largest Dockerfile that is read, in bytes.
    public static let maximumSize = 64 << 20

    /// The source lines without their line ends; line 1 is the first.
    public let lines: [String]
    /// The parser directives at the top.
    public let directives: [ParserDirective]
    /// The character that continues a line and escapes: `\`, or a backtick where the escape directive says so.
    public let escape: Character
    /// All instructions, in order.
    public let instructions: [Instruction]
    /// What is wrong, in order of lines.
    public let issues: [ParseIssue]

    /// Reads a Dockerfile from bytes; invalid UTF-8 is repaired.
    public init(parsing bytes: [UInt8]) {
        var parser = DockerfileParser(bytes)
        parser.parse()
        lines = (0..<parser.lineCount).map { String(decoding: parser.line($0), as: UTF8.self) }
        directives = parser.directives
        escape = Character(parser.escape)
        instructions = parser.instructions
        issues = parser.issues.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
    }

    /// Reads a Dockerfile from text.
    public init(parsing text: String) {
        self.init(parsing: Array(text.utf8))
    }

    /// The source of a range of lines, joined by newlines; lines that do not exist are left out.
    public func source(of range: ClosedRange<Int>) -> String {
        let known = range.clamped(to: 1...max(1, lines.count))
        return known.filter { lines.indices.contains($0 - 1) }.map { lines[$0 - 1] }.joined(separator: "\n")
    }
}

/// A parser directive such as `# syntax=docker/dockerfile:1`.
public struct ParserDirective: Hashable, Sendable {
    /// `syntax`, `escape` or `check`, in lower case.
    public let name: String
    /// Its value as written.
    public let value: String
    /// Its line, from 1.
    public let line: Int
}

/// Something wrong in a Dockerfile.
public struct ParseIssue: Hashable, Sendable, CustomStringConvertible {
    /// What an issue stops.
    public enum Kind: String, Hashable, Sendable {
        /// BuildKit's parser refuses the file.
        case syntax
        /// The file parses, but BuildKit refuses the instruction.
        case instruction
    }

    /// What the issue stops.
    public let kind: Kind
    /// The lines of the instruction, from 1.
    public let lines: ClosedRange<Int>
    /// One sentence that says what was expected.
    public let message: String

    /// `line 3: …`.
    public var description: String { "line \(lines.lowerBound): \(message)" }
}
