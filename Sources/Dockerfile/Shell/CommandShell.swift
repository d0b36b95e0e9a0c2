/// The shell that builders write before a command: `/bin/sh -c `, `/bin/bash -o pipefail -c `, `cmd /S /C `.
enum ShellPrefix {
    private static let shells: Set<Substring> = ["sh", "ash", "bash", "dash", "ksh", "zsh"]
    /// A shell with more options than this is not recognised.
    private static let maximumOptions = 8

    /// Where the command starts that follows the shell at the start of `text`; nil when `text` starts with no shell.
    static func end(in text: some StringProtocol) -> String.Index? {
        var words = SpacedWords(text)
        guard let program = words.next() else { return nil }
        let name = program.split(separator: "/").last.map { Substring($0) } ?? ""
        if shells.contains(name) { return unixEnd(&words) }
        let windows = program.lowercased().split { $0 == "\\" || $0 == "/" }.last.map(String.init) ?? ""
        if ["cmd", "cmd.exe"].contains(windows) { return end(&words) { $0.lowercased() == "/c" } }
        if ["powershell", "powershell.exe", "pwsh", "pwsh.exe"].contains(windows) {
            return end(&words) { $0.lowercased() == "-command" || $0.lowercased() == "-c" }
        }
        return nil
    }

    /// Options, and the names that `-o` takes, up to the option that holds `c`.
    private static func unixEnd(_ words: inout SpacedWords) -> String.Index? {
        var takesName = false
        for _ in 0..<maximumOptions {
            guard let word = words.next() else { return nil }
            if takesName {
                takesName = false
            } else if !word.hasPrefix("-") || word.hasPrefix("--") {
                return nil
            } else if word.hasSuffix("c") {
                return words.position
            } else {
                takesName = word.hasSuffix("o")
            }
        }
        return nil
    }

    private static func end(_ words: inout SpacedWords, isLast: (Substring) -> Bool) -> String.Index? {
        for _ in 0..<maximumOptions {
            guard let word = words.next() else { return nil }
            if isLast(word) { return words.position }
        }
        return nil
    }
}

/// The words of a text between single spaces, with the position behind each.
private struct SpacedWords {
    private let text: Substring
    /// Where the next word starts.
    private(set) var position: String.Index

    init(_ text: some StringProtocol) {
        self.text = Substring(text)
        position = text.startIndex
    }

    mutating func next() -> Substring? {
        guard position < text.endIndex else { return nil }
        let end = text[position...].firstIndex(of: " ") ?? text.endIndex
        defer { position = end < text.endIndex ? text.index(after: end) : end }
        return text[position..<end]
    }
}

extension Substring {
    /// The text without white space at either end.
    var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }) else { return "" }
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return self[first...last]
    }
}
