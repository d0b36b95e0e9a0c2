/// A key with the modifiers held down.
public struct Key: Hashable, Sendable {
    /// Which key.
    public enum Code: Hashable, Sendable {
        /// A key that types this character. With control it is the lower case letter.
        case character(Character)
        case up, down, left, right, home, end, pageUp, pageDown
        case enter, escape, tab, backTab, backspace, delete, insert
        /// A function key, from 1.
        case function(Int)
    }

    /// Keys held down with another.
    public struct Modifiers: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8

        /// The set with these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Control.
        public static let control = Modifiers(rawValue: 1)
        /// Alt, or Meta.
        public static let alt = Modifiers(rawValue: 2)
        /// Shift, for keys that type no character.
        public static let shift = Modifiers(rawValue: 4)
    }

    /// Which key.
    public let code: Code
    /// What was held down with it.
    public let modifiers: Modifiers

    /// A key with modifiers, none by default.
    public init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    private static let names: [(name: String, code: Code)] = [
        ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
        ("PgUp", .pageUp), ("PgDn", .pageDown), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab),
        ("Backspace", .backspace), ("Del", .delete), ("Ins", .insert), ("Space", .character(" ")),
    ]

    private static let prefixes: [(text: String, modifier: Modifiers)] = [
        ("C-", .control), ("M-", .alt), ("S-", .shift),
    ]

    /// The key that a label names: `g`, `C-d`, `M-x`, `S-Up`, `PgUp`, `S-Tab`, `F1`, `Space`. Text that names no key
    /// counts as the key that types its first character.
    public init(_ text: String) {
        self = Key.named(text) ?? Key(.character(text.first ?? " "))
    }

    /// The key that a label names, nil where it names none.
    public static func named(_ text: String) -> Key? {
        var modifiers: Modifiers = []
        var rest = Substring(text)
        while let prefix = prefixes.first(where: { rest.hasPrefix($0.text) && rest.count > 2 }) {
            modifiers.insert(prefix.modifier)
            rest = rest.dropFirst(2)
        }
        if rest == "Tab", modifiers.contains(.shift) { return Key(.backTab, modifiers.subtracting(.shift)) }
        if let named = names.first(where: { $0.name == rest }) { return Key(named.code, modifiers) }
        if rest.count == 1, let character = rest.first { return Key(.character(character), modifiers) }
        if rest.first == "F", let number = Int(rest.dropFirst()), 1...63 ~= number {
            return Key(.function(number), modifiers)
        }
        return nil
    }

    /// The key's name as footers and documents show it, and as `init` reads it: `C-d`, `PgUp`, `S-Tab`.
    public var label: String {
        let prefix = Key.prefixes.filter { modifiers.contains($0.modifier) }.map(\.text).joined()
        if code == .backTab { return prefix + "S-Tab" }
        if let named = Key.names.first(where: { $0.code == code }) { return prefix + named.name }
        return switch code {
        case .character(let character): prefix + String(character)
        case .function(let number): prefix + "F\(number)"
        default: prefix
        }
    }
}
