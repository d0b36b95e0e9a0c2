import TerminalUI

/// All that can be asked for here, narrowed by what is typed: each with its key and the command line that does the same.
struct Palette: Sendable, Hashable {
    /// One thing to ask for.
    struct Entry: Hashable {
        var binding: KeyBinding
        /// The command line that gives the same, filled in for this image; nil where there is none.
        var twin: String?

        /// Whether each word of `text` occurs in what the entry says of itself.
        fileprivate func matches(_ words: [Substring]) -> Bool {
            let said = "\(binding.help) \(binding.hint ?? "") \(twin ?? "")".lowercased()
            return words.allSatisfy { said.contains($0) }
        }

        /// Entries whose own words begin with what is typed come first.
        fileprivate func rank(_ words: [Substring]) -> Int {
            guard let first = words.first else { return 0 }
            if binding.hint?.hasPrefix(first) == true { return 0 }
            let said = binding.help.lowercased().split { !$0.isLetter }
            return said.contains { $0.hasPrefix(first) } ? 1 : 2
        }
    }

    /// The selected entry and the first one on the screen.
    var scroll = ListScroll()

    /// What the text leaves, the best first.
    func entries(for text: String, in state: State) -> [Entry] {
        let words = text.lowercased().split(separator: " ")
        let mode = state.modeUnderPrompt
        let all = KeyBindings.all.filter { binding in
            binding.command != .palette && binding.isListed && (binding.works(in: mode) || binding.leadsToView)
        }.map { Entry(binding: state.options.keys.bound($0), twin: $0.plainTwin.map(state.filledIn)) }
        return all.enumerated().filter { $0.element.matches(words) }
            .sorted { left, right in
                let (leftRank, rightRank) = (left.element.rank(words), right.element.rank(words))
                return leftRank == rightRank ? left.offset < right.offset : leftRank < rightRank
            }.map(\.element)
    }
}

extension KeyBinding {
    /// Whether it shows something that can be shown from everywhere.
    fileprivate var leadsToView: Bool {
        switch command {
        case .tab, .compareWith: true
        case .show(let id): Tab.tab(id) != nil
        default: false
        }
    }
}

extension State {
    /// What keys mean when the box on the screen is gone.
    var modeUnderBoxes: Mode {
        var state = self
        state.prompt = nil
        if state.views.isOverTab { state.views.open.removeLast() }
        return state.mode
    }

    /// What keys mean when the line that is being typed is gone.
    var modeUnderPrompt: Mode {
        var state = self
        state.prompt = nil
        return state.mode
    }

    /// A command line of the table of keys for just this image, path and layer.
    func filledIn(_ twin: String) -> String {
        let path = selectedPath.map { Array("/".utf8) + derived.stack.path(of: $0) }
        let values: [String: [UInt8]?] = [
            "IMAGE": Array(loading.name.utf8), "PATH": path, "LAYER": Array(String(layers.selected).utf8),
            "OTHER": other.map { Array($0.name.utf8) }, "PACKAGE": selectedPackage.map { Array($0.name.utf8) },
            "LESSON": selectedLesson.map { Array("\($0.rawValue)".utf8) },
        ]
        return twin.split(separator: " ").map { word in
            guard let value = values[String(word)] ?? nil else { return String(word) }
            return State.quoted(value)
        }.joined(separator: " ")
    }

    /// A word as a shell takes it; what a terminal would act on as bytes in `$'…'`, which bash, zsh and fish know.
    private static func quoted(_ word: [UInt8]) -> String {
        let plain = Set("/._:@%+=,-".utf8)
        let isPlain = word.allSatisfy { byte in
            plain.contains(byte) || (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte & 0xdf)
        }
        let text = String(decoding: word, as: UTF8.self)
        if isPlain, !word.isEmpty { return text }
        if Array(text.utf8) == word, Printable.escape(text) == text {
            return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        }
        let bytes = word.map { byte -> String in
            let isSafe = (0x20..<0x7f).contains(byte) && byte != 0x27 && byte != 0x5c
            return isSafe ? String(UnicodeScalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "$'" + bytes.joined() + "'"
    }
}
