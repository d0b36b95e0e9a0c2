/// The commands of a shell script, as of `RUN`: split at `&&`, `||`, `;`, `|`, `&` and new lines, out of subshells,
/// loops, conditions and substitutions too.
///
/// It reads what POSIX shells and bash read. Nothing in a script can break it: what is no shell gives odd commands or
/// none. Names follow POSIX, "Shell Command Language".
public struct ShellScript: Sendable, Hashable {
    /// Longer scripts are not split, in bytes.
    public static let maximumLength = 1 << 20

    /// The commands, in order of their position.
    public let commands: [ShellCommand]
    /// Where the first `|` stands; nil when nothing is piped.
    public let firstPipe: SourcePosition?

    /// The commands of a text of its own, its first line being 1.
    public init(_ text: String) {
        var source = SourceText()
        for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if index > 0 { source.endLine() }
            // Lines that end as on Windows end all the same: their `\r` is no word, and no backslash is before it.
            source.append(DockerfileParser.trimmingLineEnd(Array(line)[...]), line: index + 1, after: [])
        }
        self.init(source, from: 0)
    }

    /// The commands of `RUN`, of the shell forms of `CMD`, `ENTRYPOINT` and `HEALTHCHECK`, and of their here-documents
    /// where a shell reads them. The exec form is one command, or the script that it hands to a shell: all of that
    /// stands where the array does. None for other instructions.
    public init(of instruction: Instruction, in document: DockerfileDocument) {
        let inner = instruction.trigger.first ?? instruction
        guard let keyword = inner.keyword, [.run, .cmd, .entrypoint, .healthcheck].contains(keyword) else {
            self.init(commands: [], firstPipe: nil)
            return
        }
        let source = SourceText(of: instruction, in: document)
        let start = ShellScript.commandOffset(in: source, of: instruction, escape: document.escape)
        if inner.isJSON {
            let position = source.position(of: start)
            let arguments = keyword == .healthcheck ? inner.arguments.dropFirst() : inner.arguments[...]
            self.init(exec: Array(arguments), at: position)
            return
        }
        let line = ShellScript(source, from: start)
        let bodies = line.isReadByShell ? inner.heredocs.filter { $0.holdsShellScript } : []
        let scripts = [line] + bodies.map { ShellScript(SourceText(of: $0, in: document), from: 0) }
        self.init(
            commands: scripts.flatMap(\.commands).filter { !$0.words.isEmpty || !$0.assignments.isEmpty },
            firstPipe: scripts.lazy.compactMap(\.firstPipe).first)
    }

    /// The exec form: `["make", "all"]`, or `["/bin/sh", "-c", "make && make install"]`.
    private init(exec arguments: [String], at position: SourcePosition) {
        let command = ShellCommand(exec: arguments, at: position)
        guard let text = command.script else {
            self.init(commands: command.words.isEmpty ? [] : [command], firstPipe: nil)
            return
        }
        let script = ShellScript(text)
        self.init(
            commands: script.commands.map { $0.moved(to: position) },
            firstPipe: script.firstPipe == nil ? nil : position)
    }

    private init(commands: [ShellCommand], firstPipe: SourcePosition?) {
        self.commands = commands
        self.firstPipe = firstPipe
    }

    private init(_ source: SourceText, from start: Int) {
        guard source.bytes.count <= ShellScript.maximumLength else {
            self.init(commands: [], firstPipe: nil)
            return
        }
        var parser = ShellParser(source, range: start..<source.bytes.count, depth: 0)
        parser.parse(until: nil)
        self.init(
            commands: parser.commands.sorted { $0.position < $1.position },
            firstPipe: parser.firstPipe.map(source.position(of:)))
    }

    /// Whether a text is `NAME=value`.
    static func isAssignment(_ text: String) -> Bool {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
        var name = text[..<equals]
        if name.hasSuffix("+") { name = name.dropLast() }
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy {
            $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        }
    }

    /// Where the command starts behind the instruction's word and flags.
    private static func commandOffset(in source: SourceText, of instruction: Instruction, escape: Character) -> Int {
        let scalar = escape.unicodeScalars.first ?? "\\"
        var rest = String(decoding: source.bytes, as: UTF8.self)
        var keyword = instruction.keyword
        for _ in 0..<2 {
            rest = Words.splitOnce(rest).rest ?? ""
            if keyword == .onbuild {
                keyword = instruction.trigger.first?.keyword
                continue
            }
            rest = Words.flags(in: rest, escape: scalar).rest
            guard keyword == .healthcheck else { break }
            keyword = nil
        }
        return max(0, source.bytes.count - rest.utf8.count)
    }

    /// Whether the here-documents of this line are scripts: there is no program to take them, or it is a shell.
    private var isReadByShell: Bool {
        commands.allSatisfy { command in
            command.words.isEmpty || command.isShell
        }
    }
}

extension Heredoc {
    /// Whether its first line names no other interpreter than a shell.
    fileprivate var holdsShellScript: Bool {
        guard content.hasPrefix("#!") else { return true }
        let first = content.prefix { !$0.isNewline }
        return first.hasSuffix("sh") || first.contains("sh ")
    }
}
