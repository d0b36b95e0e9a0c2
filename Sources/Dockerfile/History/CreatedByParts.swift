import OCI

/// The parts of `created_by` and `comment`.
struct CreatedByParts {
    var builder = HistoryStep.Builder.unknown
    var keyword: Keyword?
    var arguments = ""
    var buildArguments = ""

    init(_ history: History) {
        let text = history.createdBy ?? ""
        let comment = history.comment ?? ""
        let maker = ImageMaker.builder(of: history)
        if text.isEmpty || maker != nil {
            builder = maker ?? .unknown
            arguments = text
        } else if let nop = text.firstRange(of: "#(nop) ") {
            readInstruction(String(text[nop.upperBound...]), comment)
        } else if comment.hasPrefix("buildkit.") || text.hasSuffix("# buildkit") {
            builder = .buildkit
            readWord(text.hasSuffix("# buildkit") ? String(text.dropLast(10)) : text)
        } else if history.author == "kaniko" {
            builder = .kaniko
            readWord(text)
        } else if text.hasPrefix("|") || CreatedByParts.isShellForm(text) {
            builder = CreatedByParts.builder(ofRun: text, comment)
            keyword = .run
            arguments = text
        } else {
            readWord(text)
            if keyword == nil { builder = .commit }
        }
        if keyword == .run { splitBuildArguments() }
    }

    /// Whether it is a shell with a command, as classic docker and buildah write a `RUN`. People start a container with
    /// a bare `sh -c …`, which a commit keeps: `SHELL` names a path, more options, or a shell of Windows.
    private static func isShellForm(_ text: String) -> Bool {
        guard let shell = CommandShell(startOf: text[...]), let program = shell.words.first else { return false }
        return program.contains("/") || shell.words.count > 2 || !shell.isPOSIX
    }

    private static func builder(ofRun text: String, _ comment: String) -> HistoryStep.Builder {
        if comment.hasPrefix("FROM ") { return .buildah }
        // Nobody leaves a message but who commits a container.
        if !comment.isEmpty { return .commit }
        // buildah makes no images of Windows.
        return CommandShell(startOf: text[...])?.isPOSIX == false ? .classic : .unknown
    }

    /// Reads what follows `#(nop) `: docker writes two spaces but for copies, buildah one.
    private mutating func readInstruction(_ rest: String, _ comment: String) {
        readWord(rest)
        if comment.hasPrefix("FROM ") {
            builder = .buildah
        } else if rest.hasPrefix(" ") {
            builder = .classic
        } else if keyword == .copy || keyword == .add || keyword == .workdir {
            builder = .unknown
        } else {
            builder = .buildah
        }
    }

    private mutating func readWord(_ text: String) {
        let words = Words.splitOnce(text.trimmingSpace())
        // Only capitals: `add` may be a program of a committed container.
        guard let found = Keyword(rawValue: words.first) else {
            arguments = text.trimmingSpace()
            return
        }
        keyword = found
        arguments = words.rest?.trimmingSpace() ?? ""
        if text.hasSuffix("\n") || text.hasSuffix("\n ") { arguments += "\n" }
    }

    /// Notes `|2 A=1 B=2`, and cuts `|0`.
    private mutating func splitBuildArguments() {
        let command = BuildArguments.split(arguments[...]).command
        let mark = arguments[..<command.startIndex].trimmed
        if mark == "|0" { arguments = String(command) } else { buildArguments = String(mark) }
    }
}
