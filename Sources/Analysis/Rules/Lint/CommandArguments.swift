import Dockerfile

/// The options and operands of a command, as POSIX's "Utility Syntax Guidelines" and GNU's long options have them.
struct CommandArguments {
    /// An option: `-y` or `--yes`, each letter of `-qy` for itself.
    struct Option {
        let name: String
        let value: String?
    }

    private(set) var options: [Option] = []
    private(set) var operands: [ShellCommand.Word] = []

    /// Takes words apart.
    ///
    /// - Parameters:
    ///   - words: The words behind the program.
    ///   - valued: The options whose value is the next word, with their dashes.
    init(_ words: some Collection<ShellCommand.Word>, valued: Set<String> = []) {
        var rest = words[...]
        while let word = rest.first {
            rest = rest.dropFirst()
            let text = word.text
            if text == "--" {
                operands += rest
                return
            } else if text.hasPrefix("--") {
                addLong(text, valued: valued, next: &rest)
            } else if text.hasPrefix("-"), text.count > 1 {
                addShort(text, valued: valued, next: &rest)
            } else {
                operands.append(word)
            }
        }
    }

    private mutating func addLong<Words: Collection<ShellCommand.Word>>(
        _ text: String, valued: Set<String>, next: inout Words
    ) where Words.SubSequence == Words {
        if let equals = text.firstIndex(of: "=") {
            options.append(Option(name: String(text[..<equals]), value: String(text[text.index(after: equals)...])))
        } else if valued.contains(text), let value = next.popFirst() {
            options.append(Option(name: text, value: value.text))
        } else {
            options.append(Option(name: text, value: nil))
        }
    }

    private mutating func addShort<Words: Collection<ShellCommand.Word>>(
        _ text: String, valued: Set<String>, next: inout Words
    ) where Words.SubSequence == Words {
        var letters = text.dropFirst()
        // Some programs have long options with a single dash.
        if valued.contains(text), let value = next.popFirst() {
            options.append(Option(name: text, value: value.text))
            return
        }
        while let letter = letters.popFirst() {
            let name = "-\(letter)"
            guard valued.contains(name) || letters.first == "=" else {
                options.append(Option(name: name, value: nil))
                continue
            }
            let value = letters.isEmpty ? next.popFirst()?.text : String(letters.drop { $0 == "=" })
            options.append(Option(name: name, value: value))
            return
        }
    }

    /// Whether any of these options is there.
    func has(_ names: String...) -> Bool { options.contains { names.contains($0.name) } }

    /// The value of the last of these options.
    func value(_ names: String...) -> String? { options.last { names.contains($0.name) }?.value }

    /// How often an option is there.
    func count(_ names: String...) -> Int { options.count { names.contains($0.name) } }
}
