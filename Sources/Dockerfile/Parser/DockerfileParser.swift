/// Puts lines together to instructions: directives, comments, continuations and here-documents.
struct DockerfileParser {
    private(set) var directives: [ParserDirective] = []
    private(set) var escape: Unicode.Scalar = "\\"
    private(set) var instructions: [Instruction] = []
    private(set) var issues: [ParseIssue] = []

    private let bytes: [UInt8]
    /// Where each line begins, and where the last one ends: a slice for each would take many times what the file does.
    private var bounds: [Int] = []
    private var cursor = 0
    private var acceptsDirectives = true
    private var endlessHeredocs = 0
    /// Instructions whose word no Dockerfile knows: faults that are told when all are read.
    private var unknownCount = 0

    /// After so many here-documents without an end, no further one is looked for through the whole file.
    private static let maximumEndlessHeredocs = 16

    /// Further instructions are not read.
    static let maximumInstructions = 100_000
    /// Nor is what follows so many faults, of which each costs many times its line: the file is something else, or a
    /// here-document without an end.
    private static let maximumFaults = 1_000
    /// A file of more lines is not read: each costs bytes, however short it is.
    private static let maximumLines = 500_000

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.count <= DockerfileDocument.maximumSize else {
            report(.syntax, 1...1, "The file is larger than 64 MiB, which no Dockerfile is; name the right file.")
            return
        }
        guard bytes.count(where: { $0 == 0x0A }) <= DockerfileParser.maximumLines else {
            report(
                .syntax, 1...1, "The file has more than 500,000 lines, which no Dockerfile has; name the right file.")
            return
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        bounds = DockerfileParser.bounds(ofLinesIn: bytes[(hasMark ? 3 : 0)...])
    }

    /// How many lines there are.
    var lineCount: Int { max(0, bounds.count - 1) }

    /// A line without its end, from 0.
    func line(_ index: Int) -> ArraySlice<UInt8> {
        DockerfileParser.trimmingLineEnd(bytes[bounds[index]..<bounds[index + 1]])
    }

    mutating func parse() {
        while cursor < lineCount {
            guard instructions.count < DockerfileParser.maximumInstructions else {
                endEarly("There are more than 100,000 instructions before this line, so the rest was not read.")
                break
            }
            guard issues.count + unknownCount < DockerfileParser.maximumFaults else {
                endEarly("There are more than 1,000 faults before this line, so the rest was not read.")
                break
            }
            parseInstruction()
        }
        if instructions.isEmpty, issues.isEmpty {
            report(.syntax, 1...max(1, lineCount), "There are no instructions; a Dockerfile starts with FROM or ARG.")
        }
        issues += InstructionCheck.issues(in: instructions)
    }

    private mutating func endEarly(_ message: String) {
        report(.syntax, (cursor + 1)...lineCount, message)
    }

    /// Reads the instruction, comment or blank line at the cursor.
    private mutating func parseInstruction() {
        let first = cursor + 1
        let line = DockerfileParser.trimmingSpace(self.line(cursor))
        cursor += 1
        readDirective(line, number: first)
        if line.isEmpty || line.first == UInt8(ascii: "#") { return }

        var joined: [UInt8] = []
        var continues = append(line, to: &joined)
        while continues, cursor < lineCount {
            let next = self.line(cursor)
            cursor += 1
            let content = DockerfileParser.trimmingSpace(next)
            if content.isEmpty || content.first == UInt8(ascii: "#") { continue }
            continues = append(next, to: &joined)
        }
        add(String(decoding: joined, as: UTF8.self), from: first)
    }

    /// Appends a line without its continuation; says whether it had one.
    private func append(_ line: ArraySlice<UInt8>, to joined: inout [UInt8]) -> Bool {
        let mark = UInt8(truncatingIfNeeded: escape.value)
        let (body, continues) = DockerfileParser.splittingContinuation(line, escape: mark)
        joined += body
        return continues
    }

    private mutating func add(_ text: String, from first: Int) {
        var instruction: Instruction
        do {
            instruction = try InstructionSyntax(escape: escape).instruction(text, lines: first...cursor)
        } catch {
            report(.syntax, first...cursor, error.message)
            // The body of a here-document is no instruction, even where the instruction itself is wrong.
            skipHeredocs(of: text)
            return
        }
        let reader = instruction.trigger.first ?? instruction
        if !reader.isJSON, reader.keyword?.takesHeredocs == true, text.contains("<<") {
            var heredocs = Heredoc.openings(in: text)
            for index in heredocs.indices where !readBody(of: &heredocs[index]) {
                report(
                    .syntax, first...cursor,
                    "The here-document “\(heredocs[index].name)” has no end; expected a line with just that word.")
            }
            instruction = instruction.with(lines: first...cursor, heredocs: heredocs)
        }
        instructions.append(instruction)
        if instruction.keyword == nil { unknownCount += 1 }
    }

    private mutating func skipHeredocs(of text: String) {
        guard let word = text.split(whereSeparator: \.isWhitespace).first, Keyword(word: word)?.takesHeredocs == true
        else { return }
        let start = cursor
        for var heredoc in Heredoc.openings(in: text) where !readBody(of: &heredoc) {
            cursor = start
        }
    }

    /// Reads up to the terminator; false when the file ends before it. The lines after an opening that never ends
    /// are read as instructions, so that one slip does not hide the rest of the file.
    private mutating func readBody(of heredoc: inout Heredoc) -> Bool {
        let terminator = Array(heredoc.name.utf8)
        let start = cursor
        guard endlessHeredocs < DockerfileParser.maximumEndlessHeredocs else { return false }
        while cursor < lineCount {
            let line = self.line(cursor)
            let candidate = heredoc.cutsTabs ? line.drop { $0 == 0x09 } : line
            cursor += 1
            if candidate.elementsEqual(terminator) {
                heredoc.content = String(decoding: bytes[bounds[start]..<bounds[cursor - 1]], as: UTF8.self)
                heredoc.lines = cursor - 1 > start ? (start + 1)...(cursor - 1) : nil
                return true
            }
        }
        cursor = start
        endlessHeredocs += 1
        return false
    }

    private mutating func readDirective(_ line: ArraySlice<UInt8>, number: Int) {
        guard acceptsDirectives else { return }
        guard let directive = ParserDirective(line: line, number: number) else {
            acceptsDirectives = false
            return
        }
        if directives.contains(where: { $0.name == directive.name }) {
            report(.syntax, number...number, "There is already a directive “\(directive.name)”; keep one of them.")
            return
        }
        directives.append(directive)
        guard directive.name == "escape" else { return }
        guard let scalar = directive.value.unicodeScalars.first, directive.value == "\\" || directive.value == "`"
        else {
            report(.syntax, number...number, "The escape character is “\(directive.value)”; expected \\ or `.")
            return
        }
        escape = scalar
    }

    private mutating func report(_ kind: ParseIssue.Kind, _ lines: ClosedRange<Int>, _ message: String) {
        issues.append(ParseIssue(kind: kind, lines: lines, message: message))
    }
}
