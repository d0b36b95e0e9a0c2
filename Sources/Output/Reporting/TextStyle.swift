import DisplayText

/// How a piece of plain-text output looks, by its role.
public enum TextStyle: Sendable, Hashable {
    /// As the terminal has it.
    case plain
    /// The head of a column or section.
    case heading
    /// Less important than the rest.
    case dim
    /// Something that a layer added.
    case added
    /// Something that a layer modified.
    case modified
    /// Something that a layer removed, or a fault.
    case removed
    /// A directory.
    case directory
    /// A link.
    case link
    /// A finding that does harm now.
    case critical
    /// A finding that must be mended.
    case high
    /// A finding that should be mended.
    case medium
    /// A finding that is worth a look.
    case low

    /// Whether styles become escape sequences.
    public enum Palette: Sendable, Hashable {
        /// Text only.
        case plain
        /// The terminal's own sixteen colours.
        case colors

        /// The text with the sequences around it that make it look like `style`.
        public func apply(_ style: TextStyle, to text: String) -> String {
            guard self == .colors, let code = style.code else { return text }
            return "\u{1b}[\(code)m\(text)\u{1b}[0m"
        }

        /// Text in lines that fit the width, all indented.
        package func paragraph(_ text: String, _ style: TextStyle, indentation: Int, width: Int?) -> [String] {
            let lines = width.map { TextWidth.wrap(text, width: max(20, $0 - indentation)) } ?? [text]
            return lines.map { apply(style, to: String(repeating: " ", count: indentation) + $0) }
        }
    }

    /// The parameter of the terminal's SGR sequence.
    private var code: String? {
        switch self {
        case .plain: nil
        case .heading: "1"
        case .dim: "2"
        case .added: "32"
        case .modified: "33"
        case .removed: "31"
        case .directory: "1;34"
        case .link: "36"
        case .critical: "1;31"
        case .high: "91"
        case .medium: "33"
        case .low: "34"
        }
    }
}
