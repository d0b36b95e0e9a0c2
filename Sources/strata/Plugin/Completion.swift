import DisplayText

/// Words that could stand in the place of the last one, as docker's completion asks: a word and what it means on a line,
/// and at last what the shell is to do besides.
struct Completion {
    /// What the shell does where nothing is proposed.
    enum Directive: Int {
        /// It proposes files.
        case files = 0
        /// Nothing.
        case nothing = 4
    }

    private let proposals: [(word: String, meaning: String)]
    private let directive: Directive

    /// - Parameter words: What stands behind the program's name; the last one is not finished, and may be empty.
    init(_ words: [String], in tree: CommandTree?) {
        let last = words.last ?? ""
        guard let tree else {
            (proposals, directive) = ([], .files)
            return
        }
        let (command, own) = tree.called(by: words.dropLast())
        let before = own.isEmpty ? nil : words[own.upperBound - 1]
        if let before, let option = command.option(before), option.kind == .option, !before.contains("=") {
            let values = option.allValues ?? []
            proposals = values.filter { $0.hasPrefix(last) }.map { ($0, "") }
            directive = values.isEmpty ? .files : .nothing
        } else if last.hasPrefix("-") {
            proposals = Completion.options(of: command).filter { $0.word.hasPrefix(last) }
            directive = .nothing
        } else {
            let commands = (words.count > 1 ? nil : tree.subcommands)?.filter(\.shouldDisplay) ?? []
            proposals = commands.map { ($0.commandName, $0.abstract ?? "") }.filter { $0.word.hasPrefix(last) }
            directive = .files
        }
    }

    private static func options(of command: CommandTree) -> [(word: String, meaning: String)] {
        (command.arguments ?? []).filter { $0.kind != .positional && $0.shouldDisplay }.flatMap { argument in
            (argument.names ?? []).map { ($0.text, argument.abstract ?? "") }
        }
    }

    /// The answer: one line a word, then the directive.
    var text: String {
        let lines = proposals.map { word, meaning in
            meaning.isEmpty ? word : "\(word)\t\(Completion.firstSentence(meaning))"
        }
        return (lines + [":\(directive.rawValue)"]).map { $0 + "\n" }.joined()
    }

    private static func firstSentence(_ text: String) -> String {
        let line = Printable.escape(text.split(separator: "\n").first ?? "")
        return line.hasSuffix(".") ? String(line.dropLast()) : line
    }
}
