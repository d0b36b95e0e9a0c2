import ArgumentParser
import FoundationEssentials

/// The commands and what each takes, as the parser itself describes them: whoever reads a command line without running it
/// asks here, so nothing is listed twice.
struct CommandTree: Decodable {
    /// A word that a command takes.
    struct Argument: Decodable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        /// A way to write it: `--format`, `-o`.
        struct Name: Decodable, Equatable {
            var kind: String
            var name: String

            var text: String { (kind == "long" ? "--" : "-") + name }
        }

        var kind: Kind
        var isRepeating: Bool
        var shouldDisplay: Bool
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var allValues: [String]?
    }

    var commandName: String
    var abstract: String?
    var shouldDisplay: Bool
    var subcommands: [CommandTree]?
    var arguments: [Argument]?

    /// The program's own; nil where the parser describes itself in another way than it did.
    static var strata: CommandTree? {
        struct Tool: Decodable {
            var command: CommandTree
        }
        return try? JSONDecoder().decode(Tool.self, from: Data(Strata._dumpHelp().utf8)).command
    }

    /// What stands in the place of IMAGE.
    private static let imageNames: Set<String> = ["image", "images", "a", "b", "other", "before", "after"]

    /// The subcommand of a name.
    func subcommand(_ name: String) -> CommandTree? { subcommands?.first { $0.commandName == name } }

    /// The command that words call, and where its own words begin: the default one where none is named.
    func called(by words: [String]) -> (command: CommandTree, words: Range<Int>) {
        if let name = words.first, let named = subcommand(name) { return (named, 1..<words.count) }
        let fallback = Strata.configuration.defaultSubcommand?._commandName
        return (fallback.flatMap(subcommand) ?? self, words.indices)
    }

    /// The option or flag that a word is, `--format=json` too.
    func option(_ word: String) -> Argument? {
        let name = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
        return arguments?.first { argument in argument.names?.contains { $0.text == name } ?? false }
    }

    /// Which of a command's words name images.
    func placesOfImages(in words: [String]) -> [Int] {
        let positionals = arguments?.filter { $0.kind == .positional } ?? []
        var (places, count, isEnded): ([Int], Int, Bool) = ([], 0, false)
        var index = 0
        while index < words.count {
            let word = words[index]
            if !isEnded, word == "--" {
                isEnded = true
            } else if !isEnded, word.hasPrefix("-"), word != "-" {
                // The word behind an option is its value.
                if option(word)?.kind == .option, !word.contains("=") { index += 1 }
            } else {
                let last = positionals.last.flatMap { $0.isRepeating ? $0 : nil }
                let positional = positionals.indices.contains(count) ? positionals[count] : last
                if CommandTree.imageNames.contains(positional?.valueName ?? "") { places.append(index) }
                count += 1
            }
            index += 1
        }
        return places
    }
}
